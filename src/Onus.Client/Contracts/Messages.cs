namespace Onus.Client.Contracts;

/// <summary>What became of a file of messages.</summary>
/// <param name="Message">The message's type, such as <c>pacs.008.001.08</c>.</param>
/// <param name="MessageId">The id that its sender gave it.</param>
/// <param name="Transactions">How many transactions it has.</param>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Refused">How many were refused: with the accepted ones, all.</param>
/// <param name="Results">One for each transaction.</param>
/// <param name="Answer">The answer to the sender (pacs.002), as XML; null where the message takes none.</param>
public sealed record MessageAnswer(
    string Message, string MessageId, int Transactions, int Accepted, int Refused, IReadOnlyList<TransactionResult> Results, string? Answer);

/// <summary>What became of one transaction of a message, or of one entry of a statement.</summary>
/// <param name="Place">Its place in the message, from 1.</param>
/// <param name="EndToEndId">Its end-to-end id.</param>
/// <param name="Case">The case that it became; null where it was refused or matched.</param>
/// <param name="State">The state the case is in now; null where there is none.</param>
/// <param name="Rule">Of a refused one, the rule.</param>
/// <param name="Detail">Of a refused one, what is wrong, with line and path.</param>
public sealed record TransactionResult(int Place, string? EndToEndId, ulong? Case, string? State, string? Rule, string? Detail);

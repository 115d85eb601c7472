using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A request to move, reserve, capture or release money. Its id is the idempotency key; alone it may come in the
/// <c>Idempotency-Key</c> header instead.</summary>
public sealed record TransferRequest
{
    /// <summary>The id, a UUID of version 7.</summary>
    public Id128? Id { get; init; }

    /// <summary><c>Post</c>, <c>Hold</c>, <c>Capture</c>, <c>Void</c>, <c>Correct</c> or <c>Import</c>.</summary>
    public string Act { get; set; } = "Post";

    /// <summary>The account to debit, by id or name; a capture or void may leave it to its hold.</summary>
    public string? Debit { get; init; }

    /// <summary>The account to credit, by id or name; a capture or void may leave it to its hold.</summary>
    public string? Credit { get; init; }

    /// <summary>The amount in units of the book, such as <c>"500.00"</c>; left out for a void and for a capture of the whole.</summary>
    public string? Amount { get; init; }

    /// <summary>Whether the next transfer of the batch is of the same all-or-nothing chain.</summary>
    public bool Linked { get; init; }

    /// <summary>For a capture of a part: whether the rest stays reserved.</summary>
    public bool KeepRest { get; init; }

    /// <summary>A balancing term or a condition: the name of a term of the ledger; null for none.</summary>
    public string? Term { get; init; }

    /// <summary>What a condition demands.</summary>
    public string? TermAmount { get; init; }

    /// <summary>The user's code for what kind of transfer this is.</summary>
    public int Code { get; init; }

    /// <summary>When a hold lapses.</summary>
    public LogTime? Due { get; init; }

    /// <summary>After how many seconds a hold lapses.</summary>
    public ulong? TimeoutSeconds { get; init; }

    /// <summary>The id of the hold that a capture or void resolves, or of the command that a correction corrects.</summary>
    public Id128? Target { get; init; }

    /// <summary>When an imported transfer took effect.</summary>
    public LogTime? Effective { get; init; }

    /// <summary>The user's reference token.</summary>
    public Id128? Reference { get; init; }
}

/// <summary>Up to 8,192 transfers, run in order, each chain whole or not at all.</summary>
/// <param name="Transfers">The transfers.</param>
public sealed record TransferBatchRequest(IReadOnlyList<TransferRequest> Transfers);

/// <summary>The answer to a transfer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Index">The entry that records it.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Amount">What was moved, reserved or released.</param>
/// <param name="Debit">The sums of the debit account right after it; null where they are not known.</param>
/// <param name="Credit">The sums of the credit account right after it; null where they are not known.</param>
public sealed record TransferAnswer(
    Id128 Id, string Outcome, ulong Index, LogTime Time, string? Amount, BalanceView? Debit, BalanceView? Credit);

/// <summary>The answers to a batch, in its order.</summary>
/// <param name="Answers">One for each transfer, refused ones too.</param>
public sealed record TransferBatchAnswer(IReadOnlyList<TransferAnswer> Answers);

/// <summary>A request to post many debits and credits at once, equal in every book.</summary>
/// <param name="Lines">The debits and credits.</param>
public sealed record PostingsRequest(IReadOnlyList<PostingLine> Lines)
{
    /// <summary>What accounts must hold or owe at least, before the postings.</summary>
    public IReadOnlyList<PostingLine> Conditions { get; set; } = [];

    /// <summary>The user's code.</summary>
    public int Code { get; init; }

    /// <summary>The id of the command that this one corrects.</summary>
    public Id128? Corrects { get; init; }

    /// <summary>The user's reference token.</summary>
    public Id128? Reference { get; init; }
}

/// <summary>One debit or credit.</summary>
/// <param name="Account">The account, by id or name; in an answer its id.</param>
/// <param name="Side"><c>Debit</c> or <c>Credit</c>.</param>
/// <param name="Amount">The amount.</param>
/// <param name="Name">In an answer the account's name, where this node knows one.</param>
public sealed record PostingLine(string Account, string Side, string Amount, string? Name = null);

/// <summary>One entry that moves or reserves money.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Command">The id of its command.</param>
/// <param name="Act">Of a transfer, its act.</param>
/// <param name="Code">The user's code.</param>
/// <param name="Lines">Its debits and credits.</param>
/// <param name="Unit">The unit of the amounts.</param>
/// <param name="Hold">Of a hold, what has become of it.</param>
/// <param name="Reference">The user's reference token.</param>
/// <param name="After">On an account's statement, the account's sums right after it.</param>
/// <param name="Case">The case whose act it is; null for a plain one.</param>
public sealed record EntryView(
    ulong Index, LogTime Time, string Kind, Id128 Command, string? Act, int Code, IReadOnlyList<PostingLine> Lines, string Unit,
    string? Hold, Id128? Reference, BalanceView? After, ulong? Case);

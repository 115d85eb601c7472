using Onus.Core;

namespace Onus.Messages;

/// <summary>One accepted transaction of a message: exactly one of the records below.</summary>
public abstract record IsoTransaction
{
    private protected IsoTransaction()
    {
    }
}

/// <summary>The names that a transaction goes by.</summary>
public sealed record TransactionIds
{
    /// <summary>The sender's id for the instruction.</summary>
    public string? Instruction { get; init; }

    /// <summary>The first sender's id, which stays the same from end to end.</summary>
    public string? EndToEnd { get; init; }

    /// <summary>The first institution's id.</summary>
    public string? Transaction { get; init; }

    /// <summary>The unique end-to-end transaction reference.</summary>
    public Id128? Uetr { get; init; }
}

/// <summary>Which message an answer speaks of.</summary>
/// <param name="MessageId">The id of that message.</param>
/// <param name="MessageName">Its type, such as <c>pacs.008.001.08</c>.</param>
/// <param name="Made">When it was made.</param>
public sealed record OriginalMessage(string MessageId, string MessageName, IsoDateTime? Made);

/// <summary>A reason in the code list of the message, or in the sender's own words.</summary>
/// <param name="Code">A code of an external list, such as <c>AC01</c>.</param>
/// <param name="Proprietary">A reason agreed between two parties.</param>
/// <param name="Text">More to it.</param>
public sealed record IsoReason(string? Code, string? Proprietary, string? Text);

/// <summary>Money on its way from a debtor to a creditor (pacs.008), or the order to send it (pain.001).</summary>
public sealed record CreditTransfer : IsoTransaction
{
    /// <summary>Its ids.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>What is settled between the institutions; in an order, what is to be sent.</summary>
    public required Money Amount { get; init; }

    /// <summary>In an order of an equivalent amount, the currency that the creditor is to get.</summary>
    public Currency? TransferCurrency { get; init; }

    /// <summary>What the debtor asked to send, where it differs from what is settled.</summary>
    public Money? Instructed { get; init; }

    /// <summary>The day of settlement; in an order, the day asked for.</summary>
    public required DateOnly Settlement { get; init; }

    /// <summary>When the debtor's institution took the order on.</summary>
    public IsoDateTime? AcceptedAt { get; init; }

    /// <summary>Who bears the charges: DEBT, CRED, SHAR or SLEV.</summary>
    public string? ChargeBearer { get; init; }

    /// <summary>Who pays.</summary>
    public required IsoParty Debtor { get; init; }

    /// <summary>The account that pays.</summary>
    public IsoAccount? DebtorAccount { get; init; }

    /// <summary>The institution of the account that pays.</summary>
    public required IsoAgent DebtorAgent { get; init; }

    /// <summary>The institution that sent this message on.</summary>
    public IsoAgent? InstructingAgent { get; init; }

    /// <summary>The institution that this message is sent to.</summary>
    public IsoAgent? InstructedAgent { get; init; }

    /// <summary>The institution of the account that is paid.</summary>
    public required IsoAgent CreditorAgent { get; init; }

    /// <summary>Who is paid.</summary>
    public required IsoParty Creditor { get; init; }

    /// <summary>The account that is paid.</summary>
    public IsoAccount? CreditorAccount { get; init; }

    /// <summary>On whose behalf the debtor pays.</summary>
    public IsoParty? UltimateDebtor { get; init; }

    /// <summary>For whom the creditor takes the money.</summary>
    public IsoParty? UltimateCreditor { get; init; }

    /// <summary>The purpose: a code of ExternalPurpose1Code, or a proprietary text.</summary>
    public string? Purpose { get; init; }

    /// <summary>What the sender wrote to the receiver, its lines joined by line feeds.</summary>
    public string? Remittance { get; init; }

    /// <summary>The creditor's reference of a structured remittance.</summary>
    public string? CreditorReference { get; init; }
}

/// <summary>What became of one payment (pacs.002).</summary>
public sealed record PaymentStatus : IsoTransaction
{
    /// <summary>The id of the status itself.</summary>
    public string? StatusId { get; init; }

    /// <summary>The message in which the payment was sent.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>The ids of the payment.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>The status: ACSC settled, ACSP in process, RJCT rejected, PDNG pending, and others of the external
    /// list.</summary>
    public string? Status { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<IsoReason> Reasons { get; init; }
}

/// <summary>Money that comes back (pacs.004).</summary>
public sealed record PaymentReturn : IsoTransaction
{
    /// <summary>The id of the return itself.</summary>
    public string? ReturnId { get; init; }

    /// <summary>The message in which the payment was sent.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>The ids of the payment.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>What was settled then.</summary>
    public Money? OriginalAmount { get; init; }

    /// <summary>What comes back.</summary>
    public required Money Returned { get; init; }

    /// <summary>The day on which it comes back.</summary>
    public required DateOnly Settlement { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<IsoReason> Reasons { get; init; }
}

/// <summary>The wish to have one payment back (camt.056).</summary>
public sealed record RecallRequest : IsoTransaction
{
    /// <summary>The id of the recall itself.</summary>
    public string? RecallId { get; init; }

    /// <summary>The id of the case that the sender keeps.</summary>
    public string? CaseId { get; init; }

    /// <summary>The message in which the payment was sent.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>The ids of the payment.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>What was settled then.</summary>
    public Money? Amount { get; init; }

    /// <summary>The day on which it was settled.</summary>
    public DateOnly? Settlement { get; init; }

    /// <summary>Who wants it back.</summary>
    public IsoAgent? Assigner { get; init; }

    /// <summary>Who is asked.</summary>
    public IsoAgent? Assignee { get; init; }

    /// <summary>Why: FRAD, DUPL, CUST, AM09 and others of the external list.</summary>
    public required IReadOnlyList<IsoReason> Reasons { get; init; }
}

/// <summary>What became of one recall (camt.029).</summary>
public sealed record RecallOutcome : IsoTransaction
{
    /// <summary>The id of the status itself.</summary>
    public string? StatusId { get; init; }

    /// <summary>The id of the case that the recalling institution keeps.</summary>
    public string? CaseId { get; init; }

    /// <summary>The message in which the payment was sent.</summary>
    public OriginalMessage? Original { get; init; }

    /// <summary>The ids of the payment.</summary>
    public required TransactionIds Ids { get; init; }

    /// <summary>The status of the recall: ACCR accepted, RJCR refused, PDCR pending.</summary>
    public string? Status { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<IsoReason> Reasons { get; init; }
}

namespace Onus.Core.Formats;

/// <summary>What else a transfer entry was asked, or did, beside its amount; most have no second amount.</summary>
public enum TransferTerm : byte
{
    /// <summary>Nothing: the amount as asked.</summary>
    None = 0,

    /// <summary>Balancing: at most as much as the debit account holds. The second amount is what was requested.</summary>
    AsMuchAsDebitHas = 1,

    /// <summary>Balancing: at most as much as the credit account owes. The second amount is what was requested.</summary>
    AsMuchAsCreditOwes = 2,

    /// <summary>Balancing on both sides. The second amount is what was requested.</summary>
    AsMuchAsBothAllow = 3,

    /// <summary>Only if the debit account holds at least the second amount, before the transfer.</summary>
    IfDebitHasAtLeast = 4,

    /// <summary>Only if the credit account owes at least the second amount, before the transfer.</summary>
    IfCreditOwesAtLeast = 5,

    /// <summary>A part capture that ends its hold: the second amount is the rest, which is released.</summary>
    ReleasesRest = 6,

    /// <summary>A capture that was asked for all that the hold still reserves, whatever that is.</summary>
    Whole = 7,
}

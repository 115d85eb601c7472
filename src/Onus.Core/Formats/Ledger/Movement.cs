namespace Onus.Core.Formats;

/// <summary>What one entry does to the sums of one account, on one side.</summary>
/// <param name="Side">The side it moves.</param>
/// <param name="Posted">Added to the posted sum.</param>
/// <param name="Reserved">Added to the pending sum, by a hold.</param>
/// <param name="Resolved">Taken from the pending sum: captured, voided or lapsed.</param>
/// <param name="Rest">Taken from the pending sum as well: the rest that a part capture releases.</param>
public readonly record struct Movement(Side Side, UInt128 Posted, UInt128 Reserved, UInt128 Resolved, UInt128 Rest)
{
    /// <summary>An entry of the account that moves nothing.</summary>
    public static Movement None => default;

    /// <summary>The sums after the movement.</summary>
    /// <returns>Whether no sum has more than 128 bits or falls below zero.</returns>
    public bool TryApply(in Balances before, out Balances after)
    {
        var debit = Side == Side.Debit;
        var posted = debit ? before.DebitsPosted : before.CreditsPosted;
        var pending = debit ? before.DebitsPending : before.CreditsPending;
        after = before;
        if (posted > UInt128.MaxValue - Posted || pending > UInt128.MaxValue - Reserved) return false;
        pending += Reserved;
        if (pending < Resolved || pending - Resolved < Rest) return false;
        posted += Posted;
        pending = pending - Resolved - Rest;
        after = debit
            ? before with { DebitsPosted = posted, DebitsPending = pending }
            : before with { CreditsPosted = posted, CreditsPending = pending };
        return true;
    }

    /// <summary>The sums before the movement, from those after it.</summary>
    /// <returns>Whether no sum has more than 128 bits or falls below zero.</returns>
    public bool TryUndo(in Balances after, out Balances before)
    {
        var debit = Side == Side.Debit;
        var posted = debit ? after.DebitsPosted : after.CreditsPosted;
        var pending = debit ? after.DebitsPending : after.CreditsPending;
        before = after;
        if (posted < Posted || pending > UInt128.MaxValue - Resolved) return false;
        pending += Resolved;
        if (pending > UInt128.MaxValue - Rest || pending + Rest < Reserved) return false;
        posted -= Posted;
        pending = pending + Rest - Reserved;
        before = debit
            ? after with { DebitsPosted = posted, DebitsPending = pending }
            : after with { CreditsPosted = posted, CreditsPending = pending };
        return true;
    }
}

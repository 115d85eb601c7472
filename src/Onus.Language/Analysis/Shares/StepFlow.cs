using Onus.Language.Binding;

namespace Onus.Language.Analysis.Shares;

/// <summary>What one step does to every party's liability and to every account.</summary>
internal sealed class StepFlow
{
    private readonly ProductShares _shares;

    internal StepFlow(BoundStep step, ProductShares shares)
    {
        _shares = shares;
        foreach (var list in step.Shifts)
        {
            var amounts = shares.Read(list.Items.Select(m => m.Share));
            for (var i = 0; i < amounts.Length; i++)
            {
                ShiftedOut.Add(list.Items[i].From.Name, amounts[i]);
                ShiftedIn.Add(list.Items[i].To.Name, amounts[i]);
            }
        }

        foreach (var list in step.Posts)
        {
            var amounts = shares.Read(list.Items.Select(p => p.Share));
            for (var i = 0; i < amounts.Length; i++) Postings.Add((list.Items[i], amounts[i]));
        }

        foreach (var (posting, amount) in Postings)
        {
            Posted.Add(posting.From.FullName(), -amount);
            Posted.Add(posting.To.FullName(), amount);
        }

        Discharged = shares.Bearers(step.Discharges);
        Left = shares.Bearers(step.Leaves);
    }

    internal Sums ShiftedOut { get; } = new();

    internal Sums ShiftedIn { get; } = new();

    internal Sums Discharged { get; }

    internal Sums Left { get; }

    /// <summary>Every posting with its amount, in the order written.</summary>
    internal List<(BoundPosting Posting, Balance Amount)> Postings { get; } = [];

    /// <summary>The net change of every account.</summary>
    internal Sums Posted { get; } = new();

    /// <summary>Everybody whose liability the step touches.</summary>
    internal IEnumerable<string> Parties =>
        ShiftedOut.Names.Concat(ShiftedIn.Names).Concat(Discharged.Names).Concat(Left.Names).Distinct();

    /// <summary>The change of a party's liability by shifts alone.</summary>
    internal Balance Shifted(string party) => ShiftedIn[party] - ShiftedOut[party];

    /// <summary>What a party pays from its own accounts, less what comes back to them.</summary>
    /// <remarks>An account that the states speak of is the case's own purse. What leaves it for good is paid; what fills it
    /// covers what the case paid out before, or is held for somebody, and does not come back to its owner.</remarks>
    internal Balance PaidBy(string party, CaseSpace space)
    {
        var paid = Balance.Zero;
        var accounts = Postings.SelectMany(p => (BoundAccount[])[p.Posting.From, p.Posting.To]);
        foreach (var account in accounts.Where(a => a.Party.Name == party).DistinctBy(a => a.FullName()))
        {
            var change = Posted[account.FullName()];
            if (!_shares.Follows(account) || space.Positive(change) is null) paid -= change;
        }

        return paid;
    }
}

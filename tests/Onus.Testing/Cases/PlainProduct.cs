using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>A version of a product in force, with what its enactment bound.</summary>
/// <param name="Entry">The entry that enacted it.</param>
/// <param name="Text">The compiled product.</param>
/// <param name="Calendar">How it reckons time.</param>
/// <param name="InEffect">From when on it opens cases.</param>
/// <param name="Parties">For each party bound at enactment its actor, 0 for the others.</param>
/// <param name="Accounts">For each account of ours its ledger account, 0 for the others.</param>
public sealed record PlainProduct(
    ulong Entry, Product Text, CivilCalendar Calendar, LogTime InEffect, IReadOnlyList<ulong> Parties, IReadOnlyList<ulong> Accounts)
{
    /// <summary>The party that somebody acts for.</summary>
    public int PartyOf(Who who) => who.IsParty ? who.Index : Text.Authorities[who.Index].Of;

    /// <summary>Whether a fact is read by requests and by nothing else: it belongs to each instance. A total over requests is
    /// one of their ways to read it.</summary>
    public bool BelongsToRequests(int fact)
    {
        var readers = Text.Steps.Where(s => Reads(s.When, fact) || SharesOf(s).Any(x => x.FactIndex == fact)).ToList();
        return readers.Count > 0
            && readers.All(s => s.Kind == StepKind.Request)
            && Text.Facts[fact].Kept is null
            && Text.Stake != fact
            && !Text.Facts.Any(f => f.Kept?.Per == fact)
            && !Text.Facts.Any(f => f.Kept?.Over == fact && f.Kept.Steps.Any(s => Text.Steps[s].Kind != StepKind.Request))
            && !Text.States.Any(s => s.Clock?.After == fact || s.Liable.Any(l => l.Share?.FactIndex == fact))
            && !Text.Funds.Any(f => f.Lines.Any(l => l.Share.FactIndex == fact))
            && !Text.Shadows.Any(s => s.Instead.Any(r => Reads(r.When, fact)))
            && !Text.Scores.Any(s => s.Reads.Contains(fact))
            && !Text.Links.Any(l => l.Shares.Contains(fact) || l.IgnoresPer == fact);
    }

    /// <summary>Whether a request's guard or shares read the fact.</summary>
    public static bool Reads(Step step, int fact) => Reads(step.When, fact) || SharesOf(step).Any(x => x.FactIndex == fact);

    private static bool Reads(Condition condition, int fact) =>
        condition.Kind == ConditionKind.Within ? condition.Fact == fact : condition.Parts.Any(p => Reads(p, fact));

    private static IEnumerable<Share> SharesOf(Step s) =>
        s.Posts.SelectMany(list => list).Select(p => p.Share)
            .Concat(s.Shifts.SelectMany(list => list).Select(m => m.Share))
            .Concat(s.Discharges.Concat(s.Leaves).Where(x => x.Share is not null).Select(x => x.Share!.Value));
}

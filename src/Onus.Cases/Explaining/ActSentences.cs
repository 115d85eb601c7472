using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>What an act says by itself, in sentences: what happened, who decided, whose liability it moved.</summary>
/// <param name="words">The product of the case.</param>
/// <param name="act">The act, opened where it is confidential.</param>
/// <param name="read">Reads an entry of the log before it.</param>
internal sealed class ActSentences(ProductWords words, ActEntry act, Func<ulong, ReadOnlyMemory<byte>> read)
{
    private readonly Product _product = words.Product;

    /// <summary>What happened, in one sentence.</summary>
    /// <param name="before">The state that the case was in; null where that is not known.</param>
    public string Headline(int? before)
    {
        var steps = act.Firings.IsEmpty ? "" : string.Join(", then ", act.Firings.Select(f => words.Step(f.Step)));
        int? end = act.Firings.IsEmpty ? before : act.Firings[^1].To;
        var stands = end is { } known ? $": the case is in {words.State(known)}" : "";
        return act.Trigger switch
        {
            ActTrigger.Opened when steps.Length == 0 => end is { } start ? $"the case was opened and is in {words.State(start)}" : "the case was opened",
            ActTrigger.Opened => $"the case was opened, then {steps}: it is in {words.State(act.Firings[^1].To)}",
            ActTrigger.FactGiven => $"{string.Join(", ", act.Facts.Select(f => _product.Facts[f.Fact].Name))} was given{After(steps)}{stands}",
            ActTrigger.EvidenceFiled =>
                $"{string.Join(", ", act.Evidence.Select(e => _product.Evidence[e.Kind].Name))} was filed{After(steps)}{stands}",
            ActTrigger.Lapsed when steps.Length == 0 =>
                $"the clock ran out and its step could not be taken{(end is { } stay ? $": the case stays in {words.State(stay)}" : "")}",
            ActTrigger.Lapsed => $"a clock ran out: {steps}; the case is in {words.State(act.Firings[^1].To)}",
            ActTrigger.RequestGranted => $"the request of entry {act.Request} was answered: {steps}{(end is { } at ? $"; the case is in {words.State(at)}" : "")}",
            _ => $"{steps}{stands}",
        };
    }

    /// <summary>Who or what decided, a sentence each.</summary>
    /// <param name="before">The state that the case was in; null where that is not known.</param>
    public IEnumerable<string> Deciders(int? before)
    {
        var decider = act.Decider;
        var name = decider.Authority is { } authority ? words.Authority(authority) : decider.Party is { } party ? words.Party(party) : null;
        if (act.Opening is { OpenedBy: not 0 } child) yield return $"entry {child.OpenedBy} opened it: an act of another case, as its product says";
        if (decider.Actor != 0) yield return $"actor {decider.Actor}{(name is null ? "" : " as " + name)}{Signed()}";
        if (decider.RecordedFor is { } other) yield return $"recorded for {words.Authority(other)}, who holds no key here";
        foreach (var entry in decider.Approvals)
            if (ApprovalEntry.TryRead(read(entry), out var approval))
                yield return $"approved by actor {approval!.Envelope.Actor} as {words.Authority(approval.Authority)} in entry {entry}";
        if (act.HeadSeen is { } head) yield return $"they had seen the case as of entry {head}";
        if (act.WasDue is { } due)
        {
            var what = act.Request is { } asked ? $"nobody answered the request of entry {asked}"
                : before is { } state ? $"the clock of {words.State(state)} ran out" : "the clock ran out";
            yield return $"{what}: it was due at {due}";
        }

        if (act.Firings.Any(f => f.Cause == FiringCause.Rule)) yield return "the rules of the product, which fire by themselves";
        foreach (var stop in act.Stops) yield return $"cap {_product.Caps[stop.Cap].Name} stopped {words.Step(stop.Step)}";
    }

    /// <summary>The parties whose liability changed.</summary>
    /// <param name="before">What each party was liable for.</param>
    /// <param name="parties">The actor of each party.</param>
    public IEnumerable<ExplainedLiability> Liability(IReadOnlyList<UInt128> before, IReadOnlyList<ulong> parties)
    {
        if (_product.Stake is null) yield break;
        var after = LiabilityAfter(before, act.Moves);
        for (var party = 0; party < after.Length; party++)
            if (before[party] != after[party])
                yield return new ExplainedLiability(words.Party(party), parties[party], words.Money(before[party]), words.Money(after[party]));
    }

    /// <summary>What each party is liable for after some moves.</summary>
    public static UInt128[] LiabilityAfter(IReadOnlyList<UInt128> before, IEnumerable<LiabilityMove> moves)
    {
        // On the way a party may hold less than nothing: a list of moves is whole or not at all.
        var after = (Int128[])[.. before.Select(amount => (Int128)amount)];
        foreach (var move in moves)
        {
            if (move.From >= 0) after[move.From] -= (Int128)move.Amount;
            if (move.To >= 0) after[move.To] += (Int128)move.Amount;
        }

        return [.. after.Select(amount => (UInt128)amount)];
    }

    private static string After(string steps) => steps.Length == 0 ? "" : ", then " + steps;

    private string Signed() => act.Signature.IsEmpty ? "" : DecisionSignature.TryRead(act.Signature, out var signature)
        ? $", signed with the key of entry {signature.Key}" : ", signed";
}

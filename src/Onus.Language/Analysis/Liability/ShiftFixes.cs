using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>Proposes the <c>shifts</c>, <c>discharges</c> or <c>leaves</c> that would balance a step, and checks the proposal.</summary>
internal static class ShiftFixes
{
    /// <summary>The shifts that take the liability of the first state to that of the second.</summary>
    internal static Fix For(Way way, BoundProduct product, ProductShares shares)
    {
        if (!way.To.Final && way.Step.Discharges is { } discharges)
            return new Fix("remove `discharges`, or end the case in a final state", discharges.Span, "");
        foreach (var lists in Candidates(way))
        {
            var step = way.Step with { Shifts = [.. lists.Select(l => new BoundList<BoundMove>([.. l], default))] };
            var repaired = way with { Step = step, Flow = new StepFlow(step, shares) };
            if (repaired.Parties.Any(p => way.Space.NotZero(repaired.End(p) - way.After[p]) is not null)) continue;
            return Written(way.Step, lists, product);
        }

        var before = way.From.Liable!.Written(product);
        return way.To.Final || way.To.Liable is not { } after
            ? new Fix($"shift only what the parties of {way.From.Quoted()} bear")
            : new Fix($"shift what takes `liable {before}` to `liable {after.Written(product)}`");
    }

    /// <summary>The clause that ends what a party still bears when the case ends.</summary>
    internal static Fix ForTheEnd(Way way, string party, BoundProduct product, ProductShares shares)
    {
        var stillBorne = way.Before[party] + way.Flow.Shifted(party);
        var share = way.From.Liable?.Items.FirstOrDefault(b => b.Party.Name == party)?.Share;
        var words = way.Space.NotZero(Balance.Stake - stillBorne) is null ? "all" : share?.Written(product) ?? "what it bears";
        if (way.Step.Discharges?.Items.FirstOrDefault(b => b.Party.Name == party) is { } bearer)
            return new Fix($"discharges {party} for {words}", bearer.Span, $"{party} for {words}");
        if (way.Step.Leaves?.Items.FirstOrDefault(b => b.Party.Name == party) is { Share: { } left })
            return new Fix($"leaves {words} with {party}", left.Span, words);
        if (way.Space.Positive(way.Flow.PaidBy(party, way.Space)) is null)
            return new Fix($"add `leaves {words} with {party}`, or pay it from an account of {party} and add `discharges {party} for {words}`");
        return way.Step.Discharges is { } list
            ? new Fix($"discharges {list.Written(product)}, {party} for {words}", new TextSpan(list.Span.End, 0), $", {party} for {words}")
            : new Fix($"add `discharges {party} for {words}`");
    }

    // What is often meant: no shift, each shift the other way round, from one bearer to many, from many to one, or by way
    // of whoever bears the rest in both states.
    private static IEnumerable<List<List<BoundMove>>> Candidates(Way way)
    {
        if (!way.Step.Shifts.IsEmpty) yield return [];
        yield return [.. way.Step.Shifts.Select(l => l.Items.Select(m => m with { From = m.To, To = m.From }).ToList())];
        if (way.To.Final || way.From.Liable is not { } before || way.To.Liable is not { } after) yield break;
        if (before.Items is [var giver]) yield return [Takers(after, giver.Party)];
        if (after.Items is [var taker]) yield return [Givers(before, taker.Party)];
        var (first, last) = (before.Items[^1].Party, after.Items[^1].Party);
        if (first.Name == last.Name) yield return [Givers(before, first), Takers(after, first)];
    }

    private static List<BoundMove> Takers(BoundList<BoundBearer> list, BoundParty giver) =>
        [.. list.Items.Where(b => b.Party.Name != giver.Name).Select(b => new BoundMove(b.Share!, giver, b.Party, default))];

    private static List<BoundMove> Givers(BoundList<BoundBearer> list, BoundParty taker) =>
        [.. list.Items.Where(b => b.Party.Name != taker.Name).Select(b => new BoundMove(b.Share!, b.Party, taker, default))];

    private static Fix Written(BoundStep step, List<List<BoundMove>> lists, BoundProduct product)
    {
        var old = step.Shifts;
        if (lists.Count == 0)
            return old is [var unneeded]
                ? new Fix("remove the line: who is liable does not change", unneeded.Span, "")
                : new Fix("remove the shifts: who is liable does not change");
        var lines = lists.Select(l => string.Join(", ", l.Select(m => Written(m, product)))).ToList();
        var text = string.Join(", and on a line of its own ", lines.Select(l => $"shifts {l}"));
        return old is [var list] && lines is [var line]
            ? new Fix(text, list.Items[0].Span.Union(list.Items[^1].Span), line)
            : new Fix(text);
    }

    private static string Written(BoundMove move, BoundProduct product) =>
        $"{move.Share.Written(product)} from {move.From.Name} to {move.To.Name}";
}

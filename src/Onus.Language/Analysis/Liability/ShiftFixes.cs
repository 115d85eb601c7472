using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>Proposes the <c>shifts</c>, <c>discharges</c> or <c>leaves</c> that would balance a step, and checks the proposal.</summary>
internal static class ShiftFixes
{
    /// <summary>The shifts that take the liability of the first state to that of the second.</summary>
    internal static Fix For(Way way, BoundProduct product, ProductShares shares)
    {
        var before = way.From.Liable!;
        if (way.To.Final || way.To.Liable is not { } after)
            return new Fix($"shift only what the parties of {way.From.Quoted()} bear");
        if (way.Step.Discharges is { } discharges)
            return new Fix($"remove `discharges`, or end the case in a final state", discharges.Span, "");
        if (Same(before, after, product))
            return way.Step.Shifts is [var only]
                ? new Fix("remove the line: who is liable does not change", only.Span, "")
                : new Fix("remove the shifts: who is liable does not change");
        foreach (var moves in Candidates(before, after))
        {
            var text = string.Join(", ", moves.Select(m => $"{m.Share.Written(product)} from {m.From.Name} to {m.To.Name}"));
            var fixedStep = way.Step with { Shifts = [new BoundList<BoundMove>([.. moves], default)] };
            var repaired = way with { Step = fixedStep, Flow = new StepFlow(fixedStep, shares) };
            if (repaired.Parties.Any(p => way.Space.NotZero(repaired.End(p) - way.After[p]) is not null)) continue;
            return way.Step.Shifts is [var list]
                ? new Fix($"shifts {text}", Items(list), text)
                : new Fix($"shifts {text}");
        }

        return new Fix($"shift what takes `liable {before.Written(product)}` to `liable {after.Written(product)}`");
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
        var paid = way.Space.Positive(way.Flow.PaidBy(party, way.Space)) is not null;
        return new Fix(paid ? $"add `discharges {party} for {words}`"
            : $"add `leaves {words} with {party}`, or pay it from an account of {party} and add `discharges {party} for {words}`");
    }

    private static bool Same(BoundList<BoundBearer> before, BoundList<BoundBearer> after, BoundProduct product) =>
        before.Written(product) == after.Written(product);

    // From one bearer to many each takes its share; from many to one each gives its share.
    private static IEnumerable<List<BoundMove>> Candidates(BoundList<BoundBearer> before, BoundList<BoundBearer> after)
    {
        if (before.Items is [var giver])
            yield return [.. after.Items.Where(b => b.Party.Name != giver.Party.Name)
                .Select(b => new BoundMove(b.Share!, giver.Party, b.Party, default))];
        if (after.Items is [var taker])
            yield return [.. before.Items.Where(b => b.Party.Name != taker.Party.Name)
                .Select(b => new BoundMove(b.Share!, b.Party, taker.Party, default))];
        if (before.Items.Length == after.Items.Length)
            yield return [.. before.Items.Zip(after.Items).Where(p => p.First.Party.Name != p.Second.Party.Name)
                .Select(p => new BoundMove(p.Second.Share!, p.First.Party, p.Second.Party, default))];
    }

    private static TextSpan Items(BoundList<BoundMove> list) => list.Items[0].Span.Union(list.Items[^1].Span);
}

using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>ONUS0605: <c>the rest</c> must be the rest of something, and somebody must bear the odd cent.</summary>
internal static class RestCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var funds in product.Funds)
            foreach (var holding in funds.Holdings)
                if (Fault([holding.Share], funds.Holdings.Length > 1) is { } fault)
                    bag.Add(fault with { Poisons = [.. StatesOf(product, funds).Select(Poison.Funds)] });

        foreach (var state in product.States)
        {
            if (state.Liable is not { } list || list.Items.Any(b => b.Share is null)) continue;
            var shares = list.Items.Select(b => b.Share!).ToImmutableArray();
            var fault = Fault(shares, elsewhere: false) ?? OddCent(shares, everyPercentage: true);
            if (fault is not null) bag.Add(fault with { Poisons = [Poison.Liability(state)] });
        }

        foreach (var step in product.Steps)
            if (FaultOf(step) is { } fault) bag.Add(fault with { Poisons = [Poison.Step(step)] });
    }

    private static Diagnostic? FaultOf(BoundStep step)
    {
        var posts = step.Posts.Select(l => l.Items.Select(p => p.Share).ToImmutableArray()).ToList();
        var shifts = step.Shifts.Select(l => l.Items.Select(m => m.Share).ToImmutableArray()).ToList();
        foreach (var shares in posts.Concat(shifts).Append(Shares(step.Discharges)).Append(Shares(step.Leaves)))
        {
            var elsewhere = posts.Contains(shares) ? posts.Count > 1 : shifts.Contains(shares) && shifts.Count > 1;
            if ((Fault(shares, elsewhere) ?? OddCent(shares, everyPercentage: false)) is { } fault) return fault;
        }

        return null;
    }

    private static ImmutableArray<BoundShare> Shares(BoundList<BoundBearer>? list) =>
        list is null ? [] : [.. list.Items.Select(b => b.Share).OfType<BoundShare>()];

    private static IEnumerable<BoundState> StatesOf(BoundProduct product, BoundFunds funds) =>
        product.States.Where(s => s.Funds?.Name == funds.Name);

    private static Diagnostic? Fault(ImmutableArray<BoundShare> shares, bool elsewhere)
    {
        var rest = shares.IndexOf(shares.FirstOrDefault(s => s.Kind == ShareKind.TheRest)!);
        if (rest < 0) return null;
        if (rest == 0)
        {
            var fix = elsewhere
                ? new Fix("put the shares into one list, divided by commas: `the rest` counts only those before it there")
                : new Fix("write `all`", shares[0].Span, "all");
            return Diagnostic.Of(DiagnosticCode.RestOfWhat, "`the rest` is the rest of nothing here", shares[0].Span,
                "no share stands before it in this list") with { Fix = shares.Length > 1 && !elsewhere ? MoveBack : fix };
        }

        if (rest == shares.Length - 1) return null;
        return Diagnostic.Of(DiagnosticCode.RestOfWhat, "nothing is left for the share after `the rest`",
            shares[rest + 1].Span, "this always comes to nothing") with
        {
            Secondary = [new Place(shares[rest].Span, "this takes all that is left")],
            Fix = MoveBack,
        };
    }

    private static Fix MoveBack => new("put `the rest` at the end of the list");

    // 30% and 70% of EUR 0.01 are nothing each: a list of percentages alone loses the odd cent.
    private static Diagnostic? OddCent(ImmutableArray<BoundShare> shares, bool everyPercentage)
    {
        var percentages = shares.Where(s => s.Kind == ShareKind.Percent).ToList();
        if (percentages.Count == 0 || shares[^1].Kind == ShareKind.TheRest) return null;
        var sum = percentages.Aggregate(UInt128.Zero, (total, s) => total + ((BoundQuantity)s.Operand!).Value.Amount);
        if (sum < 100 && !everyPercentage) return null;
        var last = shares[^1];
        return Diagnostic.Of(DiagnosticCode.RestOfWhat, "percentages are rounded down, and nobody has the odd cent",
            last.Span, "a list with a percentage ends in `the rest`") with
        {
            Fix = sum == 100 && last.Kind == ShareKind.Percent
                ? new Fix("write `the rest` for the last share", last.Span, "the rest")
                : new Fix("end the list with somebody who has `the rest`"),
        };
    }
}

using System.Collections.Immutable;
using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>Compares what a step does to each party's liability with what the two states say.</summary>
internal sealed class Conservation(BoundProduct product, ProductShares shares)
{
    /// <summary>What is wrong with one way through a step; null when liability is conserved and discharges are paid.</summary>
    internal StepFault? Fault(StepRef step, StateRef from, StateRef to)
    {
        var way = new Way(product[step], product[from], product[to], new StepFlow(product[step], shares),
            shares.Taking(product[step], from), shares.Bearers(product[from].Liable),
            shares.Bearers(product[to].Final ? null : product[to].Liable));
        var alone = LeavesInOpenState(way);
        var fault = alone ?? ShiftsFromNobody(way) ?? (way.To.Final ? WrongAtTheEnd(way) : WrongAfterwards(way));
        if (fault is null) alone = fault = DischargeCheck.Fault(way, shares);
        return fault is null ? null : new StepFault(step, from, to, fault, OfTheStepAlone: alone is not null);
    }

    /// <summary>What the state after these ways would have to say for all of them to be right; null if nothing short does.</summary>
    internal string? LiableAfter(IReadOnlyList<StepFault> faults)
    {
        var all = new BoundShare(ShareKind.All, null, default);
        var rest = all with { Kind = ShareKind.TheRest };
        var lists = product.Parties.Select(p => List([new BoundBearer(p, all, default)])).ToList();
        foreach (var fault in faults)
            foreach (var move in product[fault.Step].Shifts.SelectMany(s => s.Items))
                lists.Add(List([new BoundBearer(move.To, move.Share, default), new BoundBearer(move.From, rest, default)]));
        return lists.FirstOrDefault(l => faults.All(f => IsLeftBy(f, l)))?.Written(product);

        static BoundList<BoundBearer> List(ImmutableArray<BoundBearer> bearers) => new(bearers, default);
    }

    private bool IsLeftBy(StepFault fault, BoundList<BoundBearer> liable)
    {
        var flow = new StepFlow(product[fault.Step], shares);
        var space = shares.Taking(product[fault.Step], fault.From);
        var (before, after) = (shares.Bearers(product[fault.From].Liable), shares.Bearers(liable));
        return before.Names.Concat(flow.Parties).Concat(after.Names).Distinct()
            .All(p => space.NotZero(before[p] + flow.Shifted(p) - after[p]) is null);
    }

    private static Diagnostic? LeavesInOpenState(Way way)
    {
        if (way.To.Final || way.Step.Leaves is not { } leaves) return null;
        return Diagnostic.Of(DiagnosticCode.LiabilityNotConserved,
            $"{way.Step.Quoted()} leaves a loss where it fell, but the case goes on", leaves.Span,
            "ends liability without a payment") with
        {
            Secondary = [new Place(way.Step.ToSpan, $"{way.To.Quoted()} is not final")],
            Fix = new Fix("remove the line, or write `shifts` for what goes from one party to another"),
        };
    }

    private Diagnostic? ShiftsFromNobody(Way way)
    {
        foreach (var party in way.Flow.ShiftedOut.Names)
        {
            var after = way.Before[party] + way.Flow.Shifted(party);
            if (way.Space.Negative(after) is not { } point) continue;
            var (bears, gives) = (way.Before[party].At(point), -way.Flow.Shifted(party).At(point));
            var move = way.Step.Shifts.SelectMany(s => s.Items).First(m => m.From.Name == party);
            return Diagnostic.Of(DiagnosticCode.LiabilityNotConserved,
                $"{way.Step.Quoted()} shifts more from {party} than {party} bears", move.Span,
                $"moves {move.Share.Said(product)} away from {party}") with
            {
                Secondary = [BearerPlace(way.From, party, $"in {way.From.Quoted()}")],
                Cases = [$"{shares.Case(point, after)} -> {party} bears {shares.Amount(bears)}, "
                    + $"the step shifts {shares.Amount(gives)} from it"],
                Fix = ShiftFixes.For(way, product, shares),
            };
        }

        return null;
    }

    private Diagnostic? WrongAfterwards(Way way)
    {
        // Name the party that should bear more than it is left with: the other side of the fault is somebody too many.
        foreach (var party in way.Parties)
        {
            var missing = way.After[party] - way.End(party);
            if (way.Space.Positive(missing) is { } point) return Mismatch(way, party, point);
        }

        foreach (var party in way.Parties)
        {
            var missing = way.After[party] - way.End(party);
            if (way.Space.NotZero(missing) is { } point) return Mismatch(way, party, point);
        }

        return null;
    }

    private Diagnostic Mismatch(Way way, string party, StakePoint point)
    {
        var (should, left) = (way.After[party].At(point), way.End(party).At(point));
        return Diagnostic.Of(DiagnosticCode.LiabilityNotConserved,
            $"liability is not conserved by {way.Step.Quoted()}", default) with
        {
            Primary = Cause(way, party),
            Secondary = [BearerPlace(way.To, party, "but this state")],
            Cases = [$"{shares.Case(point, way.After[party], way.End(party))} -> {party} should bear "
                + $"{shares.Amount(should)}, the step leaves {shares.Amount(left)}"],
            Fix = ShiftFixes.For(way, product, shares),
        };
    }

    private Diagnostic? WrongAtTheEnd(Way way)
    {
        foreach (var party in way.Parties)
        {
            var end = way.End(party);
            if (way.Space.Negative(end) is { } less) return EndsTooMuch(way, party, less);
            if (way.Space.Positive(end) is not { } point) continue;
            return Diagnostic.Of(DiagnosticCode.LiableAtTheEnd,
                $"{way.Step.Quoted()} ends the case with {party} still liable", way.Step.ToSpan,
                $"{way.To.Quoted()} is final") with
            {
                Secondary = [BearerPlace(way.From, party, $"in {way.From.Quoted()}")],
                Cases = [$"{shares.Case(point, end)} -> {party} still bears {shares.Amount(end.At(point))}"],
                Fix = ShiftFixes.ForTheEnd(way, party, product, shares),
            };
        }

        return null;
    }

    private Diagnostic EndsTooMuch(Way way, string party, StakePoint point)
    {
        var borne = way.Before[party] + way.Flow.Shifted(party);
        var ended = way.Flow.Discharged[party] + way.Flow.Left[party];
        var bearers = (way.Step.Discharges?.Items ?? []).Concat(way.Step.Leaves?.Items ?? []);
        var place = bearers.FirstOrDefault(b => b.Party.Name == party)?.Span ?? way.Step.Span;
        return Diagnostic.Of(DiagnosticCode.LiabilityNotConserved,
            $"{way.Step.Quoted()} ends more liability of {party} than {party} bears", place, "more than there is") with
        {
            Secondary = [BearerPlace(way.From, party, $"in {way.From.Quoted()}")],
            Cases = [$"{shares.Case(point, borne, ended)} -> {party} bears {shares.Amount(borne.At(point))}, "
                + $"the step ends {shares.Amount(ended.At(point))}"],
            Fix = ShiftFixes.ForTheEnd(way, party, product, shares),
        };
    }

    // The clause that touches the party, or the step's target where none does.
    private Place Cause(Way way, string party)
    {
        var moves = way.Step.Shifts.SelectMany(s => s.Items).ToImmutableArray();
        var move = moves.FirstOrDefault(m => m.From.Name == party || m.To.Name == party) ?? moves.FirstOrDefault();
        if (move is not null) return new Place(move.Share.Span, $"moves {move.Share.Said(product)} to {move.To.Name}");
        return way.Step.Discharges is { } discharges
            ? new Place(discharges.Span, "ends liability, but the case goes on")
            : new Place(way.Step.Span, "moves no liability");
    }

    private Place BearerPlace(BoundState state, string party, string where)
    {
        if (state.Liable?.Items.FirstOrDefault(b => b.Party.Name == party) is { Share: { } share } bearer)
            return new Place(bearer.Span, where == "but this state"
                ? $"but this state leaves {party} with {share.Said(product)}"
                : $"{where} {party} bears {share.Said(product)}");
        var list = state.Liable;
        var names = list is null ? "nobody" : list.Items.Select(b => b.Party.Name).Distinct().And();
        return new Place(list?.Span ?? state.Span, where == "but this state"
            ? $"but in this state {names} {(list?.Items.Length > 1 ? "are" : "is")} liable"
            : $"{where} {names} {(list?.Items.Length > 1 ? "are" : "is")} liable, {party} for nothing");
    }
}

/// <summary>One way through a step: from one state to another, with the cases that can take it.</summary>
internal sealed record Way(
    BoundStep Step, BoundState From, BoundState To, StepFlow Flow, CaseSpace Space, Sums Before, Sums After)
{
    /// <summary>Everybody who is liable before or after, or whom the step touches.</summary>
    internal IEnumerable<string> Parties => Before.Names.Concat(Flow.Parties).Concat(After.Names).Distinct();

    /// <summary>What the step leaves a party with.</summary>
    internal Balance End(string party) =>
        Before[party] + Flow.Shifted(party) - Flow.Discharged[party] - Flow.Left[party];
}

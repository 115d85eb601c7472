using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Language.Analysis.Guards;

/// <summary>ONUS0302: a case that is left to neither a rule nor a person, so that only the clock is left.</summary>
internal static class GapCheck
{
    private const int MostNear = 3;

    public static void Check(GuardContext context, StateCases cases)
    {
        List<StepRef> deciding = [.. cases.Rules, .. cases.Persons];
        if (deciding.Count == 0 || deciding.Exists(context.IsUnclear)) return;
        var guards = deciding.ConvertAll(s => context.Guards[s]);
        var search = new RegionSearch(context.Regions, context.Budget);
        var cell = search.Find(cases.All, guards);
        if (search.IsUndecided) context.SayTooMany(cases.State);
        if (cell is null) return;
        var witness = new WitnessFinder(context.Guards, cases.State).Round(cell, cases.All, cases.All, guards);
        context.Bag.Add(Message(context, cases, deciding, witness));
    }

    private static Diagnostic Message(GuardContext context, StateCases cases, List<StepRef> deciding, Witness witness)
    {
        var state = context.Product[cases.State];
        var near = deciding.Select(s => Near.Of(context, s, witness)).OfType<Near>()
            .OrderByDescending(n => n.Touches).ThenByDescending(n => n.Agrees).ThenBy(n => n.Step.Index)
            .Take(MostNear).OrderBy(n => n.Step.Index).ToList();
        return Diagnostic.Of(
            DiagnosticCode.NobodyDecides,
            $"nobody can decide some cases in {state.Quoted()}",
            state.Span,
            "only the clock is left for them") with
        {
            Severity = cases.Rules.IsEmpty ? Severity.Warning : Severity.Error,
            Cases = [witness.Text(context.Guards.Space, context.Text)],
            Near = [.. near.Select(n => n.Text(context))],
            Fix = BoundaryFix.ForGap(context, near.Select(n => n.Step), witness)
                ?? new Fix(Advice(context, state, near, witness)),
        };
    }

    private static string Advice(GuardContext context, BoundState state, List<Near> near, Witness witness)
    {
        var touching = near.Where(n => n.Touches).ToList();
        if (touching.Count == 0) return $"add a step from {state.Name} for these cases";
        var names = string.Join(" or ", touching.Select(n => context.Product[n.Step].Name));
        var missing = witness.Says(touching.Select(n => n.Axis).Distinct(), context.Guards.Space, context.Text);
        return $"let {names} cover cases where {missing} too, or add a step for them";
    }
}

/// <summary>A step that would decide a case if one fact were otherwise.</summary>
/// <param name="Step">The step.</param>
/// <param name="Axis">The fact that keeps it from deciding.</param>
/// <param name="Values">The values with which it would.</param>
/// <param name="Touches">Whether they lie right beside the gap.</param>
/// <param name="Agrees">With how many other facts of the case its condition agrees.</param>
internal sealed record Near(StepRef Step, int Axis, List<Interval> Values, bool Touches, int Agrees)
{
    public static Near? Of(GuardContext context, StepRef step, Witness witness)
    {
        var space = context.Guards.Space;
        var read = context.Guards.ReadBy(step);
        var agrees = Enumerable.Range(0, witness.Point.Length)
            .Count(a => witness.Reach[a] is not null && read.Contains(space.Order[a])) - 1;
        Near? nearest = null;
        for (var axis = 0; axis < witness.Point.Length; axis++)
        {
            if (witness.Reach[axis] is not { } reach) continue;
            var values = context.Regions.Slice(context.Guards[step], axis, witness.Point);
            if (values.Count == 0) continue;
            var isWord = space.FactOf(axis).Kind is Binding.FactKind.OneOf or Binding.FactKind.YesOrNo;
            var touches = !isWord && values.Exists(v => v.High + 1 == reach.Low || v.Low - 1 == reach.High);
            // A step that agrees with nothing else in the case is near only where it misses by one value.
            var missesByOne = touches && reach.Low == reach.High;
            if (agrees == 0 && !missesByOne && witness.Reach.Count(r => r is not null) > 1) continue;
            if (nearest is null || (touches && !nearest.Touches))
                nearest = new Near(step, axis, values, touches, agrees);
        }

        return nearest;
    }

    public string Text(GuardContext context)
    {
        var step = context.Product[Step];
        var says = context.Text.Says(context.Guards.Space.Order[Axis], Values, context.Regions.Axis(Axis));
        return $"{step.Name} covers cases where {says} (line {context.Bag.LineOf(step.When?.Span ?? step.Span)})";
    }
}

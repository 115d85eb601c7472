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
            .OrderByDescending(n => n.Touches).ThenBy(n => n.Step.Index).Take(MostNear).ToList();
        var text = witness.Text(context.Guards.Space, context.Text);
        return Diagnostic.Of(
            DiagnosticCode.NobodyDecides,
            $"nobody can decide some cases in {state.Quoted()}",
            state.Span,
            "only the clock is left for them") with
        {
            Severity = cases.Rules.IsEmpty ? Severity.Warning : Severity.Error,
            Cases = [text],
            Near = [.. near.OrderBy(n => n.Step.Index).Select(n => n.Text(context))],
            Fix = BoundaryFix.ForGap(context, near.OrderBy(n => n.Step.Index).Select(n => n.Step), witness)
                ?? new Fix(Advice(context, state, near, witness)),
        };
    }

    private static string Advice(GuardContext context, BoundState state, List<Near> near, Witness witness)
    {
        var missing = string.Join(" and ", Enumerable.Range(0, witness.Point.Length)
            .OrderBy(axis => context.Guards.Space.Order[axis])
            .Select(axis => witness.Reach[axis] is { } reach
                ? context.Text.Says(context.Guards.Space.Order[axis], [reach], context.Regions.Axis(axis))
                : null)
            .OfType<string>());
        var what = missing.Length == 0 ? "every case" : $"cases where {missing}";
        var touching = near.Where(n => n.Touches).Select(n => context.Product[n.Step].Name).ToList();
        return touching.Count == 0
            ? $"add a step from {state.Name} for {what}"
            : $"let {string.Join(" or ", touching)} cover {what}, or add a step for them";
    }
}

/// <summary>A step that would decide a case if one fact were otherwise.</summary>
/// <param name="Step">The step.</param>
/// <param name="Axis">The fact that keeps it from deciding.</param>
/// <param name="Values">The values with which it would.</param>
/// <param name="Touches">Whether they lie right beside the gap.</param>
internal sealed record Near(StepRef Step, int Axis, List<Interval> Values, bool Touches)
{
    public static Near? Of(GuardContext context, StepRef step, Witness witness)
    {
        for (var axis = 0; axis < witness.Point.Length; axis++)
        {
            if (witness.Reach[axis] is not { } reach) continue;
            var values = context.Regions.Slice(context.Guards[step], axis, witness.Point);
            if (values.Count == 0) continue;
            var isWord = context.Guards.Space.FactOf(axis).Kind is Binding.FactKind.OneOf or Binding.FactKind.YesOrNo;
            var touches = !isWord && values.Exists(v => v.High + 1 == reach.Low || v.Low - 1 == reach.High);
            return new Near(step, axis, values, touches);
        }

        return null;
    }

    public string Text(GuardContext context)
    {
        var step = context.Product[Step];
        var says = context.Text.Says(context.Guards.Space.Order[Axis], Values, context.Regions.Axis(Axis));
        return $"{step.Name} covers cases where {says} (line {context.Bag.LineOf(step.When?.Span ?? step.Span)})";
    }
}

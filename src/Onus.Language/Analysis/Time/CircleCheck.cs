using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>ONUS0401, 0406 and 0411: no case goes in a circle by silence, by rules alone, or without a count.</summary>
internal static class CircleCheck
{
    /// <summary>Reports each circle once; returns whether there is one.</summary>
    public static bool Check(TimeReport report, DiagnosticBag bag)
    {
        var (product, graph) = (report.Product, report.Graph);
        var told = new HashSet<StateRef>();
        var reachable = product.Start is { } start ? graph.ReachableFrom(start) : [];
        foreach (var circle in graph.Circles(e => Counts(e) && product[e.From].Clock?.Then == e.Step))
            Tell(Silent(product, circle), circle);
        foreach (var circle in graph.Circles(e => Counts(e) && product[e.Step].Decision?.By == DeciderKind.Rule))
            if (!IsTold(circle)) Tell(RulesOnly(product, circle), circle);
        bool IsOpen(Edge edge) => product[edge.Step].AtMost is null && !told.Contains(edge.From);
        foreach (var circle in graph.Circles(e => Counts(e) && IsOpen(e)))
            Tell(Unbounded(product, circle), circle);
        return told.Count > 0;

        // A circle that no case comes to or gets out of, or whose clock is at fault already, is not told again.
        bool Counts(Edge edge) => reachable.Contains(edge.From) && !bag.IsPoisoned(Poison.Clock(product[edge.From]))
            && !bag.IsPoisoned(Poison.Ending(product[edge.From]));

        bool IsTold(List<Edge> circle) => circle.TrueForAll(e => told.Contains(e.From));

        void Tell(Diagnostic fault, List<Edge> circle)
        {
            bag.Add(fault);
            told.UnionWith(circle.Select(e => e.From));
        }
    }

    private static Diagnostic Silent(BoundProduct product, List<Edge> circle)
    {
        var last = product[circle[^1].From];
        return Diagnostic.Of(
            DiagnosticCode.SilenceGoesInCircle,
            $"if nobody acts, the case goes in a circle: {Round(product, circle)}",
            last.Clock!.ThenSpan,
            circle.Count == 1 ? "leads back here" : $"leads back to {product[circle[0].From].Quoted()}") with
        {
            Secondary = [.. circle.SkipLast(1).Select(e => LeadsOn(product, e, product[e.From].Clock!.ThenSpan))],
            Fix = new Fix("let one of these clocks lead to a final state"),
        };
    }

    private static Diagnostic RulesOnly(BoundProduct product, List<Edge> circle)
    {
        var last = product[circle[^1].Step];
        return Diagnostic.Of(
            DiagnosticCode.RulesGoInCircle,
            $"rules alone go in a circle: {Round(product, circle)}",
            last.ToSpan,
            $"leads back to {product[circle[0].From].Quoted()}") with
        {
            Secondary = [.. circle.SkipLast(1).Select(e => LeadsOn(product, e, product[e.Step].ToSpan))],
            Fix = new Fix("let a person or the clock decide one of these steps"),
        };
    }

    private static Diagnostic Unbounded(BoundProduct product, List<Edge> circle)
    {
        // The step that goes back is the one to count: the one to the state that stands first in the text.
        var back = circle.MinBy(e => e.To.Index);
        var step = product[back.Step];
        return Diagnostic.Of(
            DiagnosticCode.UnboundedCycle,
            $"a case can go round without end: {Round(product, circle)}",
            step.ToSpan,
            $"leads back to {product[back.To].Quoted()}, as often as you like") with
        {
            Secondary = [.. circle.Where(e => e != back).Select(e => LeadsOn(product, e, product[e.Step].ToSpan))],
            Fix = new Fix($"add `at most` with a count to {step.Name}, such as `at most once`"),
        };
    }

    private static Place LeadsOn(BoundProduct product, Edge edge, TextSpan span) =>
        new(span, $"leads to {product[edge.To].Quoted()}");

    private static string Round(BoundProduct product, List<Edge> circle) =>
        string.Join(" > ", circle.Select(e => product[e.From].Name).Append(product[circle[0].From].Name));
}

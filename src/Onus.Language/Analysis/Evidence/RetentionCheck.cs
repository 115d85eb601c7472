using Onus.Language.Analysis.Time;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0801, 0802: what a decision relies on is kept, and outlives the longest case.</summary>
internal static class RetentionCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (Loose(product) is { } loose) bag.Add(loose);
        if (product.Keeps.All(k => k.From == KeepFrom.Closing)) return;
        var report = TimeReport.Of(product, options);
        foreach (var keep in product.Keeps.Where(k => k.From == KeepFrom.Collection))
            if (Expires(keep, report) is { } fault) bag.Add(fault);
    }

    private static Diagnostic? Loose(BoundProduct product)
    {
        var kept = product.Keeps.SelectMany(k => k.Evidence).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var loose = new List<(BoundEvidence Evidence, BoundStep Step)>();
        foreach (var step in product.Steps)
            foreach (var evidence in step.Needs)
                if (kept.Add(evidence.Name)) loose.Add((evidence, step));
        if (loose.Count == 0) return null;
        var names = loose.Select(l => l.Evidence.Name).ToList();
        var (first, user) = loose[0];
        return Diagnostic.Of(DiagnosticCode.EvidenceNotKept,
            $"{names.And()} {(names.Count == 1 ? "is" : "are")} relied on but not kept", first.Span, "no `keep` names it") with
        {
            Secondary = [new Place(user.NeedsSpan, $"{user.Quoted()} relies on it")],
            Fix = product.Keeps is [var keep, ..]
                ? new Fix($"keep {string.Join(", ", keep.Evidence.Select(e => e.Name).Concat(names))}")
                : new Fix($"add `keep {string.Join(", ", names)} for ... from closing`"),
        };
    }

    // The shortest that the retention can be against the longest that a case can be.
    private static Diagnostic? Expires(BoundKeep keep, TimeReport report)
    {
        if (report.Longest is not { } longest || report.Lengths.Of(keep.For.Value) is not { } kept) return null;
        if (kept.LeastSeconds >= longest.Seconds) return null;
        var names = keep.Evidence.Select(e => e.Name).And();
        return Diagnostic.Of(DiagnosticCode.EvidenceExpires,
            $"{names} can expire before the last appeal is decided", keep.For.Span,
            keep.For.Name is null ? "counted from collection" : $"{keep.For.Value} from collection") with
        {
            Cases = [$"collected on the first day, kept {TimeText.Of(kept.LeastSeconds)} -> the case can last "
                + $"{TimeText.Of(longest.Seconds)}: {longest.Text(report.Product)}"],
            Fix = new Fix($"keep it `from closing`, or for {TimeText.Of(longest.Seconds)} at least"),
        };
    }
}

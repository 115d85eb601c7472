using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0801, 0802: what a decision relies on is kept, and outlives the longest case.</summary>
internal static class RetentionCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        var kept = product.Keeps.SelectMany(k => k.Evidence).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var loose = new List<(BoundEvidence Evidence, BoundStep Step)>();
        foreach (var step in product.Steps)
            foreach (var evidence in step.Needs)
                if (kept.Add(evidence.Name)) loose.Add((evidence, step));
        if (loose.Count == 0) return;
        var names = loose.Select(l => l.Evidence.Name).ToList();
        var (first, user) = loose[0];
        bag.Add(Diagnostic.Of(DiagnosticCode.EvidenceNotKept,
            $"{names.And()} {(names.Count == 1 ? "is" : "are")} relied on but not kept", first.Span, "no `keep` names it") with
        {
            Secondary = [new Place(user.NeedsSpan, $"{user.Quoted()} relies on it")],
            Fix = product.Keeps is [var keep, ..]
                ? new Fix($"keep {string.Join(", ", keep.Evidence.Select(e => e.Name).Concat(names))}")
                : new Fix($"add `keep {string.Join(", ", names)} for ... from closing`"),
        });
    }
}

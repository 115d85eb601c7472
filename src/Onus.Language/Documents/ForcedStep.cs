using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>
/// A step that nobody decides and no state's clock leads to: it follows from a shortage of money, a cap, or a clock
/// over all states of one meaning in law.
/// </summary>
internal static class ForcedStep
{
    /// <summary>What forces the step, in a few words; null for a step that is not forced.</summary>
    public static string? Short(BoundProduct product, BoundStep step)
    {
        if (!CanBe(product, step)) return null;
        if (Shortages(product, step).Any()) return "when money is short";
        if (Caps(product, step).Any()) return "when a cap is reached";
        return Terms(product, step).Any() ? "when the legal term is over" : null;
    }

    /// <summary>What forces the step, as a clause of a sentence; null for a step that is not forced.</summary>
    public static string? Says(BoundProduct product, BoundStep step)
    {
        if (!CanBe(product, step)) return null;
        var reasons = Shortages(product, step).Select(s => $"“{Prose.Title(s)}” cannot be paid")
            .Concat(Caps(product, step).Select(cap => $"the cap “{Prose.Title(cap)}” is reached"))
            .Concat(Terms(product, step).Select(legal => $"the term of “{Prose.Words(legal.Name)}” is over"))
            .ToList();
        return reasons.Count == 0 ? null : $"nobody: it follows when {Prose.List(reasons, "or")}";
    }

    private static bool CanBe(BoundProduct product, BoundStep step) =>
        step.Decision is { By: DeciderKind.Clock }
        && !product.States.Any(state => state.Clock?.Then is { } then && ReferenceEquals(product[then], step));

    private static IEnumerable<BoundStep> Shortages(BoundProduct product, BoundStep step) =>
        product.Steps.Where(s => s.IfUnfunded is { } instead && ReferenceEquals(product[instead], step));

    private static IEnumerable<BoundCap> Caps(BoundProduct product, BoundStep step) =>
        product.Caps.Where(cap => cap.Instead is { } instead && ReferenceEquals(product[instead], step));

    private static IEnumerable<BoundLegal> Terms(BoundProduct product, BoundStep step) =>
        product.Legal.Where(legal => legal.Clock?.Then is { } then && ReferenceEquals(product[then], step));
}

using Onus.Language.Analysis.Funds;
using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Caps;

/// <summary>ONUS1001, 1005: a cap blocks no step that the law requires, and leaves another way out of every state.</summary>
internal static class CapAnalysis
{
    internal static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (product.Caps.IsEmpty) return;
        var shares = new ProductShares(product);
        var forced = new ShortageCheck(product, shares, new CaseBooks(product, shares), bag);
        var blocked = product.Caps.SelectMany(c => c.Blocks).ToHashSet();
        foreach (var cap in product.Caps)
            if ((Compelled(product, cap) ?? NoOther(product, cap, forced, blocked)) is { } fault) bag.Add(fault);
    }

    private static Diagnostic? Compelled(BoundProduct product, BoundCap cap)
    {
        foreach (var rule in product.Rules)
            foreach (var step in cap.Blocks.Where(rule.Compels.Contains))
                return Diagnostic.Of(DiagnosticCode.CapBlocksCompelled,
                    $"{cap.Quoted()} blocks {step.NameIn(product)}, which {rule.Name} requires", cap.BlocksSpan, "blocked here") with
                {
                    Secondary = [new Place(rule.Span, $"compels {product[step].Name}")],
                    Fix = new Fix($"take {product[step].Name} out of `blocks`; the cap can still warn"),
                };
        return null;
    }

    private static Diagnostic? NoOther(BoundProduct product, BoundCap cap, ShortageCheck forced, HashSet<StepRef> blocked)
    {
        if (cap.Instead is not { } instead || forced.IsReported(instead)) return null;
        foreach (var step in cap.Blocks)
        {
            var reason = blocked.Contains(instead) ? $"{product[instead].Name} is blocked itself"
                : forced.Refusal(instead, product[step].From);
            if (reason is null) continue;
            var others = product.StepsFrom(product[step].From[0])
                .Where(s => !blocked.Contains(s) && forced.Refusal(s, product[step].From) is null)
                .Select(s => product[s].Name).ToList();
            return Diagnostic.Of(DiagnosticCode.CapLeavesNothing,
                $"{cap.Quoted()} blocks {product[step].Name} and leaves no other step", cap.InsteadSpan, reason) with
            {
                Secondary = [new Place(product[step].Span, "blocked when the cap is reached")],
                Fix = new Fix(others.Count > 0 ? $"instead {others[0]}"
                    : "name a step of the same states without `when` and `needs` that needs no money"),
            };
        }

        return null;
    }

    private static string NameIn(this StepRef step, BoundProduct product) => product[step].Quoted();
}

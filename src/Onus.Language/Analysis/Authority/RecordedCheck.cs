using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>ONUS0507: who holds no key here decides on paper, and the paper is needed.</summary>
internal static class RecordedCheck
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var step in product.Steps)
        {
            if (step.Decision is not { RecordedBy: { } recorder, Actor: { } decider } decision) continue;
            if (step.Needs.Any(e => e.From.Party.Name == decider.Party.Name)) continue;
            var order = product.Evidence.FirstOrDefault(e => e.From.Party.Name == decider.Party.Name);
            bag.Add(Diagnostic.Of(DiagnosticCode.RecordedWithoutOrder,
                $"{step.Quoted()} is recorded for {decider.Name} without its order", decision.Span,
                $"{recorder.Name} alone would say what {decider.Name} decided") with
            {
                Secondary = step.Needs.IsEmpty ? [] : [new Place(step.NeedsSpan, $"nothing here comes from {decider.Party.Name}")],
                Fix = new Fix(order is null
                    ? $"declare `evidence ... from {decider.Party.Name}` and add it to `needs`"
                    : $"needs {string.Join(", ", step.Needs.Select(e => e.Name).Append(order.Name))}"),
                Poisons = [Poison.Decision(step)],
            });
        }
    }
}

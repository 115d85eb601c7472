using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0805: nobody is relieved of liability on evidence that comes only from them.</summary>
/// <remarks>Relief is liability shifted away that the party does not pay for in the same step.</remarks>
internal sealed class FavouredEvidence(BoundProduct product, ProductShares shares, DiagnosticBag bag)
{
    internal void Check()
    {
        foreach (var step in product.Steps)
        {
            var sources = step.Needs.Select(e => e.From.Party.Name).Distinct().ToList();
            if (sources is not [var party] || bag.IsPoisoned(Poison.Step(step))) continue;
            if (Relief(step, party) is not var (point, relief)) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.EvidenceOfTheFavoured,
                $"{step.Quoted()} relieves {party} on evidence from {party} alone", step.NeedsSpan, $"comes from {party}") with
            {
                Secondary = [new Place(step.Shifts.SelectMany(s => s.Items).First(m => m.From.Name == party).Span, $"relieves {party}")],
                Cases = [$"{shares.Case(point, relief)} -> {party} is relieved of {shares.Amount(relief.At(point))}"],
                Fix = new Fix($"add evidence to `needs` that does not come from {party}"),
            });
        }
    }

    private (StakePoint Point, Balance Relief)? Relief(BoundStep step, string party)
    {
        var flow = new StepFlow(step, shares);
        if (!flow.ShiftedOut.Names.Contains(party)) return null;
        foreach (var from in step.From)
        {
            var space = shares.Taking(step, from);
            var relief = -flow.Shifted(party) - flow.PaidBy(party, space);
            if (space.Positive(relief) is { } point) return (point, relief);
        }

        return null;
    }
}

using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Evidence;

/// <summary>ONUS0803: who is decided against is told why, or a cited rule says that they may not be.</summary>
internal sealed class ReasonsCheck(BoundProduct product, ProductShares shares, DiagnosticBag bag)
{
    internal void Check()
    {
        foreach (var at in product.StepRefs)
        {
            var step = product[at];
            if (step.To is not { } to || bag.IsPoisoned(Poison.Decision(step)) || bag.IsPoisoned(Poison.Step(step))) continue;
            var state = product[to];
            var fault = state.Legal?.Against is { } party && !bag.IsPoisoned(Poison.Legal(state))
                ? Against(step, party, new Place(step.ToSpan, $"{state.Quoted()} goes against {party.Name}"))
                : null;
            fault ??= step.InOwnFavour is { } said ? OwnFavour(step, said) : null;
            if (fault is not null) bag.Add(fault);
        }
    }

    private static Diagnostic? Against(BoundStep step, BoundParty party, Place why)
    {
        if (step.Kind == StepKind.Appeal && step.By?.Party.Name == party.Name) return null;
        if (step.Tells.Any(t => Reaches(t, party) && (t.Reasons == Reasons.With || Excused(t)))) return null;
        var told = step.Tells.FirstOrDefault(t => Reaches(t, party));
        var excuse = told is { Reasons: Reasons.Without };
        var label = told is null ? $"{party.Name} is not told"
            : excuse ? "a policy of ours is not a cited rule" : $"{party.Name} is told, but not why";
        return Diagnostic.Of(DiagnosticCode.AdverseWithoutReasons,
            $"{step.Quoted()} decides against {party.Name} without reasons", told?.Span ?? step.Span, label) with
        {
            Secondary = [why],
            Fix = new Fix(told is null ? $"add `tells {party.Name} with reasons`"
                : excuse ? "name a cited rule after `under`"
                : $"add `with reasons`, or `without reasons under` the rule that forbids them"),
        };
    }

    // In own favour: everybody who bears more by it is told why.
    private Diagnostic? OwnFavour(BoundStep step, TextSpan said)
    {
        var flow = new StepFlow(step, shares);
        foreach (var party in product.Parties.Where(p => flow.ShiftedIn.Names.Contains(p.Name)))
            if (step.From.Any(f => shares.Taking(step, f).Positive(flow.Shifted(party.Name)) is not null)
                && Against(step, party, new Place(said, $"{party.Name} bears more by it")) is { } fault)
                return fault;
        return null;
    }

    private static bool Reaches(BoundNotice notice, BoundParty party) => notice.To.Any(a => a.Party.Name == party.Name);

    private static bool Excused(BoundNotice notice) => notice is { Reasons: Reasons.Without, Under: BoundRule };
}

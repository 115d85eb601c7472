using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>ONUS0505: a state is decided by the party that owns it, unless a cited rule lets somebody else; a policy by us.</summary>
internal static class ForeignDecider
{
    internal static void Check(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var policy in product.Policies)
            if (policy.DecidedBy is { } stranger && stranger.Party.Role != PartyRole.Us)
                bag.Add(Diagnostic.Of(DiagnosticCode.ForeignDecider,
                    $"{stranger.Name} of {stranger.Party.Name} decides a policy of ours", policy.Span, $"decided by {stranger.Name}") with
                {
                    Fix = new Fix(product.Us is { } us
                        ? $"let an authority of {us.Name} decide it; what others lay down is a `rule`"
                        : "say which party `is us`; what others lay down is a `rule`"),
                });

        foreach (var step in product.Steps)
        {
            if (step.Kind == StepKind.Appeal || step.Person() is not { } decider || step.CitesRule()) continue;
            if (bag.IsPoisoned(Poison.Decision(step))) continue;
            var foreign = step.From.Select(f => product[f])
                .FirstOrDefault(s => s.Owner is { } owner && owner.Party.Name != decider.Party.Name);
            if (foreign is null) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.ForeignDecider,
                $"{decider.Name} of {decider.Party.Name} decides in {foreign.Quoted()}, and no rule says that they may",
                step.Decision!.Span, $"of {decider.Party.Name}") with
            {
                Secondary = [new Place(foreign.OwnerSpan, $"this state is owned by {foreign.Owner!.Party.Name}")],
                Fix = new Fix($"add `because` with the rule that lets them, or let {foreign.Owner.Name} decide"),
                Poisons = [Poison.Decision(step)],
            });
        }
    }
}

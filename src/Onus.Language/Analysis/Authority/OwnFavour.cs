using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Authority;

/// <summary>ONUS0501, 0503, 0504: who decides that somebody else bears the loss says so, is not alone, and can be appealed.</summary>
/// <remarks>Counted net per party over the whole step, less what the party pays in it from its own accounts: who pays a
/// debt is not favoured. A rule of our own and the clock decide for us, silence also for
/// whoever should have acted; both may shift liability away from them only where a cited rule says so.</remarks>
internal sealed class OwnFavour(BoundProduct product, ProductShares shares, DiagnosticBag bag)
{
    // States of which it has been said that they offer no outside appeal: other ways into them are the same fault.
    private readonly HashSet<(StateRef, string)> _asked = [];

    internal void Check()
    {
        foreach (var at in product.StepRefs)
        {
            var step = product[at];
            if (step.Shifts.IsEmpty || step.Decision is not { } decision || bag.IsPoisoned(Poison.Decision(step))) continue;
            var fault = decision.By switch
            {
                DeciderKind.Person => ByPerson(step, decision),
                DeciderKind.Rule => Unasked(step, product.Us, $"{step.Quoted()} is a rule of our own that decides in favour of"),
                _ => BySilence(step),
            };
            if (fault is null) continue;

            // A shift that favours its decider unsaid is as often a shift the wrong way round: say it once.
            bag.Add(fault with
            {
                Poisons = fault.Code == DiagnosticCode.OwnFavourUnsaid
                    ? [Poison.Decision(step), Poison.Step(step)] : [Poison.Decision(step)],
            });
        }
    }

    private Diagnostic? ByPerson(BoundStep step, BoundDecision decision)
    {
        var party = decision.Actor!.Party;
        if (Gain(step, party) is not { } point) return decision.OrClock ? BySilence(step) : null;
        var gain = new Place(Move(step, party).Span, $"moves liability away from {party.Name}");
        var witness = Witness(step, party, point);
        if (step.InOwnFavour is not { } said)
            return Diagnostic.Of(DiagnosticCode.OwnFavourUnsaid,
                $"{step.Quoted()} is decided by {party.Name} in its own favour and does not say so", gain.Span, gain.Label) with
            {
                Secondary = [new Place(decision.Span, $"of {party.Name}")],
                Cases = [witness],
                Fix = new Fix(step.Posts.IsEmpty
                    ? "add `in own favour`; it asks for two people, an outside appeal and reasons"
                    : $"post what {party.Name} pays, or add `in own favour`, which asks for two people, an outside appeal and reasons"),
            };

        if (decision.Actor is not BoundAuthority { Persons: >= 2 })
            return Diagnostic.Of(DiagnosticCode.OwnFavourByOnePerson,
                $"{step.Quoted()} is in the favour of {party.Name} and one person decides it", decision.Span, "one person") with
            {
                Secondary = [new Place(said, "two people are needed"), gain],
                Cases = [witness],
                Fix = Pair(party) is { } pair ? new Fix($"decided by {pair.Name}")
                    : new Fix($"declare an authority of {party.Name} that `is 2 of` two others, and let it decide"),
            };

        if (decision.OrClock && !step.CitesRule())
            return Diagnostic.Of(DiagnosticCode.OwnFavourByOnePerson,
                $"{step.Quoted()} is in the favour of {party.Name} and silence alone would decide it", decision.Span,
                "the clock is nobody's second person") with
            {
                Secondary = [new Place(said, "two people are needed"), gain],
                Cases = [witness],
                Fix = new Fix("remove `or clock`, or name in `because` the rule that says what silence means"),
            };

        return AppealFault(step, party, said);
    }

    private Diagnostic? BySilence(BoundStep step)
    {
        // A step that only a shortage or a cap forces is nobody's silence.
        var silent = step.From.Select(f => product[f]).Where(s => s.Clock?.Then is { } then && product[then].Name == step.Name);
        foreach (var party in silent.Select(s => s.Owner?.Party).Prepend(product.Us).OfType<BoundParty>())
            if (Unasked(step, party, $"{step.Quoted()} lets silence decide in favour of") is { } fault) return fault;
        return null;
    }

    private Diagnostic? Unasked(BoundStep step, BoundParty? party, string title)
    {
        if (party is null || step.CitesRule() || Gain(step, party) is not { } point) return null;
        var move = Move(step, party);
        var code = step.InOwnFavour is null ? DiagnosticCode.OwnFavourUnsaid : DiagnosticCode.OwnFavourByOnePerson;
        return Diagnostic.Of(code, $"{title} {party.Name}", move.Span, $"moves liability away from {party.Name}") with
        {
            Secondary = step.Because.IsEmpty
                ? [new Place(step.Decision!.Span, "nobody looks, and no rule is cited")]
                : [new Place(step.BecauseSpan, "a policy of ours is not a cited rule")],
            Cases = [Witness(step, party, point)],
            Fix = new Fix("name in `because` the rule that says so, or let two people decide `in own favour`"),
        };
    }

    private Diagnostic? AppealFault(BoundStep step, BoundParty party, TextSpan said)
    {
        if (step.To is not { } to || bag.IsPoisoned(Poison.Legal(product[to])) || !_asked.Add((to, party.Name))) return null;
        var appeals = product.StepsFrom(to).Select(s => product[s])
            .Where(s => s.Kind == StepKind.Appeal && s.By?.Party.Name != party.Name && s.To is not null).ToList();
        if (appeals.Any(a => HeardInside(a, party) is null)) return null;
        var target = product[to];
        var message = Diagnostic.Of(DiagnosticCode.OwnFavourWithoutOutsideAppeal,
            $"{step.Quoted()} is in the favour of {party.Name}, and nobody outside can be asked", said, "decided in own favour");
        if (appeals is [var appeal, ..])
            return message with
            {
                Secondary = [new Place(appeal.Span, $"on this appeal {HeardInside(appeal, party)} of {party.Name} decides again")],
                Fix = new Fix($"let {appeal.Name} go to a state that another party owns and decides in"),
            };
        return message with
        {
            Secondary = [new Place(step.ToSpan, target.Final ? $"{target.Quoted()} is final" : $"{target.Quoted()} offers no appeal")],
            Fix = new Fix(target.Final
                ? "lead the step to an open state from which the other side can appeal"
                : $"add an appeal from {target.Name} to a state that another party owns"),
        };
    }

    // Who of the party hears an appeal: the owner of the state it leads to, or whoever decides there and does not give way.
    private string? HeardInside(BoundStep appeal, BoundParty party)
    {
        var to = appeal.To!.Value;
        if (product[to].Owner is { } owner && owner.Party.Name == party.Name) return owner.Name;
        return product.StepsFrom(to).Select(s => product[s])
            .Where(s => s.Kind == StepKind.Step && !AppealCheck.GivesWay(s, appeal.By!.Party))
            .Select(s => s.Person()).FirstOrDefault(p => p?.Party.Name == party.Name)?.Name;
    }

    // A case in which the step takes more liability from the party than the party pays.
    private StakePoint? Gain(BoundStep step, BoundParty party)
    {
        var flow = new StepFlow(step, shares);
        if (!flow.ShiftedOut.Names.Contains(party.Name)) return null;
        foreach (var from in step.From)
        {
            var space = shares.Taking(step, from);
            if (space.Positive(-flow.Shifted(party.Name) - flow.PaidBy(party.Name, space)) is { } point) return point;
        }

        return null;
    }

    private string Witness(BoundStep step, BoundParty party, StakePoint point)
    {
        var shifted = new StepFlow(step, shares).Shifted(party.Name);
        return $"{shares.Case(point, shifted)} -> {party.Name} is relieved of {shares.Amount(shifted.At(point))}";
    }

    private static BoundMove Move(BoundStep step, BoundParty party) =>
        step.Shifts.SelectMany(s => s.Items).First(m => m.From.Name == party.Name);

    private BoundAuthority? Pair(BoundParty party) =>
        product.Authorities.FirstOrDefault(a => a.Of.Name == party.Name && a.Persons >= 2);
}

using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Compiled;

/// <summary>Lowers states and steps.</summary>
internal sealed class StepLowering(LoweringNames names, FactLowering facts)
{
    public State Lower(BoundState state) => new()
    {
        Name = state.Name,
        Title = state.Title,
        Starts = state.Starts,
        OpenedBy = [.. state.OpenedBy.Select(names.Who)],
        Final = state.Final,
        Legal = names.Legal(state.Legal),
        Funds = names.Funds(state.Funds),
        Owner = names.MaybeWho(state.Owner),
        Liable = [.. state.Liable?.Items.Select(names.PartyShare) ?? []],
        Clock = Lower(state.Clock),
    };

    public static Clock? Lower(BoundClock? clock) => clock is null
        ? null
        : new Clock(clock.Limit.Value, clock.After?.Index, clock.Then?.Index ?? throw new InvariantViolation("a clock has its step"));

    public Step Lower(BoundStep step) => new()
    {
        Name = step.Name,
        Title = step.Title,
        Kind = (StepKind)step.Kind,
        From = [.. step.From.Select(s => s.Index)],
        To = step.To?.Index,
        By = names.MaybeWho(step.By),
        Decider = LowerDecider(step),
        When = step.When is { } when ? facts.Lower(when) : Condition.Always,
        AtMost = step.AtMost is { } most ? (long)most.Value.Amount : null,
        Needs = [.. step.Needs.Select(names.Evidence)],
        Because = [.. step.Because.Select(names.Source)],
        InOwnFavour = step.InOwnFavour is not null,
        Shifts = [.. step.Shifts.Select(list => list.Items
            .Select(m => new Move(LoweringNames.Share(m.Share), names.Party(m.From), names.Party(m.To))).ToImmutableArray())],
        Posts = [.. step.Posts.Select(list => list.Items
            .Select(p => new Posting(LoweringNames.Share(p.Share), names.Account(p.From), names.Account(p.To))).ToImmutableArray())],
        Discharges = [.. step.Discharges?.Items.Select(names.PartyShare) ?? []],
        Leaves = [.. step.Leaves?.Items.Select(names.PartyShare) ?? []],
        Tells = [.. step.Tells.Select(t => new Notice(
            [.. t.To.Select(names.Who)], t.Within?.Value, (Reasons)t.Reasons, names.MaybeSource(t.Under)))],
        Reports = [.. step.Reports.Select(r => new Report(r.What, names.Regulator(r.To),
            r.Within?.Value ?? throw new InvariantViolation("a report has its deadline")))],
        IfUnfunded = step.IfUnfunded?.Index,
        Signed = step.Signed,
        Opens = step.Opens,
        UndoneBy = step.UndoneBy?.Index,
        ReviewedBy = step.Review is { } r ? new Review(names.Who(r.By), r.Within.Value) : null,
        Answer = step.Answer is { } a ? new Answer(a.Within.Value, (Silence)a.Otherwise, a.Step?.Index) : null,
    };

    private Decider LowerDecider(BoundStep step)
    {
        if (step.Decision is not { } decision)
        {
            // An appeal is decided by who takes it.
            Invariant.Holds(step.Kind == Binding.StepKind.Appeal);
            return new Decider(false, false, names.MaybeWho(step.By), null);
        }

        return new Decider(decision.By == DeciderKind.Rule, decision.ByClock, names.MaybeWho(decision.Actor),
            names.MaybeWho(decision.RecordedBy));
    }
}

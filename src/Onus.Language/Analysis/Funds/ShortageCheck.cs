using System.Collections.Immutable;
using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0705: where a rule, the clock or silence takes money that may not be there, a step says who bears it.</summary>
/// <remarks>What the case itself holds in an account that ends empty is there for certain, and so is what the same step
/// has paid in before. A person's unfunded step is refused and the state stays, so it needs no such word.</remarks>
internal sealed class ShortageCheck(BoundProduct product, ProductShares shares, CaseBooks books, DiagnosticBag bag)
{
    internal void Check()
    {
        foreach (var step in product.StepRefs)
        {
            if (bag.IsPoisoned(Poison.Step(product[step]))) continue;
            if (product[step].IfUnfunded is { } then) CheckTarget(step, then);
            else CheckSilence(step);
        }
    }

    /// <summary>The first posting of a step that may find too little; null when all of it is certain.</summary>
    internal (BoundPosting Posting, StakePoint Case)? Uncertain(StepRef step, StateRef from)
    {
        var space = shares.Taking(product[step], from);
        var there = new Sums();
        foreach (var (posting, amount) in books.Flow(step).Postings)
        {
            var (source, target) = (posting.From.FullName(), posting.To.FullName());
            var held = posting.From.EndsEmpty ? books.Said(from, posting.From) : Balance.Zero;
            there.Add(source, -amount);
            there.Add(target, amount);
            if (!posting.From.MayGoNegative && space.Negative(held + there[source]) is { } point) return (posting, point);
        }

        return null;
    }

    private void CheckSilence(StepRef at)
    {
        var step = product[at];
        foreach (var from in step.From.Where(f => FiresUnasked(at, f)))
        {
            if (product[from].Funds is null || bag.IsPoisoned(Poison.Funds(product[from]))) continue;
            if (Uncertain(at, from) is not var (posting, point)) continue;
            var name = posting.From.FullName();
            var candidates = product.StepsFrom(from).Where(s => s != at && Refusal(s, step.From) is null)
                .Select(s => product[s].Name).ToList();
            bag.Add(Diagnostic.Of(DiagnosticCode.NobodyBearsShortage,
                $"{name} may be short when {step.Quoted()} is due, and nobody bears it", posting.Span,
                $"{Unasked(step, product[from])} takes this, whether or not the money is there") with
            {
                Secondary = [new Place(posting.From.Span, posting.From.EndsEmpty
                    ? $"in {product[from].Quoted()} the case does not hold that much here" : "it cannot go negative")],
                Cases = [$"{shares.Case(point)} -> the balance of {name} may be {shares.Amount(0)}"],
                Near = candidates.Count == 0 ? [] : [$"could take over: {string.Join(", ", candidates)}"],
                Fix = new Fix(candidates.Count == 0
                    ? "add `if unfunded, then` with a step that needs no money, and names who bears it"
                    : $"add `if unfunded, then {candidates[0]}`"),
                Poisons = [Poison.Step(step)],
            });
            return;
        }
    }

    private void CheckTarget(StepRef at, StepRef then)
    {
        var step = product[at];
        if (bag.IsPoisoned(Poison.Forced(product[then]))) return;
        var reason = then == at ? "it is the unfunded step itself" : Refusal(then, step.From);
        if (reason is null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.NobodyBearsShortage,
            $"{product[then].Quoted()} cannot take over when {step.Quoted()} is unfunded", step.IfUnfundedSpan, reason) with
        {
            Secondary = [new Place(product[then].Span, "declared here")],
            Fix = new Fix("name a step of the same states without `when` and `needs` that takes money from no account "
                + "that may be short"),
            Poisons = [Poison.Step(step), Poison.Forced(product[then])],
        });
    }

    /// <summary>Why a step cannot be forced in these states; null when it can.</summary>
    internal string? Refusal(StepRef at, ImmutableArray<StateRef> states)
    {
        var step = product[at];
        if (step.Kind != StepKind.Step) return $"{step.Name} is not a step";
        if (step.Decision?.By == DeciderKind.Rule) return $"{step.Name} is a rule, and fires whether or not anything is short";
        if (step.When is not null) return $"{step.Name} has a condition";
        if (step.NeedsSpan.Length > 0 || !step.Needs.IsEmpty) return $"{step.Name} needs evidence";
        foreach (var state in states)
            if (!step.From.Contains(state)) return $"{step.Name} cannot be taken in {product[state].Quoted()}";
        foreach (var state in states)
            if (Uncertain(at, state) is var (posting, _)) return $"{posting.From.FullName()} may be short there too";
        return null;
    }

    /// <summary>Whether it has been said that the step cannot be forced.</summary>
    internal bool IsReported(StepRef step) => bag.IsPoisoned(Poison.Forced(product[step]));

    private bool FiresUnasked(StepRef at, StateRef from)
    {
        var (step, state) = (product[at], product[from]);
        if (step.Kind == StepKind.Request) return step.Answer?.Otherwise == RequestDefault.Granted;
        return step.Decision?.By == DeciderKind.Rule
            || state.Clock?.Then == at || state.Legal?.Clock?.Then == at;
    }

    private static string Unasked(BoundStep step, BoundState state) =>
        step.Kind == StepKind.Request ? "silence" : step.Decision?.By == DeciderKind.Rule ? "a rule" : $"the clock of {state.Name}";
}

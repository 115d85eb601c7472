using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0702, 0703, 0704: compares what the steps into a state leave in each account with what the state says.</summary>
/// <remarks>States are visited from the start outwards. A state whose money is reported wrong is not followed further,
/// and a wrong meaning is reported at the first state that has it.</remarks>
internal sealed class MoneyFlow(BoundProduct product, ProductShares shares, CaseBooks books, DiagnosticBag bag)
{
    private readonly HashSet<(string Funds, string Account)> _wrongMeanings = [];

    internal void Check()
    {
        foreach (var state in FromTheStart())
        {
            if (product[state].Funds is null || bag.IsPoisoned(Poison.Funds(product[state]))) continue;
            foreach (var account in books.Accounts) Check(state, account);
        }
    }

    private IEnumerable<StateRef> FromTheStart()
    {
        if (product.Start is not { } start) yield break;
        var seen = new HashSet<StateRef> { start };
        var open = new Queue<StateRef>(seen);
        while (open.TryDequeue(out var state))
        {
            yield return state;
            foreach (var step in product.StepsFrom(state))
                if (product[step].To is { } to && seen.Add(to)) open.Enqueue(to);
        }
    }

    private void Check(StateRef state, BoundAccount account)
    {
        var said = books.Said(state, account);
        if (product[state].Final && account.EndsEmpty && shares.In(state).NotZero(said) is { } held)
        {
            bag.Add(FundsMessages.MeaningKeepsMoney(product, shares, books, state, account, held));
            Poisoned(state, account);
            return;
        }

        var arrivals = Arrivals(state, account, said).ToList();
        var wrong = arrivals.Where(a => a.Witness is not null).ToList();
        if (wrong.Count == 0) return;
        if (product[state].Final && account.EndsEmpty)
        {
            foreach (var arrival in wrong)
                Report(FundsMessages.NotEmpty(product, shares, books, arrival, account), arrival);
            return;
        }

        // A step that changes nothing between two states of one meaning agrees with it, right or wrong.
        var right = arrivals.FirstOrDefault(a => a.Witness is null && a.Informs);
        if (right is null && AllSay(wrong))
        {
            if (_wrongMeanings.Add((product[state].Funds!.Name, account.FullName())))
                bag.Add(FundsMessages.Elsewhere(product, shares, books, state, account, wrong));
            Poisoned(state, account);
            return;
        }

        foreach (var arrival in wrong.Where(a => a.Step is not null))
            Report(FundsMessages.DependsOnPath(product, shares, books, account, arrival, right ?? wrong.First(a => a != arrival)), arrival);
    }

    private IEnumerable<Arrival> Arrivals(StateRef state, BoundAccount account, Balance said)
    {
        if (product[state].Starts)
            yield return new Arrival(null, state, state, Balance.Zero, shares.In(state).NotZero(said), Informs: true);
        foreach (var step in product.StepsTo(state))
        {
            if (bag.IsPoisoned(Poison.Step(product[step]))) continue;
            foreach (var from in product[step].From.Distinct())
            {
                if (product[from].Funds is null || bag.IsPoisoned(Poison.Funds(product[from]))) continue;
                var after = books.After(step, from, account);
                var space = shares.Taking(product[step], from);
                var sameMeaning = product[from].Funds!.Name == product[state].Funds!.Name;
                var informs = !sameMeaning || space.NotZero(books.Flow(step).Posted[account.FullName()]) is not null;
                yield return new Arrival(step, from, state, after, space.NotZero(after - said), informs && !space.Stakes.IsEmpty);
            }
        }
    }

    private bool AllSay(List<Arrival> wrong)
    {
        var space = shares.In(wrong[0].State);
        return wrong.Skip(1).All(a => space.NotZero(a.After - wrong[0].After) is null);
    }

    private void Report(Diagnostic message, Arrival arrival)
    {
        var step = product[arrival.Step!.Value];
        if (bag.IsPoisoned(Poison.Step(step))) return;
        bag.Add(message with { Poisons = [Poison.Step(step)] });
    }

    private void Poisoned(StateRef state, BoundAccount account)
    {
        bag.Poison(Poison.Funds(product[state]));
        _wrongMeanings.Add((product[state].Funds!.Name, account.FullName()));
    }
}

/// <summary>One way into a state and what it leaves in an account.</summary>
/// <param name="Step">The step; null for the opening of the case.</param>
/// <param name="From">Where it starts.</param>
/// <param name="State">Where it ends.</param>
/// <param name="After">What the account then holds for the case.</param>
/// <param name="Witness">A case in which that is not what the state says; null when it always is.</param>
/// <param name="Informs">Whether agreement means anything: the step changes the account or the meaning.</param>
internal sealed record Arrival(
    StepRef? Step, StateRef From, StateRef State, Balance After, StakePoint? Witness, bool Informs);

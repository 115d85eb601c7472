using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0702, 0703, 0704: compares what the steps into a state leave in an account with what the state says.</summary>
/// <remarks>States are decided from the start outwards, and only steps from states that are confirmed count. A state whose
/// money is reported wrong confirms nothing, so one wrong line or posting is reported once, where it first shows.</remarks>
internal sealed class MoneyFlow(BoundProduct product, ProductShares shares, CaseBooks books, DiagnosticBag bag)
{
    private readonly HashSet<StateRef> _reported = [];

    internal void Check()
    {
        var order = FromTheStart().Where(s => product[s].Funds is not null && !bag.IsPoisoned(Poison.Funds(product[s]))).ToList();
        foreach (var account in books.Accounts)
        {
            var confirmed = new HashSet<StateRef>();
            var open = order.Where(s => !product[s].Final).ToList();
            while (Next(open, confirmed, account) is { } state)
            {
                open.Remove(state);
                if (Decide(state, account, confirmed)) confirmed.Add(state);
            }

            // What a state without a confirmed line says of its money explains nothing further.
            foreach (var state in order.Where(s => !product[s].Final && !confirmed.Contains(s))) bag.Poison(Poison.Funds(product[state]));

            // Once more with every way in, also from states that were confirmed later; and the ends.
            foreach (var state in order.Where(s => product[s].Final || confirmed.Contains(s))) Decide(state, account, confirmed);
        }
    }

    /// <summary>A request leaves its state as it is, so it leaves alone what the case holds there.</summary>
    internal void CheckRequests()
    {
        foreach (var at in product.StepRefs.Where(s => product[s].Kind == StepKind.Request))
        {
            var request = product[at];
            var posting = request.Posts.SelectMany(p => p.Items).FirstOrDefault(p => p.From.EndsEmpty || p.To.EndsEmpty);
            if (posting is null || bag.IsPoisoned(Poison.Step(request)) || request.From.IsEmpty) continue;
            var account = posting.From.EndsEmpty ? posting.From : posting.To;
            bag.Add(FundsMessages.ChangedByRequest(product, books, request, posting, account) with { Poisons = [Poison.Step(request)] });
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

    // A state all of whose ways in are decided, or else the first one with any.
    private StateRef? Next(List<StateRef> open, HashSet<StateRef> confirmed, BoundAccount account)
    {
        var ready = open.Where(s => Arrivals(s, account, confirmed).Any()).Select(s => (StateRef?)s).ToList();
        return ready.FirstOrDefault(r => !Sources(r!.Value).Any(f => f != r && open.Contains(f))) ?? ready.FirstOrDefault();
    }

    private IEnumerable<StateRef> Sources(StateRef state) => product.StepsTo(state).SelectMany(s => product[s].From);

    // Whether the state's line is confirmed; what is wrong is reported.
    private bool Decide(StateRef state, BoundAccount account, HashSet<StateRef> confirmed)
    {
        var said = books.Said(state, account);
        if (product[state].Final && account.EndsEmpty && shares.In(state).NotZero(said) is { } held)
        {
            if (_reported.Add(state)) bag.Add(FundsMessages.MeaningKeepsMoney(product, shares, books, state, account, held));
            return false;
        }

        var arrivals = Arrivals(state, account, confirmed).ToList();
        var wrong = arrivals.Where(a => a.Witness is not null).ToList();
        if (wrong.Count == 0) return arrivals.Count > 0;
        if (_reported.Contains(state)) return false;
        var right = arrivals.FirstOrDefault(a => a.Witness is null);
        if (Overdrawn(wrong, account) is { } overdrawn) Report(NegativeCheck.Unsaid(product, shares, books, overdrawn, account), overdrawn);
        else if (product[state].Final && account.EndsEmpty)
            foreach (var arrival in wrong) Report(FundsMessages.NotEmpty(product, shares, books, arrival, account), arrival);
        else if (right is null && AllSay(wrong))
        {
            _reported.Add(state);
            bag.Add(FundsMessages.Elsewhere(product, shares, books, state, account, wrong) with
            {
                Poisons = [Poison.Funds(product[state]), .. wrong.Where(a => a.Step is not null).Select(a => Poison.Step(product[a.Step!.Value]))],
            });
        }
        else
            foreach (var arrival in wrong.Where(a => a.Step is not null))
                Report(FundsMessages.DependsOnPath(product, shares, books, account, arrival, right ?? wrong.First(a => a != arrival)), arrival);
        return right is not null;
    }

    private IEnumerable<Arrival> Arrivals(StateRef state, BoundAccount account, HashSet<StateRef> confirmed)
    {
        var said = books.Said(state, account);
        if (product[state].Starts) yield return new Arrival(null, state, state, Balance.Zero, shares.In(state).NotZero(said));
        foreach (var step in product.StepsTo(state))
        {
            if (bag.IsPoisoned(Poison.Step(product[step]))) continue;
            foreach (var from in product[step].From.Where(confirmed.Contains))
            {
                var after = books.After(step, from, account);
                var space = shares.Taking(product[step], from);
                if (!space.Stakes.IsEmpty) yield return new Arrival(step, from, state, after, space.NotZero(after - said));
            }
        }
    }

    // A way that overdraws an account that may be overdrawn, into a state that does not say so.
    private Arrival? Overdrawn(List<Arrival> wrong, BoundAccount account) => !account.MayGoNegative ? null : wrong.FirstOrDefault(
        a => a.Step is not null && a.After.At(a.Witness!.Value) < 0 && books.SaidShare(a.State, account) is null);

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
}

/// <summary>One way into a state and what it leaves in an account.</summary>
/// <param name="Step">The step; null for the opening of the case.</param>
/// <param name="From">Where it starts.</param>
/// <param name="State">Where it ends.</param>
/// <param name="After">What the account then holds for the case.</param>
/// <param name="Witness">A case in which that is not what the state says; null when it always is.</param>
internal sealed record Arrival(StepRef? Step, StateRef From, StateRef State, Balance After, StakePoint? Witness);

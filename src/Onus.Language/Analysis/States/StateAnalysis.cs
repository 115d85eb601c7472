using Onus.Language.Binding;

namespace Onus.Language.Analysis.States;

/// <summary>Checks that every state says all it must, and that cases can get into it and out of it.</summary>
internal static class StateAnalysis
{
    /// <summary>ONUS0201 to 0207, 0209 to 0213.</summary>
    public static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var state in product.States) CheckClauses(product, state, bag);
        CheckStart(product, bag);
        foreach (var step in product.StepRefs) CheckLeavesFinal(product, product[step], bag);
        Reachability.Check(product, bag);
        TwinStates.Check(product, bag);
    }

    private static void CheckClauses(BoundProduct product, BoundState state, DiagnosticBag bag)
    {
        // Where nothing is at stake and no meaning of the money is declared, there is no money to place.
        var money = product.Stake is not null || !product.Funds.IsEmpty;
        var missing = new List<(DiagnosticCode Code, string What, string Clause)>();
        if (state.Legal is null) missing.Add((DiagnosticCode.StateWithoutLegalMeaning, "what it means in law", "legal"));
        if (state.Funds is null && money) missing.Add((DiagnosticCode.StateWithoutFunds, "where the money is", "funds"));
        if (!state.Final)
        {
            if (state.Owner is null) missing.Add((DiagnosticCode.StateWithoutOwner, "who owns it", "owner"));
            if (state.Liable is null) missing.Add((DiagnosticCode.StateWithoutLiability, "who is liable", "liable"));
            if (state.Clock is null)
                missing.Add((DiagnosticCode.StateWithoutClock, "what happens when nobody acts", "at most ..., then ..."));
        }

        // Where no state is final, one that has neither owner nor liability nor clock was meant to be: that is said once.
        var meantFinal = missing.Count > 2 && product.States.All(s => !s.Final);
        if (missing.Count > 0 && !meantFinal)
        {
            bag.Add(Diagnostic.Of(missing[0].Code,
                $"the state \"{state.Title}\" does not say {Words.And([.. missing.Select(m => m.What)])}", state.Span) with
            {
                Fix = new Fix($"add {Words.And([.. missing.Select(m => $"`{m.Clause}`")])}"),
                Poisons = [Poison.State(state), Poison.Liability(state), Poison.Funds(state), Poison.Legal(state),
                    Poison.Ending(state)],
            });
        }

        if (!state.Final || state.Clock is null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.FinalStateWithClock,
            $"the case ends in \"{state.Title}\", so no clock can run there", state.Clock.Span) with
        {
            Fix = new Fix("remove the clock, or remove `final`", state.Clock.Span, ""),
            Poisons = [Poison.State(state)],
        });
    }

    private static void CheckStart(BoundProduct product, DiagnosticBag bag)
    {
        var starts = product.States.Where(s => s.Starts).ToArray();
        if (starts.Length == 0)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.NotOneStart, "no state starts, so no case can ever be opened", product.Span) with
            {
                Fix = new Fix("write `starts` in the state in which cases open"),
            });
            return;
        }

        if (starts.Length > 1)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.NotOneStart,
                $"{starts.Length} states start, and a case opens in exactly one", starts[1].Span, "starts too") with
            {
                Secondary = [new Place(starts[0].Span, "starts")],
                Fix = new Fix("leave `starts` in one of them"),
            });
            return;
        }

        foreach (var other in product.States.Where(s => !s.Starts && !s.OpenedBy.IsEmpty))
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.KindMismatch,
                $"cases do not open in \"{other.Title}\", so nobody opens them there", other.Span) with
            {
                Secondary = [new Place(starts[0].Span, "cases open here")],
                Fix = new Fix("move `opened by` to the state that starts"),
            });
        }

        if (!starts[0].OpenedBy.IsEmpty || bag.IsPoisoned(Poison.State(starts[0]))) return;
        var opener = product.Parties.FirstOrDefault(p => p.Role == PartyRole.Consumer) ?? product.Us ?? product.Parties.FirstOrDefault();
        bag.Add(Diagnostic.Of(DiagnosticCode.NobodyMayOpen, $"nobody may open a case in \"{starts[0].Title}\"", starts[0].Span) with
        {
            Fix = new Fix($"write who may, for example: opened by {opener?.Name ?? "NAME"}"),
        });
    }

    private static void CheckLeavesFinal(BoundProduct product, BoundStep step, DiagnosticBag bag)
    {
        foreach (var from in step.From)
        {
            var state = product[from];
            if (!state.Final) continue;
            var what = step.Kind == StepKind.Request ? "can be asked in" : "leaves";
            bag.Add(Diagnostic.Of(DiagnosticCode.StepLeavesFinalState,
                $"\"{step.Title}\" {what} \"{state.Title}\", where the case has ended", step.FromSpan) with
            {
                Secondary = [new Place(state.Span, "this state is final")],
                Fix = new Fix($"take {state.Name} out of this list, or remove `final` there"),
                Poisons = [Poison.Step(step), Poison.State(state)],
            });
            return;
        }
    }
}

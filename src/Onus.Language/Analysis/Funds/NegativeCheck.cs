using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>ONUS0706: an account below zero is our own money, and we are liable for at least that much.</summary>
/// <remarks>In an open state we must be liable for what our accounts are short; the step that ends the case must
/// discharge us of it, or leave it with us.</remarks>
internal sealed class NegativeCheck(BoundProduct product, ProductShares shares, CaseBooks books, DiagnosticBag bag)
{
    /// <summary>Only an account of our own may go negative.</summary>
    internal static void CheckOwners(BoundProduct product, DiagnosticBag bag)
    {
        foreach (var account in product.Accounts.Where(a => a.MayGoNegative && a.Party.Role != PartyRole.Us))
            bag.Add(Diagnostic.Of(DiagnosticCode.NegativeWithoutLiability,
                $"{account.FullName()} may go negative, but {account.Party.Name} is not us", account.NegativeSpan,
                "nobody answers for a shortage here") with
            {
                Secondary = [new Place(account.Party.Span, "only an account of the party that `is us` may")],
                Fix = new Fix("remove `may go negative`", account.NegativeSpan, ""),
            });
    }

    /// <summary>A step that overdraws an account, into a state whose meaning does not say so.</summary>
    internal static Diagnostic Unsaid(
        BoundProduct product, ProductShares shares, CaseBooks books, Arrival arrival, BoundAccount account)
    {
        var (step, state, point) = (product[arrival.Step!.Value], product[arrival.State], arrival.Witness!.Value);
        var posting = step.Posts.SelectMany(p => p.Items).FirstOrDefault(p => p.From.FullName() == account.FullName());
        return Diagnostic.Of(DiagnosticCode.NegativeWithoutLiability,
            $"{step.Quoted()} overdraws {account.FullName()}, and {state.Quoted()} does not say so",
            posting?.Span ?? step.Span, $"takes from {account.FullName()}") with
        {
            Secondary = [books.SaidAt(arrival.State, account)],
            Cases = [$"{shares.Case(point, arrival.After)} -> {account.FullName()} is short {shares.Amount(arrival.After.At(point))}"],
            Fix = new Fix($"give {state.Quoted()} a funds meaning with `short ... in {account.FullName()}`"),
        };
    }

    internal void Check()
    {
        if (product.Stake is null || product.Us is not { } us) return;
        var negative = books.Accounts.Where(a => a.MayGoNegative && a.Party.Name == us.Name).ToList();
        foreach (var at in product.StateRefs.Where(s => !product[s].Final))
        {
            var state = product[at];
            if (state.Liable is not { } list || bag.IsPoisoned(Poison.Liability(state)) || IsUnclear(state)) continue;
            CheckState(at, list, negative, us);
        }

        foreach (var step in product.StepRefs)
            if (product[step].To is { } to && product[to].Final && !IsUnclear(product[to])
                && !bag.IsPoisoned(Poison.Step(product[step])))
                CheckEnd(step, to, negative, us);
    }

    private bool IsUnclear(BoundState state) => state.Funds is null || bag.IsPoisoned(Poison.Funds(state));

    private void CheckState(StateRef at, BoundList<BoundBearer> list, List<BoundAccount> negative, BoundParty us)
    {
        var liable = shares.Bearers(list)[us.Name];
        foreach (var account in negative)
        {
            var said = books.Said(at, account);
            if (shares.In(at).Negative(liable + said) is not { } point || said.At(point) >= 0) continue;
            bag.Add(Message(account, us, product[at].Quoted(), list.Span, "less than the account is short") with
            {
                Secondary = [books.SaidAt(at, account)],
                Cases = [Case(point, account, said, $"{us.Name} is liable for {shares.Amount(liable.At(point))}", liable)],
                Fix = new Fix($"let {us.Name} stay liable for what {account.FullName()} is short, or refill the account "
                    + $"before the liability leaves {us.Name}"),
                Poisons = [Poison.Funds(product[at])],
            });
            return;
        }
    }

    private void CheckEnd(StepRef at, StateRef to, List<BoundAccount> negative, BoundParty us)
    {
        var (step, flow) = (product[at], books.Flow(at));
        var borne = flow.Discharged[us.Name] + flow.Left[us.Name];
        foreach (var account in negative)
        {
            var said = books.Said(to, account);
            var space = step.From.Select(f => shares.Taking(step, f)).FirstOrDefault(s => s.Negative(borne + said) is not null);
            if (space?.Negative(borne + said) is not { } point || said.At(point) >= 0) continue;
            bag.Add(Message(account, us, product[to].Quoted(), step.Span, "ends the case") with
            {
                Secondary = [books.SaidAt(to, account)],
                Cases = [Case(point, account, said, $"{step.Name} ends {shares.Amount(borne.At(point))} of the liability of {us.Name}", borne)],
                Fix = new Fix($"end the case with `discharges {us.Name}` or `leaves ... with {us.Name}` for what the account is short"),
                Poisons = [Poison.Step(step)],
            });
            return;
        }
    }

    private static Diagnostic Message(BoundAccount account, BoundParty us, string where, TextSpan span, string label) =>
        Diagnostic.Of(DiagnosticCode.NegativeWithoutLiability,
            $"{account.FullName()} is below zero in {where}, and {us.Name} is not liable for it", span, label);

    private string Case(StakePoint point, BoundAccount account, Balance said, string outcome, Balance other) =>
        $"{shares.Case(point, said, other)} -> {account.FullName()} is short {shares.Amount(said.At(point))}, {outcome}";
}

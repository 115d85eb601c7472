using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Funds;

/// <summary>The accounts whose balance for a case the product speaks about, and what each state says of them.</summary>
/// <remarks>These are the accounts that end empty, that may go negative, or that a funds meaning mentions. A meaning that
/// does not mention one of them says that the case has nothing there.</remarks>
internal sealed class CaseBooks
{
    private readonly BoundProduct _product;
    private readonly Sums[] _said;
    private readonly StepFlow[] _flows;

    internal CaseBooks(BoundProduct product, ProductShares shares)
    {
        _product = product;
        Accounts = [.. product.Accounts.Where(shares.Follows)];
        _said = [.. product.States.Select(s => shares.Holdings(s.Funds))];
        _flows = [.. product.Steps.Select(s => new StepFlow(s, shares))];
    }

    /// <summary>The followed accounts, in the order of the source.</summary>
    internal IReadOnlyList<BoundAccount> Accounts { get; }

    /// <summary>What a state says that the case has in an account; below zero where it is short.</summary>
    internal Balance Said(StateRef state, BoundAccount account) => _said[state.Index][account.FullName()];

    /// <summary>What a step posts.</summary>
    internal StepFlow Flow(StepRef step) => _flows[step.Index];

    /// <summary>What the case has in an account after a step, if it had before what the first state says.</summary>
    internal Balance After(StepRef step, StateRef from, BoundAccount account) =>
        Said(from, account) + Flow(step).Posted[account.FullName()];

    /// <summary>The share that a state's meaning says of an account; null where it does not mention it.</summary>
    internal BoundShare? SaidShare(StateRef state, BoundAccount account) =>
        _product[state].Funds?.Holdings.FirstOrDefault(h => h.Account.FullName() == account.FullName())?.Share;

    /// <summary>The place where a state's meaning speaks of an account, or the state's funds line.</summary>
    internal Place SaidAt(StateRef state, BoundAccount account)
    {
        var funds = _product[state].Funds;
        var holding = funds?.Holdings.FirstOrDefault(h => h.Account.FullName() == account.FullName());
        if (holding is not null)
            return new Place(holding.Span,
                $"{funds!.Name} says it {(holding.Short ? "is short" : "holds")} {holding.Share.Said(_product)}");
        return new Place(_product[state].FundsSpan, $"{funds?.Name} says nothing is in {account.FullName()}");
    }
}

using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Shares;

/// <summary>The shares of one product as functions of its stake, the cases that can reach each state, and the words for them.</summary>
internal sealed class ProductShares
{
    private readonly BoundProduct _product;
    private readonly StakeDomain[] _reach;
    private readonly ImmutableArray<StakeRange> _facts;

    internal ProductShares(BoundProduct product)
    {
        _product = product;
        _facts = [.. product.Facts.Select(RangeOf)];
        _reach = Reach();
    }

    /// <summary>Whether the states say what a case has in the account, so that a fault there is found as one of funds.</summary>
    internal bool Follows(BoundAccount account) =>
        account.EndsEmpty || (account.MayGoNegative && account.Party.Role == PartyRole.Us)
        || _product.Funds.Any(f => f.Holdings.Any(h => h.Account.FullName() == account.FullName()));

    /// <summary>The currency of the stake and of every account; of the perimeter where there is no stake.</summary>
    internal Currency Currency => _product.Stake is { } stake ? _product[stake].Currency
        : _product.Perimeter.Currencies.IsEmpty ? default : _product.Perimeter.Currencies[0];

    /// <summary>The name of the stake, such as <c>claim</c>.</summary>
    internal string StakeName => _product.Stake is { } stake ? _product[stake].Name : "stake";

    /// <summary>One balance for each share of a comma list, in order.</summary>
    internal ImmutableArray<Balance> Read(IEnumerable<BoundShare> shares)
    {
        var list = new ShareList([.. shares.Select(TermOf)]);
        return [.. Enumerable.Range(0, list.Terms.Length).Select(i => Balance.Of(list, i))];
    }

    /// <summary>What each party of a list bears; the parties in the order of the list.</summary>
    internal Sums Bearers(BoundList<BoundBearer>? list)
    {
        var sums = new Sums();
        if (list is null || list.Items.Any(b => b.Share is null)) return sums;
        var shares = Read(list.Items.Select(b => b.Share!));
        for (var i = 0; i < shares.Length; i++) sums.Add(list.Items[i].Party.Name, shares[i]);
        return sums;
    }

    /// <summary>What the money of a state is said to be: each account's balance for the case.</summary>
    internal Sums Holdings(BoundFunds? funds)
    {
        var sums = new Sums();
        foreach (var holding in funds?.Holdings ?? [])
        {
            var share = Read([holding.Share])[0];
            sums.Add(holding.Account.FullName(), holding.Short ? -share : share);
        }

        return sums;
    }

    /// <summary>The cases that can be in a state.</summary>
    internal CaseSpace In(StateRef state) => new(_reach[state.Index], _facts);

    /// <summary>The cases in which a step can be taken from a state.</summary>
    internal CaseSpace Taking(BoundStep step, StateRef from)
    {
        var facts = _facts.ToBuilder();
        for (var i = 0; i < facts.Count; i++)
        {
            if (_product.Facts[i].Kind != FactKind.Money) continue;
            var allowed = Projection.Of(step.When, new FactRef(i)).And(new StakeDomain([facts[i]])).Ranges;
            if (!allowed.IsEmpty) facts[i] = new StakeRange(allowed[0].From, allowed[^1].To);
        }

        return new CaseSpace(Narrow(_reach[from.Index], step.When), facts.ToImmutable());
    }

    /// <summary>The case in words: <c>a claim of EUR 3,000.00</c>, with the facts that the balances read.</summary>
    internal string Case(StakePoint point, params ReadOnlySpan<Balance> read)
    {
        var facts = new SortedSet<int>();
        foreach (var balance in read)
            foreach (var term in balance.Lists.SelectMany(l => l.Terms))
                if (term.Measure == ShareMeasure.Fact) facts.Add((int)term.Value);
        var article = "aeiou".Contains(StakeName[0], StringComparison.Ordinal) ? "an" : "a";
        var words = $"{article} {StakeName} of {Amount(point.Stake)}";
        return facts.Aggregate(words, (text, f) => $"{text}, {_product.Facts[f].Name} {Amount(point.Facts[f])}");
    }

    /// <summary>An amount in the product's currency; the sign is left to the sentence around it.</summary>
    internal string Amount(Int128 minor) => new Money(Currency, (UInt128)Int128.Abs(minor)).ToString();

    /// <summary>A balance in words: <c>EUR 5.00</c>, <c>minus EUR 5.00</c>.</summary>
    internal string Signed(Int128 minor) => minor < 0 ? $"minus {Amount(minor)}" : Amount(minor);

    private ShareTerm TermOf(BoundShare share)
    {
        var upTo = share.Kind == ShareKind.UpTo;
        return share switch
        {
            { Kind: ShareKind.All } => ShareTerm.All,
            { Kind: ShareKind.TheRest } => ShareTerm.Rest,
            { Operand: BoundFactValue fact } when fact.Fact == _product.Stake => new ShareTerm(ShareMeasure.All, UpTo: upTo),
            { Operand: BoundFactValue fact } => ShareTerm.Fact(fact.Fact.Index, upTo),
            { Operand: BoundQuantity { Value: { Unit: QuantityUnit.Percent } value } } =>
                ShareTerm.Percent((int)UInt128.Min(value.Amount, 1_000), upTo),
            { Operand: BoundQuantity quantity } => ShareTerm.Amount(quantity.Value.Amount, upTo),
            _ => ShareTerm.All,
        };
    }

    private static StakeRange RangeOf(BoundFact fact)
    {
        var from = fact.From is { } least ? ShareTerm.Amount(least.Amount).Value : 1;
        var to = fact.To is { } most ? ShareTerm.Amount(most.Amount).Value : ShareTerm.Most;
        return new StakeRange(from, Int128.Max(from, to));
    }

    // The stake is fixed at opening, so the guards of every way into a state narrow it.
    private StakeDomain[] Reach()
    {
        var reach = Enumerable.Repeat(StakeDomain.Nothing, _product.States.Length).ToArray();
        if (_product.Start is not { } start) return reach;
        reach[start.Index] = _product.Stake is { } stake
            ? new StakeDomain([_facts[stake.Index]])
            : StakeDomain.Between(1, 1);
        var open = new Queue<StateRef>([start]);
        while (open.TryDequeue(out var from))
            foreach (var step in _product.StepsFrom(from))
            {
                if (_product[step].To is not { } to) continue;
                var wider = reach[to.Index].Or(Narrow(reach[from.Index], _product[step].When));
                if (wider.Equals(reach[to.Index])) continue;
                reach[to.Index] = wider;
                open.Enqueue(to);
            }

        return reach;
    }

    private StakeDomain Narrow(StakeDomain stakes, BoundCondition? when) =>
        _product.Stake is { } stake ? stakes.And(Projection.Of(when, stake)) : stakes;
}

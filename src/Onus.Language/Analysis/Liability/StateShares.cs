using System.Collections.Immutable;
using Onus.Language.Analysis.Shares;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Liability;

/// <summary>ONUS0601: in every open state the shares of liability come to the stake, no more and no less.</summary>
internal static class StateShares
{
    internal static void Check(BoundProduct product, ProductShares shares, DiagnosticBag bag)
    {
        foreach (var at in product.StateRefs)
        {
            var state = product[at];
            if (state.Liable is not { } list || bag.IsPoisoned(Poison.Liability(state))) continue;
            var fault = state.Final ? LiableAtTheEnd(state, list) : Fault(product, shares, at, list);
            if (fault is not null) bag.Add(fault with { Poisons = [Poison.Liability(state)] });
        }
    }

    private static Diagnostic LiableAtTheEnd(BoundState state, BoundList<BoundBearer> list) =>
        Diagnostic.Of(DiagnosticCode.LiableAtTheEnd, $"the case ends in {state.Quoted()} with somebody still liable",
            list.Span, "a final state bears nothing") with
        {
            Fix = new Fix("remove the line; the step that ends the case `discharges` the party or `leaves` the loss with it"),
        };

    private static Diagnostic? Fault(BoundProduct product, ProductShares shares, StateRef at, BoundList<BoundBearer> list)
    {
        var state = product[at];
        if (list.Items.Any(b => b.Share is null)) return null;
        var sum = Sum(shares, list);
        if (shares.In(at).NotZero(Balance.Stake - sum) is not { } point) return null;
        var borne = sum.At(point);
        var outcome = borne > point.Stake
            ? $"the shares come to {shares.Amount(borne)}"
            : $"{shares.Amount(point.Stake - borne)} of it is borne by nobody";
        return Diagnostic.Of(DiagnosticCode.SharesDoNotAddUp,
            $"the shares of liability in {state.Quoted()} do not add up", list.Span,
            borne > point.Stake ? $"more than the {shares.StakeName}" : $"less than the {shares.StakeName}") with
        {
            Cases = [$"{shares.Case(point, sum)} -> {outcome}"],
            Fix = FixFor(product, shares, at, list),
        };
    }

    private static Balance Sum(ProductShares shares, BoundList<BoundBearer> list) =>
        shares.Read(list.Items.Select(b => b.Share!)).Aggregate(Balance.Zero, (total, share) => total + share);

    // The first of a few small changes that makes the shares add up in every case.
    private static Fix? FixFor(BoundProduct product, ProductShares shares, StateRef at, BoundList<BoundBearer> list)
    {
        foreach (var changed in Changes(product, list.Items))
        {
            var candidate = list with { Items = changed };
            if (shares.In(at).NotZero(Balance.Stake - Sum(shares, candidate)) is not null) continue;
            var text = candidate.Written(product);
            return new Fix($"liable {text}", Items(list), text);
        }

        return new Fix("write shares that come to `all`; end the list with somebody who bears `the rest`");
    }

    private static IEnumerable<ImmutableArray<BoundBearer>> Changes(BoundProduct product, ImmutableArray<BoundBearer> items)
    {
        var last = items[^1];
        var rest = new BoundShare(ShareKind.TheRest, null, last.Share!.Span);
        var us = product.Us;
        if (items.Length == 1 && last.Party.Name == us?.Name) yield return [last with { Share = rest with { Kind = ShareKind.All } }];
        ImmutableArray<BoundBearer> capped = [.. items.Select(UpTo)];
        if (items.Length > 1)
        {
            yield return items.SetItem(items.Length - 1, last with { Share = rest });
            yield return capped.SetItem(items.Length - 1, last with { Share = rest });
        }

        var bearer = us is not null && items.All(b => b.Party.Name != us.Name) ? us : last.Party;
        yield return items.Add(new BoundBearer(bearer, rest, last.Span));
        yield return capped.Add(new BoundBearer(bearer, rest, last.Span));
        if (items.Length == 1) yield return [last with { Share = rest with { Kind = ShareKind.All } }];
    }

    private static BoundBearer UpTo(BoundBearer bearer) => bearer.Share is { Kind: ShareKind.Amount } share
        ? bearer with { Share = share with { Kind = ShareKind.UpTo } }
        : bearer;

    private static TextSpan Items(BoundList<BoundBearer> list) => list.Items[0].Span.Union(list.Items[^1].Span);
}

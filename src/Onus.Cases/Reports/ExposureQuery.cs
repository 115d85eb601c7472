using System.Collections.Immutable;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Asks who answers for how much, as a number of entries leave it.</summary>
public sealed class ExposureQuery
{
    private readonly LogFold _fold;
    private readonly ulong? _actor;
    private readonly SortedDictionary<(ulong Actor, string Product, int Version, int Party, int State), (ulong Cases, UInt128 Amount, ExposureLine Line)> _lines = new(Order);
    private readonly SortedDictionary<(ulong Actor, string Product, string Currency), (Currency Currency, UInt128 Amount)> _totals = new(TotalOrder);
    private readonly List<CapUse> _caps = [];
    private readonly HashSet<(string Product, string Cap, ulong Per)> _seen = [];

    private ExposureQuery(LogFold fold, ulong? actor) => (_fold, _actor) = (fold, actor);

    private static Comparer<(ulong Actor, string Product, int Version, int Party, int State)> Order { get; } = Comparer<(ulong Actor, string Product, int Version, int Party, int State)>.Create(
        (a, b) => a.Actor != b.Actor ? a.Actor.CompareTo(b.Actor) : a.Product != b.Product ? string.CompareOrdinal(a.Product, b.Product)
            : (a.Version, a.Party, a.State).CompareTo((b.Version, b.Party, b.State)));

    private static Comparer<(ulong Actor, string Product, string Currency)> TotalOrder { get; } = Comparer<(ulong Actor, string Product, string Currency)>.Create(
        (a, b) => a.Actor != b.Actor ? a.Actor.CompareTo(b.Actor) : a.Product != b.Product ? string.CompareOrdinal(a.Product, b.Product)
            : string.CompareOrdinal(a.Currency, b.Currency));

    /// <summary>The exposures after the entries that are folded.</summary>
    /// <param name="fold">The fold.</param>
    /// <param name="actor">One actor only; null for all.</param>
    /// <exception cref="InvariantViolation">The open cases and the liability accounts differ.</exception>
    public static ExposureReport Run(LogFold fold, ulong? actor = null)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var query = new ExposureQuery(fold, actor);
        for (uint number = 0; number < fold.Tables.Cases.Count; number++) query.Add(fold.Tables.Cases[number]);
        var totals = query.Totals();
        return new ExposureReport(
            fold.Next, fold.Time,
            [.. query._lines.Values.Where(line => line.Amount > 0).Select(line => line.Line with
            {
                Cases = line.Cases, Amount = new Money(line.Line.Amount.Currency, line.Amount),
            })],
            totals,
            [.. query._lines.Values.Where(line => line.Amount == 0).Select(line => new AnsweringLine(
                line.Line.Actor, line.Line.Party, line.Line.Product, line.Line.Version, line.Line.State, line.Line.Legal, line.Cases))],
            [.. query._caps],
            actor is null ? [] : query.History(totals));
    }

    private void Add(CaseRecord record)
    {
        var product = record.View.Product;
        AddCaps(record, product);
        var currency = CaseTables.CurrencyOf(product);
        foreach (var party in Parties(record, product))
        {
            var actor = record.Parties[party];
            if (_actor is { } only && only != actor) continue;
            var amount = product.Stake is null ? 0 : record.View.Liability[party];
            var total = (actor, product.Name, currency.Code);
            _totals[total] = (currency, _totals.GetValueOrDefault(total).Amount + amount);
            if (record.ClosedAt is not null) continue;
            var state = product.States[record.View.State];
            var key = (actor, product.Name, product.Version, party, record.View.State);
            var known = _lines.GetValueOrDefault(key);
            var line = known.Line ?? new ExposureLine(
                actor, product.Parties[party].Name, product.Name, product.Version, state.Name, product.Legals[state.Legal].Name, 0, new Money(currency, 0));
            _lines[key] = (known.Cases + 1, known.Amount + amount, line);
        }
    }

    /// <summary>The parties that are liable in the case's state; of a case that has ended, all that ever could be.</summary>
    private static IEnumerable<int> Parties(CaseRecord record, Product product)
    {
        if (product.Stake is null) return record.ClosedAt is null ? product.States[record.View.State].Liable.Select(l => l.Party) : [];
        return Enumerable.Range(0, product.Parties.Length)
            .Where(party => record.ClosedAt is not null || record.View.Liability[party] > 0);
    }

    private void AddCaps(CaseRecord record, Product product)
    {
        for (var place = 0; place < product.Caps.Length; place++)
        {
            var cap = product.Caps[place];
            var per = cap.Per is { } party ? record.Parties[party] : 0;
            if (_actor is { } only && only != record.Parties[cap.On] && only != per) continue;
            if (!_seen.Add((product.Name, cap.Name, per))) continue;
            var currency = cap.Limit.Currency;
            var used = _fold.Tables.WorldOf(record).Used(place, _fold.Time);
            _caps.Add(new CapUse(
                product.Name, cap.Name, cap.Title, product.Parties[cap.On].Name, per, new Money(currency, used), new Money(currency, cap.Limit.Amount)));
        }
    }

    /// <summary>The totals, each held against the liability account that must say the same.</summary>
    private ImmutableArray<ExposureTotal> Totals()
    {
        var totals = ImmutableArray.CreateBuilder<ExposureTotal>();
        foreach (var ((actor, product, _), (currency, amount)) in _totals)
        {
            var account = _fold.Tables.Books.Find(currency, product, actor);
            if (account == 0)
            {
                Invariant.Holds(amount == 0);
                continue;
            }

            Invariant.Holds(_fold.Ledger.TryGetAccount(account, out var ledger));
            if (Owed(ledger.Balances) != amount) Invariant.Broken($"actor {actor} is liable for {amount} in cases of {product} and its account {account} says otherwise");
            totals.Add(new ExposureTotal(actor, product, new Money(currency, amount), account));
        }

        return totals.ToImmutable();
    }

    private ImmutableArray<ExposureStep> History(ImmutableArray<ExposureTotal> totals)
    {
        var steps = new List<ExposureStep>();
        var queries = new LedgerQueries(_fold.Ledger, _fold.Log);
        foreach (var total in totals)
        {
            var walk = queries.Walk(total.Account);
            while (walk is not null && walk.MoveBack(out var line))
                if (line.Step.Ordinal > 0)
                    steps.Add(new ExposureStep(line.Step.Index, line.Step.Time, total.Product, new Money(total.Amount.Currency, Owed(line.Balances))));
        }

        return [.. steps.OrderBy(step => step.Entry)];
    }

    private static UInt128 Owed(in Balances balances) => balances.CreditsPosted - balances.DebitsPosted;
}

using Onus.Cases;
using Onus.Cases.Runtime;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Ledger;
using Onus.Server.Cases;

namespace Onus.Server.Views;

/// <summary>Who is liable for how much, as the API shows it to one caller.</summary>
internal sealed class ExposureViews(Node node, CaseBoard board, ActorNames names)
{
    private readonly record struct LineKey(ulong Actor, string Product, int Version, string Party, string State);

    /// <summary>The exposures now; of one actor or product where they are given.</summary>
    public async Task<ExposureView> NowAsync(Sight sight, ulong? actor, string? product)
    {
        var (lines, caps) = await board.ReadAsync(cases => (Lines(cases, sight, actor, product), cases.Caps.ToArray())).ConfigureAwait(false);
        var owners = lines.Where(line => line.Currency.IsKnown).Select(line => (line.Row.Actor, line.Row.Product, line.Currency)).Distinct().ToArray();
        var (totals, equations, asOf) = await node.ReadAsync((cases, ledger) => (
            owners.Select(owner => (Owner: owner, Account: Account(cases.LiabilityAccount(owner.Currency, owner.Product, owner.Actor), ledger))).ToArray(),
            cases.Currencies.Select(currency => Equation(currency, cases, ledger)).ToArray(), node.Engine.Log.Head.Size)).ConfigureAwait(false);
        return new ExposureView(
            asOf, node.LogNow, [.. lines.Select(line => line.Row)],
            [.. totals.Where(t => t.Account is not null).Select(t => new ExposureTotalRow(
                t.Owner.Actor, names.Of(t.Owner.Actor), t.Owner.Product,
                Amounts.Difference(t.Account!.Value.Balances.CreditsPosted, t.Account.Value.Balances.DebitsPosted, t.Owner.Currency.MinorDigits),
                t.Owner.Currency.Code, t.Account.Value.Id))],
            await CapsAsync(sight, actor, product, caps).ConfigureAwait(false), equations);
    }

    /// <summary>How full every cap is that the caller may see.</summary>
    public async Task<IReadOnlyList<CapView>> CapsAsync(Sight sight) =>
        await CapsAsync(sight, null, null, await board.ReadAsync(cases => cases.Caps.ToArray()).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<IReadOnlyList<CapView>> CapsAsync(
        Sight sight, ulong? actor, string? product, KeyValuePair<(string Product, string Cap, ulong Per), (ulong Case, int Cap)>[] caps)
    {
        var wanted = caps.Where(c => product is null || c.Key.Product == product).ToArray();
        var used = await node.ReadAsync((cases, _) =>
        {
            var read = new List<(CaseSummary Case, int Cap, ulong Per, UInt128 Used)>();
            foreach (var (key, (opened, cap)) in wanted)
                if (cases.TryGetCase(opened, out var summary)) read.Add((summary, cap, key.Per, cases.CapUsed(opened, cap, node.LogNow)));
            return read;
        }).ConfigureAwait(false);
        return [.. used.Where(u => sight.MaySee(u.Case.Product.Product, u.Case.Parties) && IsOf(u.Case, u.Cap, u.Per, actor)).Select(u =>
        {
            var (p, cap) = (u.Case.Product.Product, u.Case.Product.Product.Caps[u.Cap]);
            var digits = cap.Limit.Currency.MinorDigits;
            return new CapView(
                p.Name, cap.Name, cap.Title, p.Parties[cap.On].Name, u.Per == 0 ? null : u.Per, u.Per == 0 ? null : names.Of(u.Per),
                Amounts.Text(u.Used, digits), Amounts.Text(cap.Limit.Amount, digits), cap.Limit.Currency.Code);
        })];
    }

    private static bool IsOf(CaseSummary @case, int cap, ulong per, ulong? actor) =>
        actor is null || actor == per || (per == 0 && @case.Parties[@case.Product.Product.Caps[cap].On] == actor);

    private List<(ExposureRow Row, Currency Currency)> Lines(CaseBoard cases, Sight sight, ulong? actor, string? product)
    {
        var sums = new SortedDictionary<LineKey, (ulong Cases, UInt128 Amount, CaseLine Line)>(Comparer<LineKey>.Create(Order));
        foreach (var line in cases.Lines)
        {
            var p = line.Product.Product;
            if (!line.IsOpen || (product is not null && p.Name != product) || !sight.MaySee(line)) continue;
            foreach (var party in Liable(line))
            {
                if (actor is { } only && line.Parties[party] != only) continue;
                var key = new LineKey(line.Parties[party], p.Name, p.Version, p.Parties[party].Name, p.States[line.State].Name);
                var known = sums.GetValueOrDefault(key);
                sums[key] = (known.Cases + 1, known.Amount + (p.Stake is null ? 0 : line.Liability[party]), line);
            }
        }

        return [.. sums.Select(sum =>
        {
            var (key, (count, amount, line)) = sum;
            var p = line.Product.Product;
            var legal = p.Legals[p.States[line.State].Legal];
            return (new ExposureRow(
                key.Actor, names.Of(key.Actor), key.Party, key.Product, key.Version, key.State, legal.Text, count,
                p.Stake is null ? "0" : Amounts.Text(amount, line.Currency.MinorDigits), CaseTables.CurrencyOf(p).Code ?? ""), line.Currency);
        })];
    }

    private static IEnumerable<int> Liable(CaseLine line) => line.Product.Product.Stake is null
        ? line.Product.Product.States[line.State].Liable.Select(bearer => bearer.Party)
        : Enumerable.Range(0, line.Liability.Length).Where(party => line.Liability[party] > 0);

    private static int Order(LineKey a, LineKey b)
    {
        if (a.Actor != b.Actor) return a.Actor.CompareTo(b.Actor);
        var order = string.CompareOrdinal(a.Product, b.Product);
        if (order == 0) order = a.Version.CompareTo(b.Version);
        if (order == 0) order = string.CompareOrdinal(a.Party, b.Party);
        return order != 0 ? order : string.CompareOrdinal(a.State, b.State);
    }

    private static Account? Account(ulong opened, LedgerState ledger) => opened != 0 && ledger.TryGetAccount(opened, out var account) ? account : null;

    /// <summary>The law of responsibility: the open stakes from the cases, the liabilities and the claims from the ledger.</summary>
    private static StakeEquation Equation(Currency currency, CasesState cases, LedgerState ledger)
    {
        var digits = currency.MinorDigits;
        if (Account(cases.ClaimsAccount(currency), ledger) is not { } claims || !ledger.TryGetBook(claims.Book, out var book))
            return new StakeEquation(currency.Code, Amounts.Text(cases.OpenStake(currency), digits), Amounts.Text(0, digits), Amounts.Text(0, digits));
        var (credits, debits) = (book.Totals.CreditsPosted - claims.Balances.CreditsPosted, book.Totals.DebitsPosted - claims.Balances.DebitsPosted);
        return new StakeEquation(
            currency.Code, Amounts.Text(cases.OpenStake(currency), digits), Amounts.Difference(credits, debits, digits),
            Amounts.Difference(claims.Balances.DebitsPosted, claims.Balances.CreditsPosted, digits));
    }
}

using System.Globalization;
using System.Text.Json;
using Onus.Client.Contracts;

namespace Onus.Console.Tests.FakeApi;

public sealed partial class FakeNode
{
    private const string Explanation = """
        {
          "format": "onus-explanation/1", "entry": 100043, "time": "2026-11-24T08:30:05.000000000Z", "kind": "Act",
          "headline": "The claim was upheld by rule", "case": 100001,
          "product": { "name": "chargeback", "title": "Card dispute", "hash": "9f2c0d41aa0b7c55de11", "version": 3, "enacted": 60 },
          "deciders": ["The rule uphold-small decided, of product version 3.", "Nobody had to act."],
          "facts": [ { "name": "amount", "value": "EUR 42.50", "origin": "given by the cardholder in entry 100001" } ],
          "stays": [ { "state": "claimed", "title": "Claim received",
            "fired": { "step": "uphold-small", "title": "Uphold a small claim", "why": "amount is at most small-claim.", "to": "Refunded", "when": "amount is at most small-claim",
              "because": [ { "name": "small-claims", "title": "Small claims are not disputed", "says": "decided by the dispute office" } ] },
            "options": [ { "step": "escalate", "title": "Send it to the scheme", "for": "dispute-officer", "whyNot": "needs delivery-proof, which is not filed" } ],
            "differences": [ { "step": "uphold-small", "would": "would not have fired", "fact": "amount", "is": "EUR 42.50", "hadToBe": "over EUR 50.00", "threshold": "small-claim, set by small-claims" } ] } ],
          "money": [ { "from": "issuer/suspense", "to": "cardholder/card", "amount": "EUR 42.50" } ],
          "liability": [ { "party": "Issuer", "before": "EUR 42.50", "after": "EUR 0.00", "actor": 3 } ],
          "duties": [ { "what": "Tell the cardholder", "due": "2026-11-27T08:30:05Z" } ],
          "shadows": ["stricter-small would have left it to a person."],
          "next": ["Nothing: the case has ended."]
        }
        """;

    // The routes of the pages on products, responsibility, reports, decisions, the ledger and people.
    private void MapMore()
    {
        MapProducts();
        MapLedger();
        MapDuties();
        MapPeople();
        Answer("GET", "/v1/exposures/history", c => new Page<ExposureMove>(
            [.. Enumerable.Range(0, 60).Select(i => new ExposureMove(
                (ulong)(90_000 + i), In(i * 6 - 360), i % 3 == 0 ? "scam-hold" : "chargeback", $"{1_400_000 + i % 7 * 91_000 + i * 4_000}.50"))], null));
        Answer("GET", "/v1/decisions", c => new Page<DecisionRow>(
            [.. Enumerable.Range(0, 30).Select(i => new DecisionRow(
                (ulong)(100_043 + i), In(-i), i % 6 == 4 ? "CaseRefused" : "Act", FirstCase + 1, "chargeback",
                i % 6 == 4 ? "Writing off was refused: one more person must approve" : "The claim was upheld by rule",
                i % 3 == 0 ? null : Officer, i % 3 == 0 ? null : "Ana Duarte", i % 6 == 4 ? "quorum_not_met" : null))], "30"));
        Answer("GET", "/v1/decisions/{entry}", _ => JsonDocument.Parse(Explanation).RootElement);
        Answer("POST", "/v1/decisions/{entry}/replay", c => new ReplayAnswer(c.Number("entry"), true, Hash(0x9f), Hash(0x9f), null));
        Answer("GET", "/v1/shadows/{product}", _ => new Page<ShadowPeriodView>(
            [.. Enumerable.Range(1, 20).Select(i => new ShadowPeriodView(
                new DateOnly(2026, 11, i), 3, "stricter-small", 420, (ulong)(i % 5 * 3), $"{i % 5 * 120}.00", "EUR",
                [new ShadowDifferenceView("Claim received", "Uphold a small claim", null, (ulong)(i % 5 * 3), $"{i % 5 * 120}.00", [100_043, 100_049])]))], null));
    }

    private void MapProducts()
    {
        var (old, now) = (Chargeback.Source.Replace("version       3", "version       2", StringComparison.Ordinal), Chargeback.Source);
        Answer("GET", "/v1/products", _ => new Page<ProductVersion>(
            [Chargeback.View(1, In(-9000), false).Version, Chargeback.View(2, In(-2000), true).Version, Product().Version], null));
        Answer("GET", "/v1/products/chargeback", c => Chargeback.View(c.Query.GetValueOrDefault("version") == "1" ? 1 : 2, In(-2000), c.Query.GetValueOrDefault("version") != "1"));
        Answer("GET", "/v1/products/{name}/source", _ => now);
        Answer("GET", "/v1/products/{name}/map.svg", _ => Chargeback.Map(now));
        Answer("POST", "/v1/products/check", c => Chargeback.Check(c.Read<ProductText>()));
        Answer("POST", "/v1/products/diff", c => Chargeback.Diff(old, c.Read<DiffRequest>().New?.Source ?? now));
        Answer("POST", "/v1/products", _ => new CharterAnswer(Write(), true));
    }

    private void MapLedger()
    {
        Answer("GET", "/v1/books", _ => new Page<BookView>(
            [
                new BookView(Id(801), 3, "customers:eur", "EUR", 2, "Money", 20_311, "18204411.20", "1284500.00"),
                new BookView(Id(802), 5, "customers:sgd", "SGD", 2, "Money", 802, "904210.00", "96210.50"),
                new BookView(Id(803), 7, "liability:eur", "EUR", 2, "Liability", 7, "3702995.50", "0.00"),
            ], null));
        Answer("GET", "/v1/accounts", _ => new Page<AccountView>([.. Enumerable.Range(0, 30).Select(i => Account((ulong)(501 + i)))], "30"));
        Answer("GET", "/v1/accounts/{account}", _ => Account(501));
        Answer("GET", "/v1/accounts/{account}/entries", _ => new Page<EntryView>([.. Enumerable.Range(0, 25).Select(i => Entry(i, "1500.00"))], null));
        Answer("GET", "/v1/entries", _ => new Page<EntryView>([.. Enumerable.Range(0, 25).Select(i => Entry(i, null))], null));
        Answer("POST", "/v1/transfers/batch", c => new TransferBatchAnswer([.. c.Read<TransferBatchRequest>().Transfers.Select(t => new TransferAnswer(
            t.Id!.Value, t.Amount == "999999.00" ? "ExceedsCredits" : "Accepted", Size++, Now, t.Amount, null, null))]));
        Answer("POST", "/v1/accounts", _ => Write());
        Answer("POST", "/v1/books", _ => Write());
        Answer("POST", "/v1/accounts/{account}/close", _ => Write());
        Answer("PUT", "/v1/accounts/{account}/limits", _ => Write());
    }

    private static AccountView Account(ulong number) => new(
        Id(number), number, number == 501 ? "harbour:suspense:eur" : $"customer:{number}", Id(801), "EUR", number % 2 == 0 ? 201UL : 3UL, number % 2 == 0 ? "Mira Sand" : "Harbour Bank",
        (int)(number % 9) * 100, "0", null, number % 11 == 0, new BalanceView("120.00", $"{number * 31}.40", number % 3 == 0 ? "25.00" : "0.00", "0.00", $"{number * 31 - 120}.40"), 90_000 + number, number % 50);

    private static EntryView Entry(int place, string? after) => new(
        (ulong)(90_000 - place), In(-place * 3), "Transfer", Id((ulong)place), place % 4 == 1 ? "Hold" : "Post", 100,
        [new PostingLine(Id(501).ToString(), place % 2 == 0 ? "Credit" : "Debit", $"{place * 13 + 5}.00", "harbour:suspense:eur"), new PostingLine(Id(502).ToString(), place % 2 == 0 ? "Debit" : "Credit", $"{place * 13 + 5}.00", "mira:card")],
        "EUR", place % 4 == 1 ? "Open" : null, null, after is null ? null : new BalanceView("0", after, "0", "0", (1500 + place * 7).ToString(CultureInfo.InvariantCulture) + ".00"), place % 5 == 0 ? FirstCase + 1 : null);

    private void MapDuties()
    {
        Answer("GET", "/v1/regulators", _ => new Page<RegulatorView>(
            [new RegulatorView("central-bank", "demo.onus.example/central-bank", 412, 14, 1, 9, 388), new RegulatorView("consumer-authority", "demo.onus.example/consumer-authority", 61, 2, 0, 0, 59)], null));
        Page<DutyView> Duties(string kind) => new(
            [.. Enumerable.Range(0, 12).Select(i => new DutyView(
                (ulong)(90_100 + i), 0, kind, FirstCase + (ulong)i, kind == "Report" ? "Report the loss of a card dispute" : "Tell the cardholder of the decision", kind == "Report" ? "central-bank" : "Mira Sand",
                kind == "Report" ? "demo.onus.example/central-bank" : null, kind == "Report" ? (ulong)(400 + i) : null,
                i == 0 ? "Overdue" : i < 6 ? "Due" : kind == "Report" ? i < 9 ? "Filed" : "Acknowledged" : "Sent", In(i * 9 - 4), i < 6 ? null : (ulong)(90_200 + i), i < 9 ? null : (ulong)(90_300 + i), i < 6 ? null : Hash(7)))], null);
        Answer("GET", "/v1/reports", _ => Duties("Report"));
        Answer("GET", "/v1/notices", _ => Duties("Notice"));
        foreach (var deed in new[] { "file", "send", "acknowledge" }) Answer("POST", $"/v1/duties/{{duty}}/{deed}", _ => Write());
    }

    private void MapPeople()
    {
        Answer("GET", "/v1/actors", _ => new Page<ActorView>(
            [
                ActorOf(Officer), ActorOf(Watcher),
                new ActorView(14, Id(14), "Ilse Roth", "Person", [], [new GrantView(33, 14, "Ilse Roth", "charter", "registrar", "Registrar"), new GrantView(34, 14, "Ilse Roth", "charter", "enactor", "Enactor")]),
                new ActorView(3, Id(3), "Harbour Bank", "Entity", [], []), new ActorView(15, Id(15), null, "Service", [], []),
            ], null));
        Answer("GET", "/v1/grants", _ => new Page<GrantView>(
            [.. Chargeback.View(2, Now, true).Authorities.Select((a, i) => new GrantView((ulong)(31 + i), i % 2 == 0 ? Officer : 14UL, i % 2 == 0 ? "Ana Duarte" : "Ilse Roth", "chargeback", a.Name, a.Title))], null));
        Answer("GET", "/v1/proposals", _ => new Page<ProposalView>(
            [
                new ProposalView(184_001, 14, "Ilse Roth", In(24 * 20), "enact version 3 of chargeback", "enactor", false),
                new ProposalView(184_002, Officer, "Ana Duarte", In(24 * 29), "grant dispute-officer of chargeback to actor 13", "registrar", true),
            ], null));
        Answer("POST", "/v1/proposals/{entry}/second", _ => new CharterAnswer(Write(), false));
        Answer("POST", "/v1/proposals/{entry}/end", _ => new CharterAnswer(Write(), false));
        Answer("POST", "/v1/grants", _ => new CharterAnswer(Write(), true));
        Answer("DELETE", "/v1/grants/{entry}", _ => new CharterAnswer(Write(), true));
        Answer("POST", "/v1/actors", _ => new CharterAnswer(Write(), false));
    }
}

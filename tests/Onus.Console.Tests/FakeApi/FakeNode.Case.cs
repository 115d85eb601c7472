using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Console.Tests.FakeApi;

public sealed partial class FakeNode
{
    private static Hash256 Hash(byte fill) => new([.. Enumerable.Repeat(fill, 32)]);

    private static CaseDetail Detail(CaseRow row) => new(row)
    {
        Parties =
        [
            new CaseParty("cardholder", "Cardholder", 201, "Mira Sand"), new CaseParty("issuer", "Issuer", 3, "Harbour Bank"),
            new CaseParty("acquirer", "Acquirer", 5, "Acquirer West"), new CaseParty("merchant", "Merchant", 202, "Lamp & Co"),
        ],
        Accounts =
        [
            new CaseAccount("issuer/suspense", Id(501), "harbour:suspense:eur", row.Stake ?? "0"),
            new CaseAccount("cardholder/card", Id(502), "mira:card", "0.00"),
            new CaseAccount("acquirer/settlement", Id(503), "west:settlement:eur", "0.00"),
        ],
        Facts =
        [
            new CaseFact("amount", "Disputed amount", $"EUR {row.Stake}"), new CaseFact("reason", "Reason", "not-received"),
            new CaseFact("strong-authentication", "Strong authentication", "no"), new CaseFact("age", "Age of the cardholder", "over 65 (range; the value is personal)"),
        ],
        Evidence =
        [
            new CaseEvidence(Hash(0xa1), "claim-form", "Signed claim form", row.Case + 1, 201, In(24 * 400), "Kept", true),
            new CaseEvidence(Hash(0xb2), "delivery-proof", "Proof of delivery", row.Case + 40, 202, In(24 * 400), "OnHold", false),
        ],
        Questions = [new CaseQuestion(row.Case + 44, "more-time", "Merchant asks for five more days", In(20), "Silence refuses it", ["dispute-officer"])],
        Approvals = [new CaseApproval(row.Case + 50, "write-off", 14, "Ilse Roth", "head-of-disputes", row.Head, true)],
        Next =
        [
            "Waiting for the dispute officer of Harbour Bank to uphold or refuse the claim.",
            $"If nobody acts: {row.Silence}.",
        ],
        Duties =
        [
            new DutyView(row.Case + 1, 0, "Notice", row.Case, "Notice of provisional credit", "Cardholder", null, null, "Sent", In(-40), row.Case + 3, null, null),
            new DutyView(row.Case + 41, 0, "Report", row.Case, "Operational loss report", "Central Bank", "central-bank.example/demo", 31, "Due", In(52), null, null, null),
        ],
    };

    private static StepOption[] Options(CaseRow row) =>
    [
        new("uphold", "Uphold the claim", ["dispute-officer"], "Take", null, null, [], true, ["Scheme rule 13.1", "Reg. E § 1005.11(c)"], "Refunded",
            [new LiabilityMove("Harbour Bank", row.Stake!, "0.00"), new LiabilityMove("Acquirer West", "0.00", row.Stake!)],
            [new MoneyMove("acquirer/settlement", "cardholder/card", $"{row.Currency} {row.Stake}")], ["Tells the cardholder and the merchant within 3 days"]),
        new("refuse", "Refuse the claim", ["dispute-officer"], "Take", null, null, ["refusal-ground"], false, ["Policy: refusal grounds"], "Refused, open to appeal",
            [], [], ["Tells the cardholder with reasons within 2 days"]),
        new("write-off", "Write the amount off", ["dispute-officer"], "Approve", null, null, [], false, ["Policy: small losses"], "Written off",
            [new LiabilityMove("Harbour Bank", row.Stake!, "0.00")], [], ["Reports an operational loss to Central Bank within 30 days"]),
        new("more-time", "Merchant asks for five more days", ["dispute-officer"], "Answer", row.Case + 44, null, [], false, [], null, [], [], []),
        new("represent", "Represent to the scheme", ["dispute-officer"], "Take", null, "The merchant’s evidence is not in yet: delivery-proof is needed", ["delivery-proof"], false,
            ["Scheme rule 11.4"], null, [], [], []),
    ];

    private Page<TimelineItem> Timeline(Call call)
    {
        var row = Known(call);
        var count = row.Case == LongCase ? LongTimeline : 6;
        var from = call.Query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var to = Math.Min(count, from + 50);
        return new Page<TimelineItem>(
            [.. Enumerable.Range(from, to - from).Select(i => Item(row, i, count))],
            to < count ? to.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    private static TimelineItem Item(CaseRow row, int place, int count) => (place % 5) switch
    {
        0 => new TimelineItem(row.Case + (ulong)place, In(place - count), "CaseOpened", "Claim received: provisional credit to the cardholder", ["Mira Sand opened it as cardholder"],
            ["Claim received"], ["Reg. E § 1005.11(b)"], [new CaseFact("amount", "Disputed amount", $"EUR {row.Stake}"), new CaseFact("reason", "Reason", "not-received")],
            [new LiabilityMove("Harbour Bank", "0.00", row.Stake!)], [new MoneyMove("issuer/suspense", "cardholder/card", $"EUR {row.Stake}")], ["Notice of provisional credit to the cardholder, within 10 days"], null, false),
        1 => new TimelineItem(row.Case + (ulong)place, In(place - count), "EvidenceFiled", "Signed claim form filed", ["Mira Sand, as cardholder"], [], [], [], [], [], [], null, false),
        2 => new TimelineItem(row.Case + (ulong)place, In(place - count), "CommandRefused", "Writing off was refused", ["Ana Duarte, as dispute officer"], [], [], [], [], [], [], "QuorumNotMet", false),
        3 => new TimelineItem(row.Case + (ulong)place, In(place - count), "Act", "Evidence asked of the merchant", ["The rule ask-merchant, of product version 3", "then by rule: notify-merchant"],
            ["Ask the merchant", "Notify the merchant"], ["Scheme rule 13.1: ten days to answer"], [new CaseFact("strong-authentication", "Strong authentication", "no")], [new LiabilityMove("Harbour Bank", row.Stake!, "25.00"), new LiabilityMove("Acquirer West", "0.00", "25.00")], [], [], null, false),
        _ => new TimelineItem(row.Case + (ulong)place, In(place - count), "Lapsed", "Ten days passed without an answer", ["The clock of “Evidence asked of the merchant”"], ["Merchant silent"], ["Scheme rule 13.1"], [], [], [], [], null, place % 2 == 0),
    };

    private static ProductView Product() => new(new ProductVersion("card-chargeback", 3, "Card dispute", 60, In(-2000), true, Hash(1), Hash(2), 7_832))
    {
        Parties = [new ProductParty("issuer", "Issuer", "Us", 3), new ProductParty("cardholder", "Cardholder", "Consumer", null)],
        Accounts = [new ProductAccount("issuer/suspense", "issuer", Id(501))],
        Authorities = [new ProductAuthority("dispute-officer", "Dispute officer", "issuer")],
        Facts =
        [
            new ProductFact("amount", "Disputed amount", "Money", "cardholder", [], "EUR", false),
            new ProductFact("refusal-ground", "Ground of refusal", "OneOf", "dispute-officer", ["delivered", "authorised", "late-claim"], null, false),
        ],
        Evidence = [new ProductEvidence("claim-form", "Signed claim form", "cardholder", "13 months from closing"), new ProductEvidence("delivery-proof", "Proof of delivery", "merchant", "13 months from closing")],
        States = [new ProductState("claimed", "Claim received", "provisional credit owed", false, "The claim is refunded by the issuer", 4_120, "1980211.40")],
        Steps =
        [
            new ProductStep("uphold", "Uphold the claim", ["claimed"], "refunded", ["dispute-officer"], null, ["Scheme rule 13.1"], true, [], 1),
            new ProductStep("refuse", "Refuse the claim", ["claimed"], "refused", ["dispute-officer"], null, ["Policy: refusal grounds"], false, [], 1),
        ],
        Shadows = [],
        Currency = "EUR",
        Openers = ["cardholder"],
        OpeningFacts = ["amount"],
    };
}

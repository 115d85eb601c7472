using System.Globalization;
using System.Text;
using Onus.Client.Contracts;

namespace Onus.Console.Tests.FakeApi;

public sealed partial class FakeNode
{
    public const ulong Cases = 10_000;
    public const ulong FirstCase = 100_000;
    public const ulong LongCase = FirstCase + 1;
    public const int LongTimeline = 1_000;

    private readonly Dictionary<ulong, ClaimView> _claims = [];
    private readonly Dictionary<ulong, ulong> _heads = [];

    public IReadOnlyDictionary<ulong, ClaimView> Claims => _claims;

    /// <summary>The head of a case.</summary>
    public ulong HeadOf(ulong @case) => _heads.GetValueOrDefault(@case, @case + 60_000);

    /// <summary>Something happens in a case that nobody was shown yet.</summary>
    public void Move(ulong @case) => _heads[@case] = Size++;

    private CaseRow Row(ulong place)
    {
        var @case = FirstCase + place;
        var split = place % 3 == 1;
        var scam = place % 4 == 3;
        var stake = (place * 7919 % 400_000 + 4_250).ToString(CultureInfo.InvariantCulture);
        stake = $"{stake[..^2]}.{stake[^2..]}";
        var liable = scam
            ? new[] { new LiabilityView("bank", 3, "Harbour Bank", stake) }
            : split
                ? [new LiabilityView("acquirer", 5, "Acquirer West", "25.00"), new LiabilityView("issuer", 3, "Harbour Bank", (decimal.Parse(stake, CultureInfo.InvariantCulture) - 25).ToString(CultureInfo.InvariantCulture))]
                : [new LiabilityView("issuer", 3, "Harbour Bank", stake)];
        return new CaseRow(
            @case, (uint)place, scam ? "scam-hold" : "card-chargeback", 3, scam ? "Scam hold" : "Card dispute", scam ? "held" : split ? "evidence-held" : "claimed",
            scam ? "Payment held for 24 hours" : split ? "Evidence asked of the merchant" : "Claim received", stake, scam ? "SGD" : "EUR", liable,
            In(-3 - place / 20.0), null, In(0.4 + place * 0.9),
            scam ? "The payment is released and Harbour Bank bears the loss" : split ? "The acquirer has given no evidence: the claim is upheld" : "The claim is refunded by the issuer",
            HeadOf(@case), _claims.GetValueOrDefault(@case));
    }

    private Page<CaseRow> Rows(Call call)
    {
        var from = call.Query.TryGetValue("cursor", out var cursor) ? ulong.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        var limit = call.Query.TryGetValue("limit", out var asked) ? ulong.Parse(asked, CultureInfo.InvariantCulture) : 50;
        var rows = new List<CaseRow>();
        for (; from < Cases && (ulong)rows.Count < limit; from++)
        {
            var row = Row(from);
            if (call.Query.TryGetValue("product", out var product) && row.Product != product) continue;
            if (call.Query.TryGetValue("state", out var state) && row.State != state) continue;
            rows.Add(row);
        }

        return new Page<CaseRow>(rows, from < Cases ? from.ToString(CultureInfo.InvariantCulture) : null);
    }

    private CaseRow Known(Call call)
    {
        var @case = call.Number("case");
        if (@case is < FirstCase or >= FirstCase + Cases) throw new FakeRefusal(404, "Not found", $"no case {@case}");
        return Row(@case - FirstCase);
    }

    private CaseRow Shown(Call call)
    {
        var row = Known(call);
        if (call.Key != OfficerKey) throw new FakeRefusal(422, "Not authorised", "the log has not granted you dispute-officer of card-chargeback", Size++, outcome: "NotAuthorised");
        var head = row.Head.ToString(CultureInfo.InvariantCulture);
        if (call.Head != head) throw new FakeRefusal(409, "The case has moved", $"you were shown {call.Head}, the case is at {head}", Size++, row.Head, "HeadMoved");
        return row;
    }

    private CaseAnswer Moved(CaseRow row)
    {
        Move(row.Case);
        return new CaseAnswer(Write(), row.Case, HeadOf(row.Case), row.State);
    }

    private void MapCases()
    {
        Answer("GET", "/v1/queue", c => c.Key == OfficerKey ? Rows(c) : new Page<CaseRow>([], null));
        Answer("GET", "/v1/cases", Rows);
        Answer("GET", "/v1/cases/{case}", c => Detail(Known(c)));
        Answer("GET", "/v1/cases/{case}/timeline", Timeline);
        Answer("GET", "/v1/cases/{case}/options", c => new Page<StepOption>(c.Key == OfficerKey ? Options(Known(c)) : [], null));
        Answer("POST", "/v1/cases/{case}/claim", c => _claims[c.Number("case")] = new ClaimView(Officer, "Ana Duarte", In(0.5)));
        Answer("DELETE", "/v1/cases/{case}/claim", c =>
        {
            _claims.Remove(c.Number("case"));
            return null;
        });
        Answer("POST", "/v1/cases/{case}/statements", c => Statement(Shown(c), c));
        Answer("POST", "/v1/cases/{case}/steps", c => Moved(Shown(c)));
        Answer("POST", "/v1/cases/{case}/approvals", c => Moved(Shown(c)));
        Answer("DELETE", "/v1/cases/{case}/approvals/{entry}", c => Moved(Known(c)));
        Answer("POST", "/v1/cases/{case}/requests", c => Moved(Shown(c)));
        Answer("POST", "/v1/cases/{case}/requests/{entry}/answer", c => Moved(Shown(c)));
        Answer("POST", "/v1/cases/{case}/facts", c => Moved(Known(c)));
        Answer("POST", "/v1/cases/{case}/evidence", c => Moved(Known(c)));
        Answer("GET", "/v1/cases/{case}/exhibit", _ => "PK\u0003\u0004"u8.ToArray());
        Answer("GET", "/v1/cases/{case}/evidence/{commitment}", _ => "<script>alert(1)</script>"u8.ToArray());
        Answer("GET", "/v1/products", _ => new Page<ProductVersion>([Product().Version], null));
        Answer("GET", "/v1/products/{name}", _ => Product());
    }

    private StatementView Statement(CaseRow row, Call call)
    {
        var step = call.Read<TakeStepRequest>();
        var words = $"I, actor {Officer}, as {step.As}, take the step {step.Step} in case {row.Case}, at head {row.Head}.";
        return new StatementView(Id(Size), Convert.ToBase64String(Encoding.UTF8.GetBytes(words)), words, $"ticket-{row.Head}");
    }
}

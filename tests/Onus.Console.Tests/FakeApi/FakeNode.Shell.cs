using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Console.Tests.FakeApi;

public sealed partial class FakeNode
{
    public const ulong Officer = 12;
    public const ulong Watcher = 13;

    private readonly SemaphoreSlim _grown = new(0);

    /// <summary>How many entries the log has.</summary>
    public ulong Size { get; private set; } = 184_203;

    public static LogTime Now => LogTime.From(TimeProvider.System.GetUtcNow());

    public static LogTime In(double hours) => LogTime.From(TimeProvider.System.GetUtcNow().AddHours(hours));

    public static Id128 Id(ulong number) => new(((UInt128)0x0199_0000_0000_7000 << 64) | (UInt128)0x8000_0000_0000_0000 | number);

    /// <summary>Entries that nobody here wrote: the feed tells of each.</summary>
    public void Grow(ulong entries)
    {
        Size += entries;
        _grown.Release();
    }

    internal Written Write() => new("Accepted", Size++, Now, Id(Size));

    private static ActorView ActorOf(ulong entry) => entry == Officer
        ? new ActorView(Officer, Id(Officer), "Ana Duarte", "Person",
            [new ActorKeyView(40, "Ed25519", "yRkwUC+5bmDQNkrRNnuL2QHBGLFXpEo28b6jV3FGhyU=", null)],
            [new GrantView(31, Officer, "Ana Duarte", "card-chargeback", "dispute-officer", "Dispute officer")])
        : new ActorView(Watcher, Id(Watcher), "Wei Chen", "Person", [], []);

    private string Checkpoint() =>
        $"demo.onus.example/log\n{Size}\nqINS1GRFhWHwdkUeqLEoP4yEMkTBBzxBkGwGQlVlVcs=\n\n"
        + "— demo.onus.example/log 2sGdJ4n/ZMrPFIz0EVtQ7+2XgWqpp8TXVVYgmJ6X3ou7dDEQ4C4t1F9OGz7tBQZ2xyWzv6TgJ6v4HqZoRM29gRqIDwQ=\n"
        + "— witness.north.example 9b3lzWn/ZMrPFIz0EVtQ7+2XgWqpp8TXVVYgmJ6X3ou7dDEQ4C4t1F9OGz7tBQZ2xyWzv6TgJ6v4HqZoRM29gRqIDwQ=\n"
        + "— witness.south.example BvYl3mn/ZMrPFIz0EVtQ7+2XgWqpp8TXVVYgmJ6X3ou7dDEQ4C4t1F9OGz7tBQZ2xyWzv6TgJ6v4HqZoRM29gRqIDwQ=\n";

    private void MapShell()
    {
        Answer("GET", "/log/checkpoint", _ => Checkpoint());
        Answer("GET", "/v1/me", c => new Me(
            ActorOf(c.Key == OfficerKey ? Officer : Watcher),
            c.Key == OfficerKey ? ["read", "write"] : ["read", "auditor"],
            ActorOf(c.Key == OfficerKey ? Officer : Watcher).Grants, null));
        Answer("GET", "/v1/actors/{entry}", c => ActorOf(c.Number("entry")));
        Answer("POST", "/v1/actors/{entry}/keys", _ => new CharterAnswer(Write(), true));
        Answer("GET", "/v1/node", _ => new NodeView(
            "demo.onus.example/log", "demo.onus.example/log+dac19d27+AYndWWg…", Size, Checkpoint(), Now, "0.1.0", true,
            ["witness.north.example", "witness.south.example"], 20_311, 41_200, Cases,
            [new AmountView("EUR", "1284500.00"), new AmountView("SGD", "96210.50")],
            [
                new StateCount("card-chargeback", "claimed", "Claim received", 4_120, "1980211.40", "EUR"),
                new StateCount("card-chargeback", "evidence-held", "Evidence asked of the merchant", 3_310, "1411902.10", "EUR"),
                new StateCount("card-chargeback", "escalated", "Before the scheme", 402, "310882.00", "EUR"),
                new StateCount("scam-hold", "held", "Payment held for 24 hours", 1_988, "904410.75", "SGD"),
                new StateCount("merchant-onboarding", "in-review", "Documents in review", 180, "0", null),
            ],
            new DueSoon(37, 412, 2_960, Cases - 3_409),
            [new DutyCount("Report", "Due", 14), new DutyCount("Report", "Overdue", 1), new DutyCount("Notice", "Due", 220), new DutyCount("Report", "Filed", 9)]));
        Answer("GET", "/v1/exposures", _ => Exposures());
        Answer("GET", "/v1/caps", _ => new Page<CapView>(Exposures().Caps, null));
        Answer("GET", "/v1/feed", _ => new FeedContent(_grown, () => Size - 1));
        Answer("GET", "/v1/search", c => new Page<SearchHit>(
            c.Query.GetValueOrDefault("q") is { } q && "Ana Duarte".Contains(q, StringComparison.OrdinalIgnoreCase)
                ? [new SearchHit("Actor", "Ana Duarte", "Dispute officer", "/v1/actors/12"), new SearchHit("Case", "Case 1042", "Card dispute: claim received", "/v1/cases/101042")]
                : [], null));
    }

    private ExposureView Exposures() => new(
        Size, Now,
        [
            new ExposureRow(3, "Harbour Bank", "issuer", "card-chargeback", 3, "claimed", "provisional credit owed", 4_120, "1980211.40", "EUR"),
            new ExposureRow(5, "Acquirer West", "acquirer", "card-chargeback", 3, "evidence-held", "claim contested", 3_310, "1411902.10", "EUR"),
        ],
        [
            new ExposureTotalRow(3, "Harbour Bank", "card-chargeback", "2291093.40", "EUR", Id(900)),
            new ExposureTotalRow(5, "Acquirer West", "card-chargeback", "1411902.10", "EUR", Id(901)),
            new ExposureTotalRow(3, "Harbour Bank", "scam-hold", "904410.75", "SGD", Id(902)),
        ],
        [
            new CapView("card-chargeback", "issuer-cap", "Issuer's open disputes", "issuer", 3, "Harbour Bank", "2291093.40", "2400000.00", "EUR"),
            new CapView("scam-hold", "hold-cap", "Held payments", "bank", null, null, "904410.75", "1200000.00", "SGD"),
            new CapView("card-chargeback", "acquirer-cap", "Acquirer's contested claims", "acquirer", 5, "Acquirer West", "1411902.10", "5000000.00", "EUR"),
        ],
        [
            new StakeEquation("EUR", "3702995.50", "3702995.50", "3702995.50"),
            new StakeEquation("SGD", "904410.75", "904410.75", "904410.75"),
        ]);
}

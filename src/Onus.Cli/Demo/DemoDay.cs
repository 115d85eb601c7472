using Onus.Cases;
using Onus.Cli.Scenario;

namespace Onus.Cli.Demo;

/// <summary>The last day of the play: what lies on the desks when somebody comes to look.</summary>
internal static class DemoDay
{
    private static readonly string[] Users = ["Mei", "Hua", "Jun Bo", "Xiao Yu", "Lan", "Ping"];

    public static async Task PlayAsync(ScenarioNode play, Action<string> tell)
    {
        foreach (var (name, place) in Users.Select((u, i) => (u, i)))
        {
            await play.FundAsync("user/wallet", name, 500m);
            await play.OpenAsync(
                "chargeback", "user", new Dictionary<string, string> { ["user"] = name, ["merchant"] = "Blue Kiln", ["acquirer"] = "Harbour Acquiring" },
                Money("claim", 300m + (170m * place)), new FactInput("route", place % 2), new FactInput("kind", place % 2),
                new FactInput("payment-age", (6 + place) * 86_400));
        }

        foreach (var (holder, amount) in new[] { ("Grandfather He", 12_000m), ("Aunt Qin", 6_500m), ("Grandmother Wen", 3_000m) })
        {
            await play.FundAsync("holder/balance", holder, 50_000m);
            await play.OpenAsync(
                "scam-hold", "holder", new Dictionary<string, string> { ["holder"] = holder, ["payee"] = "A stranger", ["utility"] = "City Hospital" },
                Money("amount", amount), await ScenarioStories.AgeAsync(play, 71), new FactInput("signal", 1));
        }

        tell($"The last day: {Users.Length} new disputes and three scam holds wait on the desks");
    }

    private static FactInput Money(string fact, decimal yuan) => new(fact, (Int128)(yuan * 100));
}

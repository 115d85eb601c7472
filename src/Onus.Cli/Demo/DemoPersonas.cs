using Onus.Cli.Scenario;
using Onus.Server;

namespace Onus.Cli.Demo;

/// <summary>Somebody of the demo, with a key to the API.</summary>
/// <param name="Name">The name.</param>
/// <param name="What">What they do.</param>
/// <param name="Token">Their key.</param>
internal sealed record DemoPersona(string Name, string What, string Token);

/// <summary>The people of the demo whom a visitor can be.</summary>
internal static class DemoPersonas
{
    private static readonly (string Name, string What, string[] Scopes)[] People =
    [
        (DemoNames.Officer, "case officer: disputes, payments, recalls", ["read", "write"]),
        (DemoNames.Investigator, "fraud, risk and audit", ["read", "write"]),
        (DemoNames.Head, "head of the desks", ["read", "write"]),
        ("Ada Lin", "founder: people, products, the node", ["read", "write", "admin"]),
        ("Bo Chen", "the other founder, who seconds", ["read", "write", "admin"]),
        ("Mei", "a customer, who sees her own cases", ["read", "write"]),
        ("Ada Lin", "as an auditor: everything but personal data", ["auditor"]),
    ];

    public static IReadOnlyList<DemoPersona> Issue(Node node, ScenarioNode play)
    {
        var actors = play.Actors.ToDictionary(a => a.Name, a => a.Entry);
        return [.. People.Select(p => new DemoPersona(
            p.Name, p.What, node.Access.Add(actors[p.Name], p.Scopes, TimeSpan.FromDays(30), $"demo: {p.What}").Token))];
    }
}

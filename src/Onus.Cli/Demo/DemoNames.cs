using Onus.Cli.Scenario;
using Onus.Core;
using Onus.Server;

namespace Onus.Cli.Demo;

/// <summary>The people of the demo: their names lie in the node's vault, and three of them share the desks of the house.</summary>
internal sealed class DemoNames(Node node) : ScenarioNames
{
    /// <summary>Who decides cases day by day.</summary>
    public const string Officer = "Li Na";

    /// <summary>Who looks for fraud.</summary>
    public const string Investigator = "Wang Jun";

    /// <summary>Who heads the desks.</summary>
    public const string Head = "Chen Rui";

    public override Id128 Actor(string name)
    {
        var token = node.Vault.NewSubject();
        node.Names.Set(token, name);
        return token;
    }

    public override Id128 Account(string name, Id128 owner)
    {
        var id = Id128.OfName(name);
        node.Names.Set(id, name, owner.IsNone ? null : owner);
        return id;
    }

    public override Id128 Book(Currency currency)
    {
        var id = Id128.OfName(currency.Code);
        node.Names.Set(id, currency.Code);
        return id;
    }

    /// <summary>No two authorities of one quorum fall to the same person.</summary>
    public override string Desk(string product, string authority, string party, bool isOurs)
    {
        if (!isOurs) return $"{party}: {authority}";
        if (authority.StartsWith("chief-", StringComparison.Ordinal)) return Head;
        if (authority.Contains("fraud", StringComparison.Ordinal) || authority.Contains("risk", StringComparison.Ordinal)
            || authority.StartsWith("audit-", StringComparison.Ordinal)) return Investigator;
        return authority.EndsWith("-head", StringComparison.Ordinal) || authority.EndsWith("-chair", StringComparison.Ordinal)
            || authority.EndsWith("-supervisor", StringComparison.Ordinal) ? Head : Officer;
    }
}

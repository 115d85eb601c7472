using System.Collections.Frozen;
using Onus.Core;

namespace Onus.Server;

/// <summary>Who asks: an actor of the log, through a credential that is for something.</summary>
internal sealed class Caller
{
    /// <summary>A caller without a credential.</summary>
    public static readonly Caller Nobody = new(0, [], "nobody", null);

    public Caller(ulong actor, IEnumerable<string> scopes, string credential, LogTime? expires) =>
        (Actor, Scopes, Credential, Expires) = (actor, scopes.ToFrozenSet(StringComparer.Ordinal), credential, expires);

    /// <summary>The actor, by the entry that registered it; 0 for nobody.</summary>
    public ulong Actor { get; }

    /// <summary>What the credential is for.</summary>
    public IReadOnlySet<string> Scopes { get; }

    /// <summary>Which credential it is, without its secret: what limits count by.</summary>
    public string Credential { get; }

    /// <summary>When the credential ends; null for never.</summary>
    public LogTime? Expires { get; }

    /// <summary>The regulators as which it may read and acknowledge.</summary>
    public IEnumerable<string> Regulators => Scopes
        .Where(scope => scope.StartsWith(Server.Scopes.Regulator, StringComparison.Ordinal))
        .Select(scope => scope[Server.Scopes.Regulator.Length..]).Order(StringComparer.Ordinal);

    /// <summary>Whether the credential is for that, or for more.</summary>
    public bool Has(string scope) => Server.Scopes.Has(Scopes, scope);

    /// <summary>Whether it may act as a regulator.</summary>
    public bool IsRegulator(string name) => Scopes.Contains(Server.Scopes.Regulator + name);

    /// <summary>Who asks this.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>() ?? Nobody;
}

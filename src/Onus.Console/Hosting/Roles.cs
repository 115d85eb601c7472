using Onus.Client.Contracts;

namespace Onus.Console.Hosting;

/// <summary>As whom somebody may act in a case.</summary>
internal static class Roles
{
    /// <summary>The parties that they are in it, and the authorities of its product that the log has granted them.</summary>
    public static IReadOnlyList<string> Of(Me me, CaseDetail @case) =>
    [
        .. me.Grants.Where(g => g.Product == @case.Row.Product).Select(g => g.Authority),
        .. @case.Parties.Where(p => p.Actor == me.Actor?.Entry).Select(p => p.Party),
    ];

    /// <summary>Whether one of the roles is, or belongs to, the one from whom a fact or evidence comes.</summary>
    public static bool Give(IReadOnlyList<string> roles, ProductView product, string from) =>
        roles.Contains(from) || product.Authorities.Any(a => a.Of == from && roles.Contains(a.Name));
}

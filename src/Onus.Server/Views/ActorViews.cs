using Onus.Cases;
using Onus.Client.Contracts;

namespace Onus.Server.Views;

/// <summary>Actors, keys and authorities of the log as the API shows them; made on the writer's thread.</summary>
internal static class ActorViews
{
    /// <summary>How the API writes the product of the charter's own offices.</summary>
    public const string Charter = "charter";

    public static ActorView Of(in Actor actor, CasesState cases, NameRegister names) => new(
        actor.Entry, actor.Token, names.Of(actor.Token), actor.Kind.ToString(),
        [.. cases.Registry.KeysOf(actor.Entry).Select(key => new ActorKeyView(
            key.Entry, key.Algorithm.ToString(), Convert.ToBase64String(key.PublicKey.AsSpan()), key.Revoked))],
        GrantsOf(actor, cases, names));

    public static IReadOnlyList<GrantView> GrantsOf(in Actor actor, CasesState cases, NameRegister names)
    {
        var name = names.Of(actor.Token);
        return [.. cases.Registry.GrantsOf(actor.Entry).Select(grant => Of(grant, name))];
    }

    public static GrantView Of(in Grant grant, string? name) => new(
        grant.Entry, grant.Actor, name, grant.Product.Length == 0 ? Charter : grant.Product, grant.Authority,
        grant.Authority.Replace('-', ' '));

    /// <summary>The name of an actor by the entry that registered it; null where this node knows none.</summary>
    public static string? NameOf(ulong actor, CasesState cases, NameRegister names) =>
        cases.Registry.TryGetActor(actor, out var found) ? names.Of(found.Token) : null;
}

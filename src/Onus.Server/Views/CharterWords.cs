using Onus.Cases;
using Onus.Core.Formats;

namespace Onus.Server.Views;

/// <summary>Acts of the charter in words, as they stand before a second person; made on the writer's thread.</summary>
internal static class CharterWords
{
    public static string Say(CharterAct act, CasesState cases, NameRegister names) => act switch
    {
        RegisterActor a => $"register {(names.Of(a.Token) is { } name ? $"{name} as " : "")}a {a.Actor.ToString().ToLowerInvariant()}",
        AddKey a => $"give {Actor(a.Actor, cases, names)} a key ({a.Algorithm})",
        RevokeKey a => $"take the key of entry {a.Key} out of use",
        GrantAuthority a => $"give {Actor(a.Actor, cases, names)} the authority {a.Authority} of {(a.Product.Length == 0 ? "the charter" : a.Product)}",
        RevokeAuthority a => $"take back {(cases.Registry.TryGetGrant(a.Grant, out var grant)
            ? $"the authority {grant.Authority} of {(grant.Product.Length == 0 ? "the charter" : grant.Product)} from {Actor(grant.Actor, cases, names)}"
            : $"the grant of entry {a.Grant}")}",
        EnactProduct a => cases.Products.Texts.TryRead(a.Compiled, out var bytes) && Language.Compiled.ProductCodec.TryDecode(bytes, out _) is { } product
            ? $"enact {product.Name} version {product.Version}, \"{product.Title}\""
            : $"enact the product {a.Compiled}",
        UpdateCalendar a => $"put calendar {a.New} in the place of {a.Old}",
        RotateLogKey => "let the log sign with another key",
        AcceptLoss a => $"accept the loss that the restore of entry {a.Restored} left",
        PermitDestruction a => $"let something of case {a.Case} be destroyed before its time",
        MigrateCase a => $"let case {a.Case} go on under the version that entry {a.Product} enacted",
        CourtOrder a => $"end case {a.Case} as a court ordered",
        _ => act.Kind.ToString(),
    };

    private static string Actor(ulong actor, CasesState cases, NameRegister names) =>
        ActorViews.NameOf(actor, cases, names) is { } name ? $"{name} (actor {actor})" : $"actor {actor}";
}

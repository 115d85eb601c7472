using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>The authorities of the charter, and which of them each act takes: what charter.onus says, as code.</summary>
public static class CharterOffice
{
    /// <summary>Governs actors, keys and authorities; persons only.</summary>
    public const string Registrar = "registrar";

    /// <summary>Registers actors and gives keys to those that hold no authority; a service may hold it.</summary>
    public const string Onboarder = "onboarder";

    /// <summary>Governs products, calendars and the migration of cases; persons only.</summary>
    public const string Enactor = "enactor";

    /// <summary>Governs the log's key, restores, destruction and court orders; persons only.</summary>
    public const string Custodian = "custodian";

    /// <summary>The product name of the charter's own authorities.</summary>
    public const string Product = "";

    /// <summary>How long a proposal waits for a second: 30 days, in nanoseconds.</summary>
    public const ulong TimeToSecond = 30 * 24 * 3_600 * Core.LogTime.NanosecondsPerSecond;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Registrar, Onboarder, Enactor, Custodian];

    /// <summary>Those that founders are given: the ones that only persons hold.</summary>
    public static IReadOnlyList<string> OfFounders { get; } = [Registrar, Enactor, Custodian];

    /// <summary>The authority that an act takes, of each of two persons or, where it is routine, of one.</summary>
    public static string For(CharterActKind act) => act switch
    {
        CharterActKind.EnactProduct or CharterActKind.UpdateCalendar or CharterActKind.MigrateCase => Enactor,
        CharterActKind.RotateLogKey or CharterActKind.AcceptLoss or CharterActKind.PermitDestruction
            or CharterActKind.CourtOrder => Custodian,
        _ => Registrar,
    };

    /// <summary>Whether the charter leaves an act to one: it gives nobody power, or it takes a key away that may be in wrong
    /// hands.</summary>
    public static bool IsRoutine(CharterAct act, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return act switch
        {
            RegisterActor or RevokeKey => true,
            AddKey add => !registry.HoldsAny(add.Actor),
            _ => false,
        };
    }

    /// <summary>Whether an actor may do or propose an act.</summary>
    public static bool MayAct(ulong actor, CharterAct act, Registry registry)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(registry);
        if (registry.Holds(actor, Product, For(act.Kind))) return true;
        return act switch
        {
            RegisterActor => registry.Holds(actor, Product, Onboarder),
            AddKey => IsRoutine(act, registry) && registry.Holds(actor, Product, Onboarder),
            RevokeKey revoke => registry.TryGetKey(revoke.Key, out var key) && key.Actor == actor,
            _ => false,
        };
    }
}

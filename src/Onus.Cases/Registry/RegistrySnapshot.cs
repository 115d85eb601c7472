using System.Collections.Immutable;
using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>The registry as canonical bytes: actors in the order of their entries, each with its keys and grants.</summary>
internal static class RegistrySnapshot
{
    private const int Version = 1;

    public static void Write(CborArchive a, Registry registry) => a.Record(2, () =>
    {
        a.Int(Version);
        return a.List([.. registry.InOrder()], actor => One(a, registry, actor));
    });

    public static Registry Read(CborArchive a)
    {
        var registry = new Registry();
        a.Record(2, () =>
        {
            if (a.Int(0) != Version) throw new CborContentException("a registry of another version");
            var last = 0UL;
            return a.List<Actor>([], _ =>
            {
                var actor = One(a, registry, null);
                if (actor.Entry <= last) throw new CborContentException("actors out of order");
                last = actor.Entry;
                return actor;
            });
        });
        return registry;
    }

    private static Actor One(CborArchive a, Registry registry, Actor? v) => a.Record(7, () =>
    {
        var actor = new Actor(
            a.ULong(v?.Entry ?? 0), a.Id(v?.Token ?? default), a.Word(v?.Kind ?? default), a.ULong(v?.Head ?? 0), a.ULong(v?.Ordinal ?? 0));
        var keys = a.List(v is null ? [] : registry.KeysOf(actor.Entry).ToImmutableArray(), key => Key(a, actor.Entry, key));
        var grants = a.List(v is null ? [] : registry.GrantsOf(actor.Entry).ToImmutableArray(), grant => OneGrant(a, actor.Entry, grant));
        if (v is null) registry.Load(actor, keys, grants);
        return actor;
    });

    private static ActorKey Key(CborArchive a, ulong actor, ActorKey? v) => a.Record(4, () => new ActorKey(
        a.ULong(v?.Entry ?? 0), actor, a.Word(v?.Algorithm ?? KeyAlgorithm.Ed25519),
        [.. a.Bytes(v is null ? default : v.PublicKey.AsMemory()).Span], a.Maybe(v?.Revoked, a.ULong)));

    private static Grant OneGrant(CborArchive a, ulong actor, Grant v) => a.Record(3, () =>
        new Grant(a.ULong(v.Entry), actor, a.Text(v.Product), a.Text(v.Authority)));
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>Who is known to the log, with which keys, and who holds which authority: a fold over entries that decides
/// nothing.</summary>
public sealed class Registry
{
    // Looked up, never walked, except by the snapshot, which sorts.
    private readonly Dictionary<ulong, Record> _actors = [];
    private readonly Dictionary<Id128, ulong> _tokens = [];
    private readonly Dictionary<ulong, ActorKey> _keys = [];
    private readonly HashSet<Hash256> _keyBytes = [];
    private readonly Dictionary<ulong, Grant> _grants = [];
    private readonly Dictionary<(string Product, string Authority), SortedSet<ulong>> _holders = [];

    /// <summary>How many actors are registered.</summary>
    public int Count => _actors.Count;

    /// <summary>The actor that an entry registered.</summary>
    public bool TryGetActor(ulong entry, out Actor actor)
    {
        var found = _actors.TryGetValue(entry, out var record);
        actor = found ? record!.View(entry) : default;
        return found;
    }

    /// <summary>The actor that a token of the vault stands for.</summary>
    public bool TryFindActor(Id128 token, out Actor actor)
    {
        actor = default;
        return _tokens.TryGetValue(token, out var entry) && TryGetActor(entry, out actor);
    }

    /// <summary>Whether an actor holds an authority of a product; of the charter where the product's name is empty.</summary>
    public bool Holds(ulong actor, string product, string authority) =>
        _holders.TryGetValue((product, authority), out var holders) && holders.Contains(actor);

    /// <summary>Whether an actor holds any authority at all.</summary>
    public bool HoldsAny(ulong actor) => _actors.TryGetValue(actor, out var record) && record.Grants.Count > 0;

    /// <summary>Who holds an authority, in the order of their registration.</summary>
    public IReadOnlyCollection<ulong> HoldersOf(string product, string authority) =>
        _holders.TryGetValue((product, authority), out var holders) ? holders : [];

    /// <summary>The authorities that an actor holds, in the order of the grants.</summary>
    public IEnumerable<Grant> GrantsOf(ulong actor) =>
        _actors.TryGetValue(actor, out var record) ? record.Grants.Select(grant => _grants[grant]) : [];

    /// <summary>The grant that an entry made, while it holds.</summary>
    public bool TryGetGrant(ulong entry, out Grant grant) => _grants.TryGetValue(entry, out grant);

    /// <summary>The grant under which an actor holds an authority.</summary>
    public bool TryFindGrant(ulong actor, string product, string authority, out Grant grant)
    {
        foreach (var held in GrantsOf(actor))
        {
            if (held.Product != product || held.Authority != authority) continue;
            grant = held;
            return true;
        }

        grant = default;
        return false;
    }

    /// <summary>The keys of an actor, revoked ones too, in the order of their entries.</summary>
    public IEnumerable<ActorKey> KeysOf(ulong actor) =>
        _actors.TryGetValue(actor, out var record) ? record.Keys.Select(key => _keys[key]) : [];

    /// <summary>The key that an entry added, revoked or not.</summary>
    public bool TryGetKey(ulong entry, [NotNullWhen(true)] out ActorKey? key) => _keys.TryGetValue(entry, out key);

    /// <summary>An actor's key with these bytes, revoked or not.</summary>
    public bool TryFindKey(ulong actor, ReadOnlySpan<byte> publicKey, [NotNullWhen(true)] out ActorKey? key)
    {
        foreach (var one in KeysOf(actor))
        {
            if (!one.PublicKey.AsSpan().SequenceEqual(publicKey)) continue;
            key = one;
            return true;
        }

        key = null;
        return false;
    }

    /// <summary>Whether anybody has, or had, a key with these bytes.</summary>
    public bool IsKnownKey(ReadOnlySpan<byte> publicKey) => _keyBytes.Contains(new Hash256(SHA256.HashData(publicKey)));

    /// <summary>The lineage link that the next entry about an actor carries; the actor must be known.</summary>
    public LineageLink NextLink(ulong actor)
    {
        Invariant.Holds(_actors.ContainsKey(actor));
        var record = _actors[actor];
        return new LineageLink(actor, record.Head, record.Ordinal + 1);
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is one of actors, keys and authorities; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        switch (EntryHeader.KindOf(entry.Span))
        {
            case EntryKind.ActorRegistered:
                Invariant.Holds(ActorRegistered.TryRead(entry, out var registered));
                Register(registered!.Envelope.Index, registered.Token, registered.Kind);
                return true;
            case EntryKind.KeyAdded:
                Invariant.Holds(KeyAdded.TryRead(entry, out var added));
                Advance(added!.Envelope, added.Actor);
                AddKey(new ActorKey(
                    added.Envelope.Index, added.Actor, added.Algorithm, [.. added.PublicKey.Span], Revoked: null));
                return true;
            case EntryKind.KeyRevoked:
                Invariant.Holds(KeyRevoked.TryRead(entry, out var revoked) && _keys.ContainsKey(revoked!.Key));
                Revoke(revoked!.Envelope, _keys[revoked.Key]);
                return true;
            case EntryKind.AuthorityGranted:
                Invariant.Holds(AuthorityGranted.TryRead(entry, out var granted));
                Advance(granted!.Envelope, granted.Actor);
                AddGrant(new Grant(granted.Envelope.Index, granted.Actor, granted.Product, granted.Authority));
                return true;
            case EntryKind.AuthorityRevoked:
                Invariant.Holds(AuthorityRevoked.TryRead(entry, out var taken) && _grants.ContainsKey(taken!.Grant));
                TakeBack(taken!.Envelope, _grants[taken.Grant]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>All of it as canonical bytes: the same after the same entries.</summary>
    public byte[] ToSnapshot()
    {
        var writer = CborExtensions.NewWriter();
        RegistrySnapshot.Write(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>The registry that <see cref="ToSnapshot"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such snapshot.</exception>
    public static Registry FromSnapshot(ReadOnlyMemory<byte> snapshot)
    {
        try
        {
            var reader = CborExtensions.NewReader(snapshot);
            var registry = RegistrySnapshot.Read(new CborArchive(reader));
            return reader.BytesRemaining == 0 ? registry : throw new InvalidDataException("bytes follow the registry");
        }
        catch (Exception e) when (e is System.Formats.Cbor.CborContentException or InvalidOperationException
            or InvariantViolation or OverflowException or FormatException)
        {
            throw new InvalidDataException($"not a snapshot of the registry: {e.Message}", e);
        }
    }

    internal IEnumerable<Actor> InOrder() => _actors.OrderBy(pair => pair.Key).Select(pair => pair.Value.View(pair.Key));

    internal void Load(Actor actor, ImmutableArray<ActorKey> keys, ImmutableArray<Grant> grants)
    {
        Register(actor.Entry, actor.Token, actor.Kind);
        (_actors[actor.Entry].Head, _actors[actor.Entry].Ordinal) = (actor.Head, actor.Ordinal);
        foreach (var key in keys) AddKey(key);
        foreach (var grant in grants) AddGrant(grant);
    }

    private void Register(ulong entry, Id128 token, ActorKind kind)
    {
        Invariant.Holds(_tokens.TryAdd(token, entry));
        Invariant.Holds(_actors.TryAdd(entry, new Record(token, kind) { Head = entry }));
    }

    private void AddKey(ActorKey key)
    {
        Invariant.Holds(_actors.ContainsKey(key.Actor) && _keys.TryAdd(key.Entry, key));
        Invariant.Holds(_keyBytes.Add(new Hash256(SHA256.HashData(key.PublicKey.AsSpan()))));
        _actors[key.Actor].Keys.Add(key.Entry);
    }

    private void Revoke(in EntryEnvelope envelope, ActorKey key)
    {
        Advance(envelope, key.Actor);
        Invariant.Holds(key.Revoked is null);
        _keys[key.Entry] = key with { Revoked = envelope.Index };
    }

    private void AddGrant(Grant grant)
    {
        if (!_holders.TryGetValue((grant.Product, grant.Authority), out var holders))
            _holders.Add((grant.Product, grant.Authority), holders = []);
        Invariant.Holds(holders.Add(grant.Actor) && _actors.ContainsKey(grant.Actor) && _grants.TryAdd(grant.Entry, grant));
        _actors[grant.Actor].Grants.Add(grant.Entry);
    }

    private void TakeBack(in EntryEnvelope envelope, Grant grant)
    {
        Advance(envelope, grant.Actor);
        Invariant.Holds(_holders[(grant.Product, grant.Authority)].Remove(grant.Actor) && _grants.Remove(grant.Entry));
        Invariant.Holds(_actors[grant.Actor].Grants.Remove(grant.Entry));
    }

    /// <summary>Moves an actor's thread on to an entry whose only link must be the next one.</summary>
    private void Advance(in EntryEnvelope envelope, ulong actor)
    {
        Invariant.Holds(envelope.Lineage[0] == NextLink(actor));
        var record = _actors[actor];
        (record.Head, record.Ordinal) = (envelope.Index, record.Ordinal + 1);
    }

    private sealed class Record(Id128 token, ActorKind kind)
    {
        public ulong Head { get; set; }

        public ulong Ordinal { get; set; }

        public List<ulong> Keys { get; } = [];

        public List<ulong> Grants { get; } = [];

        public Actor View(ulong entry) => new(entry, token, kind, Head, Ordinal);
    }
}

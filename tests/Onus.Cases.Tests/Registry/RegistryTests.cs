using CsCheck;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests;

/// <summary>The fold against a slow obvious model: lists that are searched from the front.</summary>
public sealed class RegistryTests
{
    private static readonly string[] ProductNames = ["", "small", "large"];
    private static readonly string[] AuthorityNames = ["desk", "lead", "registrar"];

    private static readonly Gen<(int What, int Who, int Name, int Other)[]> Histories =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 60];

    [Fact]
    public void After_any_history_the_registry_answers_like_the_model() => Histories.Sample(history =>
    {
        var model = new Model();
        foreach (var (what, who, name, other) in history) model.Step(what, who, ProductNames[name], AuthorityNames[other]);
        var registry = new Registry();
        foreach (var entry in model.Log) Assert.True(registry.Apply(entry));
        model.Compare(registry);
        model.Compare(Registry.FromSnapshot(registry.ToSnapshot()));
        Assert.Equal(registry.ToSnapshot(), Registry.FromSnapshot(registry.ToSnapshot()).ToSnapshot());
    }, iter: 300);

    [Fact]
    public void A_damaged_snapshot_is_refused_or_means_the_same()
    {
        var model = new Model();
        for (var i = 0; i < 40; i++) model.Step(i % 5, i, ProductNames[i % 3], AuthorityNames[i % 2]);
        var registry = new Registry();
        foreach (var entry in model.Log) registry.Apply(entry);
        var snapshot = registry.ToSnapshot();
        for (var at = 0; at < snapshot.Length; at++)
        {
            var bytes = (byte[])snapshot.Clone();
            bytes[at] ^= (byte)(1 << (at % 8));
            try
            {
                Assert.Equal(bytes, Registry.FromSnapshot(bytes).ToSnapshot());
            }
            catch (InvalidDataException)
            {
                // Refused, as it should be.
            }
        }

        Assert.Throws<InvalidDataException>(() => Registry.FromSnapshot(snapshot.AsMemory(0, snapshot.Length - 1)));
    }

    [Fact]
    public void An_entry_out_of_its_place_in_an_actors_thread_stops_the_fold()
    {
        var model = new Model();
        model.Step(0, 0, "", "desk");
        model.Step(1, 0, "", "desk");
        model.Step(1, 0, "", "desk");
        var registry = new Registry();
        Assert.True(registry.Apply(model.Log[0]));
        Assert.Throws<InvariantViolation>(() => registry.Apply(model.Log[2]));
    }

    [Fact]
    public void Entries_of_other_rooms_change_nothing()
    {
        var registry = new Registry();
        Assert.False(registry.Apply(new byte[] { 1, 2, 3 }));
        Assert.Equal(0, registry.Count);
    }

    private sealed class Model
    {
        private readonly List<(ulong Entry, Id128 Token, ActorKind Kind, List<ulong> Thread)> _actors = [];
        private readonly List<(ulong Entry, ulong Actor, byte[] Key, ulong? Revoked)> _keys = [];
        private readonly List<(ulong Entry, ulong Actor, string Product, string Authority, bool Gone)> _grants = [];

        public List<byte[]> Log { get; } = [];

        public void Step(int what, int who, string product, string authority)
        {
            var index = (ulong)Log.Count + 5;
            var front = new EntryEnvelope(EntryKind.None, index, new LogTime(index), Id128.None, Id128.None, 0, []);
            if (what == 0 || _actors.Count == 0)
            {
                var kind = (ActorKind)(who % 3);
                Add(new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, new Id128(index), kind).Write);
                _actors.Add((index, new Id128(index), kind, [index]));
                return;
            }

            var actor = _actors[who % _actors.Count];
            switch (what)
            {
                case 1:
                    var key = BitConverter.GetBytes(index);
                    Add(new KeyAdded(Next(EntryKind.KeyAdded, actor.Entry, front), actor.Entry, KeyAlgorithm.Ed25519, key).Write);
                    _keys.Add((index, actor.Entry, key, null));
                    break;
                case 2 when _keys.FindIndex(k => k.Revoked is null && k.Actor == actor.Entry) is >= 0 and var place:
                    Add(new KeyRevoked(Next(EntryKind.KeyRevoked, actor.Entry, front), _keys[place].Entry).Write);
                    _keys[place] = _keys[place] with { Revoked = index };
                    break;
                case 3 when !_grants.Exists(g => !g.Gone && g.Actor == actor.Entry && g.Product == product && g.Authority == authority):
                    Add(new AuthorityGranted(Next(EntryKind.AuthorityGranted, actor.Entry, front), actor.Entry, product, authority).Write);
                    _grants.Add((index, actor.Entry, product, authority, false));
                    break;
                case 4 when _grants.FindIndex(g => !g.Gone && g.Actor == actor.Entry) is >= 0 and var place:
                    Add(new AuthorityRevoked(Next(EntryKind.AuthorityRevoked, actor.Entry, front), _grants[place].Entry).Write);
                    _grants[place] = _grants[place] with { Gone = true };
                    break;
            }
        }

        public void Compare(Registry registry)
        {
            Assert.Equal(_actors.Count, registry.Count);
            foreach (var (entry, token, kind, thread) in _actors)
            {
                Assert.True(registry.TryGetActor(entry, out var actor) && registry.TryFindActor(token, out _));
                Assert.Equal(new Actor(entry, token, kind, thread[^1], (ulong)thread.Count - 1), actor);
                Assert.Equal(new LineageLink(entry, thread[^1], (ulong)thread.Count), registry.NextLink(entry));
                Assert.Equal(_keys.Where(k => k.Actor == entry).Select(k => (k.Entry, k.Revoked)), registry.KeysOf(entry).Select(k => (k.Entry, k.Revoked)));
                Assert.Equal(_grants.Where(g => g.Actor == entry && !g.Gone).Select(g => g.Entry), registry.GrantsOf(entry).Select(g => g.Entry));
                Assert.Equal(_grants.Exists(g => g.Actor == entry && !g.Gone), registry.HoldsAny(entry));
                foreach (var product in ProductNames)
                    foreach (var authority in AuthorityNames)
                        Assert.Equal(
                            _grants.Exists(g => !g.Gone && g.Actor == entry && g.Product == product && g.Authority == authority),
                            registry.Holds(entry, product, authority));
            }

            foreach (var product in ProductNames)
                foreach (var authority in AuthorityNames)
                    Assert.Equal(
                        _grants.Where(g => !g.Gone && g.Product == product && g.Authority == authority).Select(g => g.Actor).Order(),
                        registry.HoldersOf(product, authority));
            foreach (var (entry, actor, bytes, _) in _keys)
            {
                Assert.True(registry.TryFindKey(actor, bytes, out var key) && key.Entry == entry && registry.IsKnownKey(bytes));
                Assert.False(registry.TryFindKey(actor + 1_000, bytes, out _));
            }
        }

        private EntryEnvelope Next(EntryKind kind, ulong actor, EntryEnvelope front)
        {
            var thread = _actors.Single(a => a.Entry == actor).Thread;
            var link = new LineageLink(actor, thread[^1], (ulong)thread.Count);
            thread.Add(front.Index);
            return front with { Kind = kind, Lineage = [link] };
        }

        private void Add(Action<System.Formats.Cbor.CborWriter> write)
        {
            var writer = CborExtensions.NewWriter();
            write(writer);
            Log.Add(writer.Encode());
        }
    }
}

using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Log.Notes;

namespace Onus.Cases.Tests;

/// <summary>A charter over a log in memory. When it is disposed, a second one that only replays the log must be the same, and
/// so must one loaded from a snapshot.</summary>
internal sealed class TestNode : IEntryReader, IOlderIds, IDisposable
{
    private readonly EntryBatch _batch = new();
    private readonly Person[] _persons;
    private ulong _lastId;
    private LogTime _lastTime = LogTime.FromUnixSeconds(1_800_000_000);

    public TestNode(bool founded = true, bool signed = true, bool alone = false)
    {
        Charter = new Charter(this);
        Ledger = new LedgerState(new LedgerOptions(), this, this);
        Decider = new CharterDecider(Charter, Ledger, new ActorSignatures(), Cases, new LogIdentity((_, _) => IsThisLog, _ => HoldsLogKeys));
        _persons = [Ada, Bo, Cy, LogKey, NextLogKey];
        if (founded) Assert.Equal(CharterOutcome.Accepted, Found(signed, alone).Outcome);
    }

    public Person Ada { get; } = new(1);

    public Person Bo { get; } = new(2, KeyAlgorithm.EcdsaP256);

    public Person Cy { get; } = new(3);

    public Person LogKey { get; } = new(9);

    public Person NextLogKey { get; } = new(10);

    /// <summary>Whether the node finds its own log in what commands say of it.</summary>
    public bool IsThisLog { get; set; } = true;

    /// <summary>Whether the node holds the private half of any key that the log may sign with.</summary>
    public bool HoldsLogKeys { get; set; } = true;

    public Charter Charter { get; }

    public CharterDecider Decider { get; }

    public LedgerState Ledger { get; }

    public FakeCases Cases { get; } = new();

    public List<byte[]> Log { get; } = [];

    public LogTime Clock { get; set; } = LogTime.FromUnixSeconds(1_800_000_000);

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = index < (ulong)Log.Count ? Log[(int)index] : default;
        return !entry.IsEmpty;
    }

    public bool TryFind(Id128 id, out ulong index)
    {
        index = 0;
        return false;
    }

    public Id128 NewId() => new(((UInt128)Clock.UnixMilliseconds << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | ++_lastId);

    public CommandHead Head(Person? by = null) => new(NewId(), Id128.None, by?.Actor ?? 0);

    public FoundCharter Founding(bool signed = true, bool alone = false) => new(
        Head(), "example.com/log", LogKey.PublicKey, signed, alone, alone ? [Ada.AsFounder()] : [Ada.AsFounder(), Bo.AsFounder()]);

    public CharterResult Found(bool signed = true, bool alone = false)
    {
        var result = Run(Founding(signed, alone));
        foreach (var founder in alone ? [Ada] : new[] { Ada, Bo })
        {
            Assert.True(Charter.Registry.TryFindActor(founder.Token, out var actor));
            founder.Actor = actor.Entry;
            founder.KeyEntry = Charter.Registry.KeysOf(actor.Entry).Single().Entry;
        }

        return result;
    }

    public CharterResult Run(CharterCommand command) => Write(batch => Decider.Execute(command, Clock, batch));

    public int Lapse() => Write(batch => Decider.Lapse(Clock, 100, batch));

    /// <summary>Does or proposes an act, signed where the person has a key.</summary>
    public CharterResult Do(Person by, CharterAct act)
    {
        var head = Head(by);
        return Run(new DoAct(head, act, Signature(by, Charter.StatementOf(head.Id, Charter.VerbFor(act), 0, act))));
    }

    /// <summary>Seconds a proposal, signed.</summary>
    public CharterResult Second(Person by, ulong proposal)
    {
        var head = Head(by);
        if (!Charter.TryGetProposal(proposal, out var waiting)) return Run(new SecondAct(head, proposal));
        var statement = Charter.StatementOf(head.Id, CharterVerb.Second, proposal, waiting.Act);
        return Run(new SecondAct(head, proposal, Signature(by, statement)));
    }

    /// <summary>Both founders do it; the answer to the second.</summary>
    public CharterResult Both(CharterAct act)
    {
        var proposed = Do(Ada, act);
        return proposed.Outcome == CharterOutcome.Proposed ? Second(Bo, proposed.Index) : proposed;
    }

    /// <summary>Registers somebody and gives them their key.</summary>
    public void Register(Person person, ActorKind kind = ActorKind.Person)
    {
        person.Actor = Do(Ada, new RegisterActor(person.Token, kind)).Index;
        person.KeyEntry = Do(Ada, new AddKey(person.Actor, person.Algorithm, person.PublicKey)).Index;
        Assert.True(Charter.Registry.TryGetKey(person.KeyEntry, out _));
    }

    public Hash256 Publish(byte[] text)
    {
        Run(new PublishText(Head(Ada), text));
        return new Hash256(SHA256.HashData(text));
    }

    /// <summary>Opens a ledger account; the answer is its entry.</summary>
    public ulong OpenAccount(string unit = "CNY", UInt128? debitLimit = null, BookPurpose purpose = BookPurpose.Money, Person? owner = null)
    {
        var id = new Id128(0xB00C_0000 + (UInt128)unit[0] + (UInt128)(byte)purpose * 1000);
        if (!Ledger.TryGetBook(id, out _)) Write(batch => Ledger.Execute(new OpenBook(Head(), id, unit, 2, purpose), Clock, batch));
        return Write(batch => Ledger.Execute(
            new OpenAccount(Head(), NewId(), id) { DebitLimit = debitLimit, Party = (owner ?? Ada).Token }, Clock, batch)).Index;
    }

    /// <summary>The hand-made product with a calendar and a source that exist; its texts are in the log.</summary>
    public (Product Product, EnactProduct Act) Prepare(Func<Product, Product>? change = null, ulong? account = null)
    {
        var source = "product small, as text"u8.ToArray();
        var small = Products.Small();
        var product = small with
        {
            Source = new Hash256(SHA256.HashData(source)),
            Perimeter = small.Perimeter with { Calendar = small.Perimeter.Calendar! with { Data = new Hash256(SHA256.HashData(ShippedCalendars.Read("cn"))) } },
        };
        product = change?.Invoke(product) ?? product;
        Publish(source);
        return (product, new EnactProduct(
            product.Source, Publish(ProductCodec.Encode(product)), [0, Ada.Actor], [0, account ?? OpenAccount(debitLimit: 0)]));
    }

    public EnactedProduct Enact(Func<Product, Product>? change = null)
    {
        var answer = Both(Prepare(change).Act);
        Assert.Equal(CharterOutcome.Accepted, answer.Outcome);
        return Charter.Products.Get(answer.Index);
    }

    public void Append(byte[] entry)
    {
        Log.Add(entry);
        Assert.True(EntryHeader.TryRead(entry, out var header));
        _lastTime = header.Time;
        Decider.Apply(entry);
    }

    public EntryEnvelope NextFront(EntryKind kind) =>
        new(kind, (ulong)Log.Count, LogTime.NextAfter(_lastTime, Clock), Id128.None, Id128.None, 0, []);

    public void Dispose()
    {
        var replayed = new Charter(this);
        foreach (var entry in Log) replayed.Apply(entry);
        var snapshot = Charter.ToSnapshot();
        Assert.Equal(snapshot, replayed.ToSnapshot());
        Assert.Equal(snapshot, Charter.FromSnapshot(snapshot, this).ToSnapshot());
        Ledger.Dispose();
        foreach (var person in _persons) person.Dispose();
    }

    private static byte[] Signature(Person by, CharterStatement statement) => by.KeyEntry == 0 ? [] : by.Sign(statement.ToBytes());

    private T Write<T>(Func<EntryBatch, T> command)
    {
        _batch.Reset((ulong)Log.Count, _lastTime);
        var result = command(_batch);
        for (var i = 0; i < _batch.Count; i++) Log.Add(_batch[i].ToArray());
        _lastTime = _batch.LastTime;
        return result;
    }

    /// <summary>Cases that answer what the test says.</summary>
    internal sealed class FakeCases : ICharterCases
    {
        public CharterOutcome Answer { get; set; } = CharterOutcome.Accepted;

        public bool Exists(ulong @case) => @case == 77;

        public CharterOutcome Check(MigrateCase act, out long about)
        {
            about = 5;
            return Answer;
        }

        public CharterOutcome Check(CourtOrder act, out long about)
        {
            about = 6;
            return Answer;
        }

        public void Prepare(CharterAct act, LogTime clock, EntryBatch batch)
        {
            // These cases need nothing opened.
        }

        public byte[] Enter(MigrateCase act, EntryEnvelope front, CharterWarrant warrant) => Bytes(new CaseMigrated(
            front with { Kind = EntryKind.CaseMigrated, Lineage = [new LineageLink(act.Case, act.Case, 1)] }, [], act, null, null, warrant).Write);

        public byte[] Enter(CourtOrder act, EntryEnvelope front, CharterWarrant warrant) => Bytes(new CourtOrdered(
            front with { Kind = EntryKind.CourtOrdered, Lineage = [new LineageLink(act.Case, act.Case, 1)] }, [], act, warrant).Write);

        private static byte[] Bytes(Action<System.Formats.Cbor.CborWriter> write)
        {
            var writer = CborExtensions.NewWriter();
            write(writer);
            return writer.Encode();
        }
    }
}

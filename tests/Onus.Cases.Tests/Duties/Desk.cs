using System.Collections.Immutable;
using System.Formats.Cbor;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Cases.Keeping;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Tests.Duties;

/// <summary>A log in memory with one product, a few actors and any number of cases: what duties and evidence live in.</summary>
internal sealed class Desk : ICaseThreads
{
    public const ulong Officer = 1, Lead = 2, Payer = 3, Regulator = 4, Stranger = 5, Custodian = 6;
    public const int GiveBack = 0, Hush = 1, Plain = 2;

    private readonly SortedDictionary<ulong, (ulong Last, ulong Ordinal, LogTime? ClosedAt)> _threads = [];
    private readonly List<LineageLink> _links = [];

    public Desk()
    {
        Duties = new DutyBook(Due);
        Kept = new EvidenceBook(this, Due);
        Decider = new DutyDecider(Duties, this, Registry, new AllSignatures());
        Keeping = new KeepingDecider(Kept, this, Registry);
        Entries.Add([0]);
        foreach (var actor in new[] { Officer, Lead, Payer, Regulator, Stranger, Custodian })
            Put(new ActorRegistered(Front(EntryKind.ActorRegistered), new Id128(actor), ActorKind.Person).Write);
        Grant(Officer, "small", "desk");
        Grant(Lead, "small", "lead");
        Grant(Regulator, "small", RegulatorDesk.AuthorityOf("pboc"));
        Grant(Custodian, "", "custodian");
        Enact();
    }

    public List<byte[]> Entries { get; } = [];

    public Registry Registry { get; } = new();

    public DueHeap Due { get; } = new();

    public DutyBook Duties { get; }

    public EvidenceBook Kept { get; }

    public DutyDecider Decider { get; }

    public KeepingDecider Keeping { get; }

    public LogTime Now { get; private set; } = LogTime.FromUnixSeconds(1_800_000_000);

    public string Origin => "bank.example";

    public static EnactedProduct Product { get; } = new()
    {
        Entry = 12,
        Product = Make(),
        Compiled = ProductCodec.HashOf(Make()),
        Parties = [0, 0],
        Accounts = [0, 0],
        InEffect = LogTime.Epoch,
        Calendar = new CivilCalendar(Zone()),
    };

    private ulong Next => (ulong)Entries.Count;

    public EnactedProduct ProductOf(ulong enacted) => Product;

    public bool TryGet(ulong @case, out CaseThread thread)
    {
        var found = _threads.TryGetValue(@case, out var t);
        thread = new CaseThread(Product, [Payer, Officer], t.ClosedAt, new LineageLink(@case, t.Last, t.Ordinal + 1));
        return found;
    }

    /// <summary>Writes an act that opens a case and lets steps fire in it.</summary>
    public ActEntry Open(params int[] steps) => Act(steps, [], [], null);

    public ActEntry Act(int[] steps, ImmutableArray<FactGiven> facts, ImmutableArray<EvidenceFiled> evidence, ulong? @case)
    {
        Tick(1);
        var isSealed = steps.Contains(Hush);
        var index = isSealed ? Next + 1 : Next;
        var firings = steps.Select(s => new Firing(s, FiringCause.Rule, 0, s == Plain ? 0 : 1)).ToImmutableArray();
        var of = @case ?? index;
        var thread = @case is null ? default : _threads[of];
        var link = @case is null ? new LineageLink(index, index, 0) : new LineageLink(of, thread.Last, thread.Ordinal + 1);
        var act = new ActEntry
        {
            Envelope = new EntryEnvelope(EntryKind.Act, index, Now, Id128.None, Id128.None, 0, [link]),
            Lines = [], Case = of, Product = Product.Entry, Trigger = @case is null ? ActTrigger.Opened : ActTrigger.EvidenceFiled, HeadSeen = null,
            Decider = ActDecider.Nobody, Opening = @case is null ? new ActOpening(100, [Payer, Officer], [7, 8], 0) : null,
            WasDue = null, Request = null, Facts = facts, Evidence = evidence, Firings = firings, Legs = [], Moves = [], Used = [],
            Duties = DutyPlanner.Plan(Product, of, index, firings.AsSpan(), Now, Duties),
            Stops = [], Shadows = [], Due = null, LawDue = null, Signature = default,
        };
        if (isSealed)
        {
            var front = new EntryEnvelope(EntryKind.SealedPart, Next, Now, Id128.None, Id128.None, 0, []);
            (var part, act) = Face.Seal(act, 1, new Salt(Hash256.EmptyRoot), front);
            Put(part.Write);
        }

        Put(act.Write);
        _threads[of] = (index, link.Ordinal, firings.Any(f => f.To == 1) ? Now : thread.ClosedAt);
        Duties.Apply(act, Product);
        Kept.Apply(act, Product);
        return act;
    }

    public CaseOutcome Do(DischargeDuty command)
    {
        var outcome = command.Check();
        if (outcome == CaseOutcome.Accepted) outcome = Decider.Decide(command);
        if (outcome == CaseOutcome.Accepted) Fold(Decider.Write(command, Front(EntryKind.DutyDone, command.Head)));
        return outcome;
    }

    public CaseOutcome Do(OrderDestruction command)
    {
        var outcome = Keeping.Decide(command);
        if (outcome == CaseOutcome.Accepted) Fold(Keeping.Write(command, Front(EntryKind.DestructionOrdered, command.Head)));
        return outcome;
    }

    public CaseOutcome Do(SetLegalHold command)
    {
        var outcome = Keeping.Decide(command);
        if (outcome == CaseOutcome.Accepted) Fold(Keeping.Write(command, Front(EntryKind.LegalHold, command.Head)));
        return outcome;
    }

    public CaseOutcome Do(LiftLegalHold command)
    {
        var outcome = Keeping.Decide(command);
        if (outcome == CaseOutcome.Accepted) Fold(Keeping.Write(command, Front(EntryKind.LegalHold, command.Head)));
        return outcome;
    }

    public void Destroyed(KeptName name) => Fold(Keeping.WriteDestroyed(name, Front(EntryKind.Destroyed)));

    /// <summary>Lets time pass, and lapse what fell due, in order.</summary>
    public void Wait(ulong seconds)
    {
        Tick(seconds);
        while (Due.TryPeek(out var at, out var key) && at <= Now)
        {
            var front = Front(EntryKind.None);
            Fold(key.Kind == DueKind.Duty ? Decider.WriteOverdue(key, front) : Keeping.WriteRetentionOver(key, front));
        }
    }

    public CommandHead By(ulong actor) => new(new Id128(Next), Id128.None, actor);

    public DischargeDuty Done(ulong actor, DutyName duty, DutyDeed deed, DutyFailure failure = DutyFailure.None, Hash256? document = null) =>
        new(By(actor), duty, deed, failure, document, default);

    /// <summary>Folds an entry of the engine or of a command, and moves its case's thread on.</summary>
    private void Fold(byte[] entry)
    {
        Entries.Add(entry);
        Duties.Apply(entry);
        Kept.Apply(entry);
        var link = Assert.Single(EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage);
        var thread = _threads[link.Subject];
        Assert.Equal((thread.Last, thread.Ordinal + 1), (link.Previous, link.Ordinal));
        _threads[link.Subject] = (Next - 1, link.Ordinal, thread.ClosedAt);
        Tick(0);
    }

    private void Grant(ulong actor, string product, string authority)
    {
        _links.Clear();
        _links.Add(Registry.NextLink(actor));
        Put(new AuthorityGranted(Front(EntryKind.AuthorityGranted) with { Lineage = [.. _links] }, actor, product, authority).Write);
    }

    private void Enact()
    {
        Put(new ChunkEntry(Front(EntryKind.Chunk), Product.Compiled, 0, ProductCodec.Encode(Product.Product)).Write);
        Assert.Equal(Product.Entry, Next);
        Put(new ProductEnacted(
            Front(EntryKind.ProductEnacted), "small", 3, Product.Compiled, Product.Compiled, [11], [11], Product.Parties, Product.Accounts, LogTime.Epoch).Write);
    }

    private void Put(Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        Entries.Add(writer.Encode());
        Registry.Apply(Entries[^1]);
        Tick(0);
    }

    private EntryEnvelope Front(EntryKind kind, CommandHead head = default) => new(kind, Next, Now, head.Id, head.Trace, head.Actor, []);

    private void Tick(ulong seconds) => Now = Now.Plus(seconds * LogTime.NanosecondsPerSecond + 1);

    private static CivilZone Zone()
    {
        Assert.True(CivilZone.TryFind("UTC", out var zone));
        return zone;
    }

    private static Product Make()
    {
        var small = Products.Small();
        var step = small.Steps[0] with
        {
            ReviewedBy = new Review(Who.Authority(1), new Quantity(QuantityUnit.Day, 2)),
            Reports = [new Report("large", 0, new Quantity(QuantityUnit.Day, 5))],
        };
        return small with
        {
            Steps =
            [
                step,
                step with { Name = "hush", Tells = [new Notice([Who.Party(0)], null, Reasons.Without, 0)], ReviewedBy = null },
                step with { Name = "plain", Tells = [], Reports = [], ReviewedBy = null, To = 0 },
            ],
            Evidence = [new Evidence("bill", "The bill", Who.Party(0)), new Evidence("call", "The call", Who.Party(1)), new Evidence("note", "A note", Who.Party(1))],
            Keeps =
            [
                new Keep([0], new Quantity(QuantityUnit.Year, 1), FromClosing: true),
                new Keep([0, 1], new Quantity(QuantityUnit.Day, 10), FromClosing: false),
            ],
        };
    }

    private sealed class AllSignatures : IActorSignatures
    {
        public bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey) => true;

        public bool Verify(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => true;
    }
}

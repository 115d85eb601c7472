using System.Diagnostics.CodeAnalysis;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Cases.Keeping;
using Onus.Cases.Windows;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>All that the runtime of cases remembers, and the ledger that it moves.</summary>
internal sealed class CaseTables
{
    private readonly Dictionary<ulong, ProductShape> _shapes = [];

    public CaseTables(CaseOptions options, LedgerState ledger, IEntryReader entries, byte[][]? parts)
    {
        (Options, Ledger, Entries) = (options, ledger, new EntrySource(entries));
        Charter = parts is null ? new Charter(entries) : Charter.FromSnapshot(parts[0], entries);
        var threads = new CaseThreads(this);
        Threads = threads;
        Duties = parts is null ? new DutyBook(Due) : DutySnapshot.Read(parts[1], Due);
        Evidence = parts is null ? new EvidenceBook(threads, Due) : EvidenceSnapshot.Read(parts[2], threads, Due);
        Kept = new KeptValues(options.KeepsAll);
        Cases = new CaseBook(entry => Products.Get(entry).Product);
        Books = new LiabilityBooks(ledger);
    }

    public CaseOptions Options { get; }

    /// <summary>Whether it has this bug on purpose.</summary>
    public bool Has(CaseFault fault) => Options.Fault == fault;

    public LedgerState Ledger { get; }

    public EntrySource Entries { get; }

    /// <summary>The origin that signed statements name: the one that the charter governs, so that a replay over a restore names
    /// the old one before it and the new one after; a log without a charter has one only.</summary>
    public string Origin => Charter.IsFounded ? Charter.Origin : Options.Origin;

    /// <summary>What governs the node.</summary>
    public Charter Charter { get; }

    public Registry Registry => Charter.Registry;

    public ProductRegister Products => Charter.Products;

    public DutyBook Duties { get; }

    public EvidenceBook Evidence { get; }

    /// <summary>The cases as duties and the keeping of evidence see them.</summary>
    public ICaseThreads Threads { get; }

    public CaseBook Cases { get; }

    public KeptValues Kept { get; }

    public Exposures Exposures { get; } = new();

    public LiabilityBooks Books { get; }

    public DueHeap Due { get; } = new();

    /// <summary>Room for the lines of one act at a time.</summary>
    public NetLines Net { get; } = new();

    /// <summary>The tree of the state root; only one frozen view at a time touches it.</summary>
    public CaseTree Tree { get; } = new();

    /// <summary>Whether there is anything to keep: a log without charter, actors and cases has none.</summary>
    public bool IsEmpty => !Charter.IsFounded && Registry.Count == 0 && Products.All.Count == 0 && Cases.Count == 0;

    /// <summary>Which case a request belongs to, while it is open.</summary>
    public Dictionary<ulong, ulong> OpenRequests { get; } = [];

    /// <summary>What is looked up in a product version.</summary>
    public ProductShape ShapeOf(ulong product)
    {
        if (_shapes.TryGetValue(product, out var shape)) return shape;
        _shapes.Add(product, shape = new ProductShape(Products.Get(product).Product, Kept));
        return shape;
    }

    /// <summary>The world as a case sees it.</summary>
    public CaseWorld WorldOf(CaseRecord record) =>
        new(record, ShapeOf(record.Product), Products.Get(record.Product).Calendar, Ledger, Exposures, Net, Options.Fault);

    /// <summary>Keeps what a version that was just enacted asks for, for the cases that are open already too.</summary>
    /// <remarks>A window that is longer than any before it may ask for amounts that were folded away: they are read from the
    /// log again, once, which takes the time of a fold over it.</remarks>
    public void Watch(ulong enacted)
    {
        var product = Products.Get(enacted).Product;
        Exposures.Watch(product, Cases);
        if (!Kept.Declare(product)) return;
        using var whole = new LogFold(Entries, enacted, keepsAll: true);
        whole.MoveTo(enacted);
        Kept.Restore(product.Name, whole.Tables.Kept);
    }

    /// <summary>Reads an act with everything in it: of a confidential one, joined with the sealed part that is the entry before it.</summary>
    public bool TryReadAct(ReadOnlyMemory<byte> entry, [NotNullWhen(true)] out ActEntry? act)
    {
        if (!ActEntry.TryRead(entry, out act) || act!.Seal is null) return act is not null;
        return SealedPart.TryRead(Entries.Read(act.Envelope.Index - 1), out var part) && Face.TryOpen(act, part!, out act) && act is not null;
    }

    /// <summary>The currency of a product's stake, or of its money where the stake is none.</summary>
    public static Currency CurrencyOf(Language.Compiled.Product product) =>
        product.Stake is { } stake ? product.Facts[stake].Currency
        : product.Perimeter.Currencies.IsEmpty ? default : product.Perimeter.Currencies[0];
}

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>The products of the log: every version that was enacted, and which opens new cases now. A fold that decides
/// nothing.</summary>
public sealed class ProductRegister
{
    private readonly IEntryReader _entries;
    private readonly SortedDictionary<ulong, EnactedProduct> _products = [];
    private readonly Dictionary<ulong, EnactedProduct> _byEntry = [];
    private readonly Dictionary<string, List<EnactedProduct>> _versions = [];

    /// <summary>A register without products.</summary>
    /// <param name="entries">Where the pieces of texts are read.</param>
    public ProductRegister(IEntryReader entries)
    {
        _entries = entries;
        Texts = new TextBook(entries);
        Calendars = new CalendarBook(Texts);
    }

    /// <summary>The texts in the log: sources, compiled products, calendar files.</summary>
    public TextBook Texts { get; }

    /// <summary>The calendars that products can be bound to.</summary>
    public CalendarBook Calendars { get; }

    /// <summary>All versions of all products, in the order of their enactment.</summary>
    public IReadOnlyCollection<EnactedProduct> All => _products.Values;

    /// <summary>The version that an entry enacted; it must exist.</summary>
    public EnactedProduct Get(ulong entry)
    {
        Invariant.Holds(_byEntry.TryGetValue(entry, out var product));
        return product;
    }

    /// <summary>The version that an entry enacted.</summary>
    public bool TryGet(ulong entry, [NotNullWhen(true)] out EnactedProduct? product) => _byEntry.TryGetValue(entry, out product);

    /// <summary>The versions of a product, in rising order; empty where there is none.</summary>
    public IReadOnlyList<EnactedProduct> VersionsOf(string name) => _versions.TryGetValue(name, out var versions) ? versions : [];

    /// <summary>The version of a product that opens new cases at an instant: the highest of those in effect.</summary>
    public EnactedProduct? InEffect(string name, LogTime now)
    {
        var versions = VersionsOf(name);
        for (var i = versions.Count - 1; i >= 0; i--)
            if (versions[i].InEffect <= now) return versions[i];
        return null;
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is one of texts, products and calendars; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state, or the bytes it names are others.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (Texts.Apply(entry)) return true;
        if (Calendars.Apply(entry))
        {
            foreach (var product in _products.Values) product.Calendar = CalendarOf(product.Product);
            return true;
        }

        if (EntryHeader.KindOf(entry.Span) != EntryKind.ProductEnacted) return false;
        Invariant.Holds(ProductEnacted.TryRead(entry, out var enacted));
        Add(enacted!);
        return true;
    }

    /// <summary>Where everything lies in the log, as canonical bytes: the same after the same entries.</summary>
    public byte[] ToSnapshot()
    {
        var writer = CborExtensions.NewWriter();
        Layout(new CborArchive(writer), writing: true);
        return writer.Encode();
    }

    /// <summary>The register that <see cref="ToSnapshot"/> wrote; products are read from the log again.</summary>
    /// <exception cref="InvalidDataException">The bytes are no such snapshot.</exception>
    public static ProductRegister FromSnapshot(ReadOnlyMemory<byte> snapshot, IEntryReader entries)
    {
        var register = new ProductRegister(entries);
        try
        {
            var reader = CborExtensions.NewReader(snapshot);
            register.Layout(new CborArchive(reader), writing: false);
            return reader.BytesRemaining == 0 ? register : throw new InvalidDataException("bytes follow the products");
        }
        catch (Exception e) when (e is System.Formats.Cbor.CborContentException or InvalidOperationException
            or InvariantViolation or OverflowException or FormatException)
        {
            throw new InvalidDataException($"not a snapshot of the products: {e.Message}", e);
        }
    }

    private void Layout(CborArchive a, bool writing) => a.Record(3, () =>
    {
        a.List<(Hash256 Whole, ImmutableArray<ulong> Pieces)>(writing ? [.. Texts.InOrder()] : [], text => a.Record(2, () =>
        {
            var (whole, pieces) = (a.Hash(text.Whole), a.List(writing ? text.Pieces : [], a.ULong));
            if (!writing) Texts.Load(whole, pieces);
            return (whole, pieces);
        }));
        a.List<(Hash256 Old, Hash256 New)>(writing ? [.. Calendars.InOrder()] : [], update => a.Record(2, () =>
        {
            var (old, newer) = (a.Hash(update.Old), a.Hash(update.New));
            if (!writing) Calendars.Load(old, newer);
            return (old, newer);
        }));
        return a.List<ulong>(writing ? [.. _products.Keys] : [], product =>
        {
            var entry = a.ULong(product);
            if (writing) return entry;
            Invariant.Holds(_entries.TryRead(entry, out var bytes));
            Invariant.Holds(ProductEnacted.TryRead(bytes, out var enacted));
            Add(enacted!);
            return entry;
        });
    });

    private void Add(ProductEnacted enacted)
    {
        var bytes = TextBook.Read(_entries, enacted.Compiled, enacted.CompiledChunks);
        var product = ProductCodec.TryDecode(bytes, out var fault);
        if (product is null) Invariant.Broken($"the product enacted by entry {enacted.Envelope.Index} is none: {fault}");
        Invariant.Holds(product.Name == enacted.Name && product.Version == enacted.Version && product.Source == enacted.Source);
        Invariant.Holds(enacted.Parties.Length == product.Parties.Length && enacted.Accounts.Length == product.Accounts.Length);

        var version = new EnactedProduct
        {
            Entry = enacted.Envelope.Index,
            Product = product,
            Compiled = enacted.Compiled,
            Parties = enacted.Parties,
            Accounts = enacted.Accounts,
            InEffect = enacted.InEffect,
            Calendar = CalendarOf(product),
        };
        if (!_versions.TryGetValue(product.Name, out var versions)) _versions.Add(product.Name, versions = []);
        Invariant.Holds(versions.Count == 0 || versions[^1].Product.Version < product.Version);
        versions.Add(version);
        _products.Add(version.Entry, version);
        _byEntry.Add(version.Entry, version);
    }

    private CivilCalendar CalendarOf(Product product)
    {
        var calendar = Calendars.Of(product.Perimeter);
        if (calendar is null) Invariant.Broken($"the calendar or zone of {product.Name} is unknown");
        return calendar;
    }
}

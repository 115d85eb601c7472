using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>The root over all books and accounts as they stood after a number of entries, with the proofs under it.</summary>
public sealed class StateRoot
{
    private readonly BookLeaf[] _books;
    private readonly List<Hash256[]> _levels;
    private readonly Dictionary<ulong, (AccountLeaf Leaf, ulong Book, ulong Place, SumNode[] Path)> _accounts;

    internal StateRoot(
        ulong asOf, BookLeaf[] books,
        Dictionary<ulong, (AccountLeaf Leaf, ulong Book, ulong Place, SumNode[] Path)> accounts)
    {
        AsOf = asOf;
        _books = books;
        _accounts = accounts;
        _levels = [[.. books.Select(book => book.Hash)]];
        while (_levels[^1].Length > 1) _levels.Add([.. Pairs(_levels[^1])]);
    }

    /// <summary>How many entries of the log the state is a fold of.</summary>
    public ulong AsOf { get; }

    /// <summary>How many books there were.</summary>
    public ulong BookCount => (ulong)_books.Length;

    /// <summary>The root over the books.</summary>
    public Hash256 LedgerRoot => _books.Length == 0 ? Hash256.EmptyRoot : _levels[^1][0];

    /// <summary>The books as the root commits to them, in the order of their opening.</summary>
    public IReadOnlyList<BookLeaf> Books => _books;

    /// <summary>The body of the state-root entry.</summary>
    /// <param name="envelope">The front of the entry.</param>
    /// <param name="cases">How many cases there were.</param>
    /// <param name="caseRoot">The root over them; null where there were none.</param>
    public StateRootEntry ToEntry(EntryEnvelope envelope, ulong cases = 0, Hash256? caseRoot = null) =>
        new(envelope with { Kind = EntryKind.StateRoot }, AsOf, BookCount, LedgerRoot, cases, caseRoot);

    /// <summary>Adds the state-root entry to the batch.</summary>
    /// <param name="clock">The wall clock.</param>
    /// <param name="batch">Where it goes.</param>
    /// <param name="cases">How many cases there were.</param>
    /// <param name="caseRoot">The root over them; null where there were none.</param>
    /// <returns>The entry's bytes, which the proofs carry.</returns>
    public byte[] Write(LogTime clock, EntryBatch batch, ulong cases = 0, Hash256? caseRoot = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var time = batch.TimeFor(clock);
        var envelope = new EntryEnvelope(EntryKind.StateRoot, batch.NextIndex, time, Id128.None, Id128.None, 0, []);
        var writer = CborExtensions.NewWriter();
        ToEntry(envelope, cases, caseRoot).Write(writer);
        var entry = writer.Encode();
        batch.Add(entry, time);
        return entry;
    }

    /// <summary>The proof of a book's totals.</summary>
    /// <param name="book">The entry that opened the book.</param>
    /// <param name="rootEntry">The bytes of the state-root entry.</param>
    /// <returns>The proof, or null if the book was not there yet.</returns>
    public BookTotalProof? ProveTotal(ulong book, ReadOnlyMemory<byte> rootEntry)
    {
        var place = Array.FindIndex(_books, leaf => leaf.Book == book);
        if (place < 0) return null;
        var path = new List<Hash256>();
        for (var (level, at) = (0, place); level + 1 < _levels.Count; level++, at /= 2)
            if ((at ^ 1) < _levels[level].Length) path.Add(_levels[level][at ^ 1]);
        return new BookTotalProof(rootEntry, _books[place], (ulong)place, path);
    }

    /// <summary>The proof of an account's balance.</summary>
    /// <param name="account">The entry that opened the account; it must have been asked for before the root was made.</param>
    /// <param name="rootEntry">The bytes of the state-root entry.</param>
    /// <returns>The proof, or null if the account was not asked for or not there yet.</returns>
    public BalanceProof? ProveBalance(ulong account, ReadOnlyMemory<byte> rootEntry) =>
        _accounts.TryGetValue(account, out var proven)
            ? new BalanceProof(ProveTotal(proven.Book, rootEntry)!, proven.Leaf, proven.Place, proven.Path)
            : null;

    private static IEnumerable<Hash256> Pairs(Hash256[] level)
    {
        for (var i = 0; i < level.Length; i += 2)
            yield return i + 1 < level.Length ? BookLeaf.Parent(level[i], level[i + 1]) : level[i];
    }
}

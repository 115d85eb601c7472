using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Roots;
using Onus.Ledger.Snapshots;
using Onus.Ledger.Tables;

namespace Onus.Ledger;

/// <summary>The ledger as it stood at one moment: makes the state root, and a snapshot if one was asked for, while the ledger
/// goes on.</summary>
/// <remarks>Made and disposed on the ledger's thread; <see cref="Run"/> may run on another. One at a time.</remarks>
public sealed class FrozenLedger : IDisposable
{
    private readonly LedgerTables _tables;
    private readonly RootTrees _trees;
    private readonly FrozenBuckets _buckets;
    private readonly SnapshotFront? _snapshot;
    private readonly BookAtRoot[] _books;
    private readonly AccountTable.Bucket[] _places;
    private readonly byte[] _changed;
    private readonly ILookup<uint, uint> _proofs;
    private bool _finished;

    internal FrozenLedger(
        LedgerTables tables, RootTrees trees, ulong asOf, bool withSnapshot, IEnumerable<ulong> accountsToProve)
    {
        (_tables, _trees, AsOf) = (tables, trees, asOf);
        var accounts = tables.Accounts;
        _proofs = accountsToProve.Distinct().Select(accounts.FindOpenedBy).Where(number => number != AccountTable.NotFound)
            .ToLookup(number => number >> AccountTable.BucketBits);
        _changed = accounts.TakeChanged();
        _places = accounts.Places();
        _books = [.. Enumerable.Range(0, tables.Books.Count).Select(i => new BookAtRoot(tables.Books[i]))];
        _snapshot = withSnapshot ? new SnapshotFront(tables) : null;
        var wanted = new bool[_places.Length];
        for (uint i = 0; i < wanted.Length; i++) wanted[i] = withSnapshot || IsHashed(i);
        _buckets = new FrozenBuckets(accounts, trees.Copies, wanted, withSnapshot);
    }

    /// <summary>How many entries of the log the state is a fold of.</summary>
    public ulong AsOf { get; }

    /// <summary>Makes the root, and writes the snapshot; once, on any thread.</summary>
    /// <param name="snapshot">Where the snapshot goes; must be given if, and only if, one was asked for.</param>
    public StateRoot Run(Stream? snapshot = null)
    {
        Invariant.Holds(snapshot is null == _snapshot is null && !_finished);
        var proven = new Dictionary<ulong, (AccountLeaf, ulong, ulong, SumNode[])>();
        for (var i = 0; i < _books.Length; i++) _trees.Of(i).Resize(_books[i].BucketCount);
        if (snapshot is not null) _snapshot!.Write(snapshot);
        ReadBuckets(snapshot, out var paths);
        if (snapshot is not null) SnapshotFront.WriteEnd(snapshot);
        for (var i = 0; i < _books.Length; i++) _trees.Of(i).Rehash(_trees.Nodes);
        foreach (var path in paths)
        {
            var place = _places[path.Number >> AccountTable.BucketBits];
            var whole = path.Nodes.Concat(_trees.Of(place.Book).PathFrom(place.Place)).ToArray();
            var inBook = (ulong)place.Place * AccountTable.BucketSize + path.Number % AccountTable.BucketSize;
            proven.Add(path.Leaf.Account, (path.Leaf, _books[place.Book].Opened, inBook, whole));
        }

        var leaves = _books.Select((book, i) => new BookLeaf(book.Opened, book.Accounts, _trees.Of(i).Root)).ToArray();
        for (var i = 0; i < leaves.Length; i++) Invariant.Holds(leaves[i].Root.Sums == _books[i].Totals);
        _finished = true;
        return new StateRoot(AsOf, leaves, proven);
    }

    /// <summary>Ends the view; on the ledger's thread, after <see cref="Run"/> has ended.</summary>
    public void Dispose()
    {
        _buckets.Dispose();

        // What was marked for this root and not hashed is marked for the next.
        if (!_finished) _tables.Accounts.MarkAll();
    }

    private void ReadBuckets(Stream? snapshot, out List<AccountPath> paths)
    {
        paths = [];
        var hasher = _trees.Buckets;
        var group = new uint[BucketHasher.GroupSize];
        using var image = new FrozenBuckets.Image();
        for (uint bucket = 0; bucket < _buckets.Count; bucket++)
        {
            var hashed = IsHashed(bucket);
            if (!hashed && snapshot is null) continue;
            _buckets.Read(bucket, image);
            var accounts = image.Records[..AccountsIn(bucket)];
            if (snapshot is not null) SnapshotFront.WriteBucket(snapshot, accounts, image.Limits);
            if (!hashed) continue;
            group[hasher.Count] = bucket;
            hasher.Add(accounts);
            foreach (var number in _proofs[bucket]) paths.Add(new AccountPath(number, LeafOf(accounts, number), []));
            if (hasher.Count == BucketHasher.GroupSize) HashGroup(group, paths);
        }

        HashGroup(group, paths);
    }

    private void HashGroup(uint[] group, List<AccountPath> paths)
    {
        var hasher = _trees.Buckets;
        hasher.Run();
        for (var i = 0; i < hasher.Count; i++)
        {
            var place = _places[group[i]];
            _trees.Of(place.Book).Set(place.Place, hasher.NodeOf(i));
            if (!_proofs.Contains(group[i])) continue;
            foreach (var path in paths.Where(path => path.Number >> AccountTable.BucketBits == group[i]))
                path.Nodes.AddRange(hasher.PathFrom(i, (int)(path.Number % AccountTable.BucketSize)));
        }

        hasher.Clear();
    }

    private bool IsHashed(uint bucket) => _changed[bucket] != 0 || _proofs.Contains(bucket);

    private int AccountsIn(uint bucket)
    {
        var place = _places[bucket];
        return (int)Math.Min(AccountTable.BucketSize, _books[place.Book].Accounts - place.Place * AccountTable.BucketSize);
    }

    private static AccountLeaf LeafOf(ReadOnlySpan<AccountRecord> accounts, uint number)
    {
        ref readonly var account = ref accounts[(int)(number % AccountTable.BucketSize)];
        return new AccountLeaf(account.Opened, account.Head, account.Ordinal, account.Balances);
    }

    private sealed record AccountPath(uint Number, AccountLeaf Leaf, List<SumNode> Nodes);

    private sealed class BookAtRoot(BookRecord book)
    {
        public readonly ulong Opened = book.Opened;
        public readonly uint Accounts = book.AccountCount;
        public readonly uint BucketCount = (uint)book.Buckets.Count;
        public readonly Balances Totals = book.Totals;
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Roots;

/// <summary>Hashes buckets of accounts, a group at a time: the leaves of all, then their parents level by level.</summary>
internal sealed class BucketHasher(NodeHasher nodes)
{
    /// <summary>How many buckets a group has.</summary>
    public const int GroupSize = 32;

    private const int BucketSize = AccountTable.BucketSize, LeafCount = GroupSize * BucketSize;

    private readonly byte[] _bytes = new byte[LeafCount * AccountLeaf.Size];
    private readonly Slice[] _slices = new Slice[LeafCount];
    private readonly Hash256[] _hashes = new Hash256[LeafCount];
    private readonly Balances[] _sums = new Balances[LeafCount];
    private readonly SumNode[][] _levels =
        [.. Enumerable.Range(0, AccountTable.BucketBits + 1).Select(level => new SumNode[LeafCount >> level])];
    private readonly int[] _counts = new int[GroupSize];
    private int _leafCount;

    /// <summary>How many buckets are in the group.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a bucket to the group.</summary>
    /// <param name="accounts">The accounts of the bucket, 1 to 16.</param>
    public void Add(ReadOnlySpan<AccountRecord> accounts)
    {
        foreach (ref readonly var account in accounts)
        {
            var balances = account.Balances;
            new AccountLeaf(account.Opened, account.Head, account.Ordinal, balances)
                .Write(_bytes.AsSpan(_leafCount * AccountLeaf.Size));
            _slices[_leafCount] = new Slice(_leafCount * AccountLeaf.Size, AccountLeaf.Size);
            _sums[_leafCount++] = balances;
        }

        _counts[Count++] = accounts.Length;
    }

    /// <summary>Hashes the group; then <see cref="NodeOf"/> and <see cref="PathFrom"/> tell the result.</summary>
    public void Run()
    {
        Sha256Lanes.Hash(AccountLeaf.Prefix, _bytes, _slices.AsSpan(0, _leafCount), _hashes.AsSpan(0, _leafCount));
        var leaf = 0;
        for (var bucket = 0; bucket < Count; bucket++)
            for (var i = 0; i < _counts[bucket]; i++, leaf++)
                _levels[0][bucket * BucketSize + i] = new SumNode(_hashes[leaf], _sums[leaf]);
        for (var level = 0; level < AccountTable.BucketBits; level++)
        {
            for (var bucket = 0; bucket < Count; bucket++) RaiseLevel(bucket, level);
            nodes.Run();
        }
    }

    /// <summary>Empties the group.</summary>
    public void Clear() => (Count, _leafCount) = (0, 0);

    /// <summary>The node over a bucket of the group.</summary>
    public SumNode NodeOf(int bucket) => _levels[AccountTable.BucketBits][bucket];

    /// <summary>The nodes beside the path from an account of a bucket up to the bucket's node.</summary>
    public IEnumerable<SumNode> PathFrom(int bucket, int account)
    {
        var width = _counts[bucket];
        for (var level = 0; width > 1; level++, account /= 2, width = (width + 1) / 2)
            if ((account ^ 1) < width) yield return _levels[level][(bucket * BucketSize >> level) + (account ^ 1)];
    }

    private void RaiseLevel(int bucket, int level)
    {
        var from = bucket * BucketSize >> level;
        var to = bucket * BucketSize >> (level + 1);
        var width = WidthOf(bucket, level);
        for (var i = 0; i < width; i += 2)
        {
            if (i + 1 < width) nodes.Add(_levels[level], (uint)(from + i), _levels[level + 1], (uint)(to + i / 2));
            else _levels[level + 1][to + i / 2] = _levels[level][from + i];
        }
    }

    private int WidthOf(int bucket, int level)
    {
        var width = _counts[bucket];
        for (; level > 0; level--) width = (width + 1) / 2;
        return width;
    }
}

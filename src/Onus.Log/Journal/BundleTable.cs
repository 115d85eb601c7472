using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>The full bundles of a log, 256 entries each: where each begins, and the tree over their roots.</summary>
/// <remarks>Half a byte of memory for each entry of the log. One thread adds, any number read.</remarks>
internal sealed class BundleTable
{
    private const int ChunkSize = 1024;

    private readonly MerkleTree _roots = new();
    private BundlePlace[]?[] _places = new BundlePlace[]?[16];
    private ulong _count;

    /// <summary>How many full bundles there are.</summary>
    public ulong Count => Volatile.Read(ref _count);

    /// <summary>The subtrees of the entries that the full bundles hold, ready to grow on.</summary>
    public CompactRange Range => new(Count * TileId.FullWidth, MerkleProver.Range(_roots, Count).Roots);

    /// <summary>Adds bundles behind the last one.</summary>
    public void Add(ReadOnlySpan<BundlePlace> places, ReadOnlySpan<Hash256> roots)
    {
        Invariant.Holds(places.Length == roots.Length);
        _roots.Append(roots);
        for (var i = 0; i < places.Length; i++)
        {
            var at = checked((int)(_count + (ulong)i));
            Chunk(at / ChunkSize)[at % ChunkSize] = places[i];
        }

        Volatile.Write(ref _count, _count + (ulong)places.Length);
    }

    /// <summary>Where a full bundle begins.</summary>
    public BundlePlace Place(ulong bundle) => Volatile.Read(ref _places)[bundle / ChunkSize]![bundle % ChunkSize];

    /// <summary>The root over the entries of a full bundle.</summary>
    public Hash256 Root(ulong bundle) => Node(new NodeId(TileId.Height, bundle));

    /// <summary>The hash of a subtree of one or more full bundles.</summary>
    public Hash256 Node(NodeId node)
    {
        Hash256 hash = default;
        _roots.Read([node with { Level = node.Level - TileId.Height }], new Span<Hash256>(ref hash));
        return hash;
    }

    private BundlePlace[] Chunk(int chunk)
    {
        if (chunk >= _places.Length)
        {
            var grown = new BundlePlace[]?[2 * chunk];
            _places.CopyTo(grown, 0);
            Volatile.Write(ref _places, grown);
        }

        return _places[chunk] ??= new BundlePlace[ChunkSize];
    }
}

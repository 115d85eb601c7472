using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tiles;

/// <summary>A log read through its tiles under one root that the caller trusts: nothing is answered that does not hash
/// to that root.</summary>
/// <remarks>
/// <para>The tiles at the right edge are checked against the root, and every other tile against its hash in the tile
/// above it, before anything in them is used. A partial tile that is gone is replaced by the first hashes of the full
/// one (tlog-tiles, "Partial Tiles").</para>
/// <para>Tiles above the leaves are kept. One caller at a time.</para>
/// </remarks>
public sealed class VerifiedTiles
{
    private static readonly Comparer<TileId> TopDown = Comparer<TileId>.Create(
        (a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level) : a.Index.CompareTo(b.Index));

    private readonly ITileSource _source;
    private readonly Hash256 _root;
    private readonly ProofPlan _edge;
    private FetchedTiles _kept;

    /// <summary>Reads the tree of <paramref name="size"/> leaves under <paramref name="root"/>.</summary>
    /// <param name="source">Where the tiles are; not trusted.</param>
    /// <param name="size">The size that a verified checkpoint says; not 0, for an empty log has no tiles.</param>
    /// <param name="root">The root that a verified checkpoint says.</param>
    public VerifiedTiles(ITileSource source, ulong size, Hash256 root)
    {
        _source = source;
        _root = root;
        _edge = ProofPlan.Root(size);
        _kept = new FetchedTiles(size);
        Size = size;
    }

    /// <summary>The number of leaves.</summary>
    public ulong Size { get; }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="TileException">The source's tiles are not those of the tree.</exception>
    public async ValueTask<Hash256> RootAsync(ulong size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        if (size == 0) return Hash256.EmptyRoot;
        return (await FoldAsync(ProofPlan.Root(size), cancellation).ConfigureAwait(false))[0];
    }

    /// <summary>The proof that the leaf at <paramref name="index"/> is in the tree of the first <paramref name="size"/>
    /// leaves, the leaf's sibling first.</summary>
    /// <exception cref="TileException">The source's tiles are not those of the tree.</exception>
    public ValueTask<Hash256[]> InclusionAsync(ulong index, ulong size, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return FoldAsync(ProofPlan.Inclusion(index, size), cancellation);
    }

    /// <summary>The proof that the tree of <paramref name="size2"/> leaves only appended to that of
    /// <paramref name="size1"/>.</summary>
    /// <exception cref="TileException">The source's tiles are not those of the tree.</exception>
    public ValueTask<Hash256[]> ConsistencyAsync(ulong size1, ulong size2, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size2, Size);
        if (size1 == 0) return ValueTask.FromResult<Hash256[]>([]);
        return FoldAsync(ProofPlan.Consistency(size1, size2), cancellation);
    }

    /// <summary>The entries of one bundle: up to 256 from index 256 × <paramref name="bundle"/> on.</summary>
    /// <exception cref="TileException">The source's tiles or entries are not those of the tree.</exception>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> EntriesAsync(
        ulong bundle, CancellationToken cancellation)
    {
        var width = Tiling.Width(TileId.EntriesLevel, bundle, Size);
        ArgumentOutOfRangeException.ThrowIfZero(width, nameof(bundle));
        var tile = new TileId(TileId.EntriesLevel, bundle, width);
        var leafTile = tile with { Level = 0 };
        var tiles = await FetchAsync([leafTile], cancellation).ConfigureAwait(false);
        var (bytes, entries) = await TileDownload.EntriesAsync(_source, tile, cancellation).ConfigureAwait(false);
        var leaves = new Hash256[width];
        MerkleHasher.HashLeaves(bytes.Span, entries, leaves);
        if (!leaves.AsSpan().SequenceEqual(tiles.Hashes(leafTile)))
            throw new TileException(tile, TileProblem.NotInTree);
        return [.. entries.Select(entry => bytes.Slice(entry.Start, entry.Length))];
    }

    private async ValueTask<Hash256[]> FoldAsync(ProofPlan plan, CancellationToken cancellation)
    {
        var nodes = plan.Nodes.ToArray();
        var tiles = await FetchAsync(nodes.Select(Containing), cancellation).ConfigureAwait(false);
        var hashes = new Hash256[nodes.Length];
        tiles.Read(nodes, hashes);
        return plan.Fold(hashes);
    }

    /// <summary>The tiles that are asked for and those that vouch for them, all checked.</summary>
    private async ValueTask<FetchedTiles> FetchAsync(IEnumerable<TileId> needed, CancellationToken cancellation)
    {
        var wanted = new SortedSet<TileId>(_edge.Nodes.Select(Containing), TopDown);
        foreach (var tile in needed)
            for (var at = tile; wanted.Add(at) && at.IsFull;) at = Above(at);
        var fetched = _kept.WithoutLeaves();
        TileId[] missing = [.. wanted.Where(tile => !_kept.Contains(tile))];
        var hashes = await Task.WhenAll(missing.Select(tile => TileDownload.HashesAsync(_source, tile, cancellation)))
            .ConfigureAwait(false);
        for (var i = 0; i < missing.Length; i++) fetched.Add(missing[i], hashes[i]);

        // From the top down, so that the tile that is blamed is the one that is wrong.
        CheckEdge(fetched);
        foreach (var tile in missing.Where(tile => tile.IsFull)) CheckFull(tile, fetched);
        _kept = fetched.WithoutLeaves();
        return fetched;
    }

    /// <summary>Every hash of the partial tiles is under one of the full subtrees of which the root is made.</summary>
    private void CheckEdge(FetchedTiles tiles)
    {
        var nodes = _edge.Nodes.ToArray();
        var hashes = new Hash256[nodes.Length];
        tiles.Read(nodes, hashes);
        if (_edge.Fold(hashes)[0] != _root) throw new TileException(Containing(nodes[0]), TileProblem.EdgeNotUnderRoot);
    }

    private void CheckFull(TileId tile, FetchedTiles tiles)
    {
        var above = Above(tile);
        var expected = tiles.Hashes(above)[tile.Index % TileId.FullWidth];
        if (Tiling.SubtreeRoot(tiles.Hashes(tile)) != expected) throw new TileException(tile, TileProblem.NotInTree);
    }

    private TileId Containing(NodeId node) => Tiling.Containing(node, Size, out _, out _);

    /// <summary>The tile in which a full tile is one hash.</summary>
    private TileId Above(TileId tile) => Containing(new NodeId((tile.Level + 1) * TileId.Height, tile.Index));
}

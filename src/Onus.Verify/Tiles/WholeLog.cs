using Onus.Core;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Verify.Tiles;

/// <summary>Hashes a whole log again from its entries, on all cores, and compares every hash tile on the way.</summary>
internal sealed class WholeLog(TilePlace place, bool opaque)
{
    // 262,144 entries: long enough to keep all cores busy, short enough for the memory of a small machine.
    private const int Window = 1_024;

    private readonly CompactRange _tree = new();
    private readonly Dictionary<ulong, Hash256> _roots = [];
    private readonly List<Hash256> _bundleRoots = [];
    private long _entries;
    private LogTime _last;

    /// <summary>The entries hashed so far; read by whoever shows progress.</summary>
    public long Entries => Interlocked.Read(ref _entries);

    /// <summary>The bytes of all entries.</summary>
    public long Bytes { get; private set; }

    /// <summary>The time of the last entry; the epoch for an opaque log.</summary>
    public LogTime LastTime => _last;

    /// <summary>The root of the first entries of that number; only for sizes that were asked for.</summary>
    public Hash256 RootAt(ulong size) => _roots[size];

    /// <summary>Hashes the first <paramref name="size"/> entries.</summary>
    /// <param name="size">How many.</param>
    /// <param name="sizes">The sizes whose roots are wanted; none above <paramref name="size"/>.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What is wrong and where, or null when every tile agrees with the entries.</returns>
    /// <exception cref="IOException">The source cannot be read.</exception>
    public async Task<string?> HashAsync(ulong size, IReadOnlySet<ulong> sizes, CancellationToken cancellation)
    {
        if (sizes.Contains(0)) _roots[0] = Hash256.EmptyRoot;
        var bundles = (size + TileId.FullWidth - 1) / TileId.FullWidth;
        var checks = new BundleCheck[Window];
        for (ulong first = 0; first < bundles; first += Window)
        {
            var count = (int)Math.Min(Window, bundles - first);
            var start = first;
            var options = new ParallelOptions { MaxDegreeOfParallelism = place.Parallelism, CancellationToken = cancellation };
            await Parallel.ForAsync(0, count, options, async (i, stop) =>
            {
                var index = start + (ulong)i;
                var tile = new TileId(TileId.EntriesLevel, index, Tiling.Width(TileId.EntriesLevel, index, size));
                checks[i] = await CheckAsync(tile, CutsInside(tile, sizes), stop);
                Interlocked.Add(ref _entries, tile.Width);
            });
            for (var i = 0; i < count; i++)
            {
                if (Append(first + (ulong)i, checks[i], sizes) is { } damage) return damage;
            }
        }

        return await CompareUpperTilesAsync(size, cancellation);
    }

    private async ValueTask<BundleCheck> CheckAsync(TileId tile, bool keepLeaves, CancellationToken cancellation)
    {
        try
        {
            var (bytes, places) = await TileDownload.EntriesAsync(place.Source, tile, cancellation);
            var hashes = await TileDownload.HashesAsync(place.Source, tile with { Level = 0 }, cancellation);
            return BundleCheck.Of(tile, bytes.Span, places, hashes, opaque, keepLeaves);
        }
        catch (Exception e) when (e is TileException or LogDamagedException)
        {
            return BundleCheck.Damaged(e.Message);
        }
    }

    private static bool CutsInside(TileId tile, IReadOnlySet<ulong> sizes)
    {
        if (!tile.IsFull) return true;
        var start = tile.Index * TileId.FullWidth;
        foreach (var size in sizes)
        {
            if (size > start && size < start + TileId.FullWidth) return true;
        }

        return false;
    }

    private string? Append(ulong index, in BundleCheck check, IReadOnlySet<ulong> sizes)
    {
        var start = index * TileId.FullWidth;
        if (check.Damage is not null) return check.Damage;
        if (!opaque && start > 0 && check.First <= _last) return $"entry {start} is not later than the one before it";
        _last = check.Last;
        Bytes += check.Bytes;
        if (check.Leaves is null)
        {
            _tree.Append(TileId.Height, check.Root);
        }
        else
        {
            foreach (var leaf in check.Leaves)
            {
                _tree.Append(leaf);
                if (sizes.Contains(_tree.Size)) _roots[_tree.Size] = _tree.Root;
            }
        }

        if (sizes.Contains(_tree.Size)) _roots[_tree.Size] = _tree.Root;
        if (check.Root != default) _bundleRoots.Add(check.Root);
        return null;
    }

    private async Task<string?> CompareUpperTilesAsync(ulong size, CancellationToken cancellation)
    {
        var hashes = _bundleRoots.ToArray();
        for (var level = 1; hashes.Length > 0; level++)
        {
            for (ulong index = 0; index * TileId.FullWidth < (ulong)hashes.Length; index++)
            {
                var tile = new TileId(level, index, Tiling.Width(level, index, size));
                var expected = hashes.AsMemory((int)(index * TileId.FullWidth), tile.Width);
                if (await DisagreementAsync(tile, expected, cancellation) is { } disagreement) return disagreement;
            }

            hashes = Above(hashes);
        }

        return null;
    }

    private async Task<string?> DisagreementAsync(TileId tile, ReadOnlyMemory<Hash256> expected, CancellationToken cancellation)
    {
        try
        {
            var hashes = await TileDownload.HashesAsync(place.Source, tile, cancellation);
            return expected.Span.SequenceEqual(hashes) ? null : $"{tile} disagrees with the entries below it";
        }
        catch (TileException e)
        {
            return e.Message;
        }
    }

    private static Hash256[] Above(ReadOnlySpan<Hash256> hashes)
    {
        var above = new Hash256[hashes.Length / TileId.FullWidth];
        for (var i = 0; i < above.Length; i++) above[i] = Tiling.SubtreeRoot(hashes.Slice(i * TileId.FullWidth, TileId.FullWidth));
        return above;
    }
}

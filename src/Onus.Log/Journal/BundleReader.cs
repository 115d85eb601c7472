using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>Reads entries 256 at a time from the journal, each time checked against the tree, and keeps the last ones.</summary>
/// <remarks>Safe for many threads. It is also where the tree finds the hashes that it no longer holds: those of whole
/// bundles in the table, those within a bundle by reading it.</remarks>
internal sealed class BundleReader(IJournal journal, BundleTable table) : INodeSource
{
    private const int CacheSize = 64;

    private readonly Bundle?[] _cache = new Bundle?[CacheSize];

    /// <summary>Whether a bundle is full.</summary>
    public bool Holds(ulong number) => number < table.Count;

    /// <summary>A full bundle.</summary>
    /// <exception cref="LogDamagedException">The entries are not the ones that the tree was built from.</exception>
    public Bundle Full(ulong number)
    {
        ref var slot = ref _cache[number % CacheSize];
        if (Volatile.Read(ref slot) is { } cached && cached.Number == number) return cached;
        var place = table.Place(number);
        BundlePlace? next = number + 1 < table.Count ? table.Place(number + 1) : null;
        var bundle = TryRead(number, TileId.FullWidth, place, next);
        if (bundle is null || bundle.Root != table.Root(number)) throw Diagnose(number, place);
        Volatile.Write(ref slot, bundle);
        return bundle;
    }

    /// <summary>The first entries of the bundle that is not full yet.</summary>
    /// <param name="number">The bundle.</param>
    /// <param name="count">How many entries it has.</param>
    /// <param name="place">Where it begins.</param>
    /// <param name="tree">The tree, which still holds the hashes of these entries or finds them by reading the bundle.</param>
    public Bundle Open(ulong number, int count, BundlePlace place, INodeSource tree)
    {
        var bundle = TryRead(number, count, place, null) ?? throw Diagnose(number, place);
        var nodes = new NodeId[count];
        for (var i = 0; i < count; i++) nodes[i] = new NodeId(0, number * TileId.FullWidth + (ulong)i);
        var leaves = new Hash256[count];
        tree.Read(nodes, leaves);
        return bundle.Leaves.SequenceEqual(leaves) ? bundle : throw Diagnose(number, place);
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<NodeId> nodes, Span<Hash256> hashes)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (node.End > table.Count * TileId.FullWidth) throw new KeyNotFoundException($"{node} is in no full bundle");
            hashes[i] = node.Level >= TileId.Height
                ? table.Node(node)
                : Full(node.Index >> (TileId.Height - node.Level)).Node(node);
        }
    }

    private Bundle? TryRead(ulong number, int count, BundlePlace place, BundlePlace? next)
    {
        var entries = new Slice[count];
        if (next is { } end && end.Frame == place.Frame)
        {
            // The common case: the whole bundle lies in one frame, and its length is known.
            var bytes = new byte[Math.Max(0, end.Offset - place.Offset)];
            return journal.TryReadEntries(place.Frame, place.Offset, bytes) && Parse(bytes, 0, entries) == bytes.Length
                ? new Bundle(number, bytes, entries)
                : null;
        }

        try
        {
            return TryReadAcrossFrames(number, entries, place);
        }
        catch (LogDamagedException)
        {
            // An earlier frame may have led astray: reading whole frames finds the first bad one.
            return null;
        }
    }

    private Bundle? TryReadAcrossFrames(ulong number, Slice[] entries, BundlePlace place)
    {
        var bytes = new byte[64 * entries.Length];
        var (read, length) = (0, 0);
        var (position, offset) = (place.Frame, place.Offset);
        while (read < entries.Length)
        {
            var frame = journal.Read(position, number * TileId.FullWidth + (ulong)read);
            var rest = frame.EntriesLength - offset;

            // The frame may hold much more than the bundle needs; entries are read until they are enough.
            var wanted = Math.Min(rest, (entries.Length - read) * (EntryFraming.PrefixSize + EntryBatch.MaxEntrySize));
            wanted = Math.Min(wanted, Math.Max(64 * 1024, EntryFraming.PrefixSize + EntryBatch.MaxEntrySize));
            if (wanted <= 0) return null;
            if (bytes.Length < length + wanted) Array.Resize(ref bytes, Math.Max(length + wanted, 2 * bytes.Length));
            if (!journal.TryReadEntries(frame.Position, offset, bytes.AsSpan(length, wanted))) return null;
            var taken = 0;
            while (read < entries.Length
                && EntryFraming.TryRead(bytes.AsSpan(length, wanted), taken, out var entry))
            {
                entries[read++] = new Slice(length + entry.Start, entry.Length);
                taken = entry.Start + entry.Length;
            }

            if (taken == 0) return null;
            length += taken;
            offset += taken;
            if (offset == frame.EntriesLength) (position, offset) = (frame.Next, 0);
        }

        return new Bundle(number, bytes, entries);
    }

    private static int Parse(ReadOnlySpan<byte> bytes, int at, Span<Slice> entries)
    {
        for (var i = 0; i < entries.Length; i++)
        {
            if (!EntryFraming.TryRead(bytes, at, out entries[i])) return -1;
            at = entries[i].Start + entries[i].Length;
        }

        return at;
    }

    /// <summary>Reads whole frames from the bundle's first one on, until one is found that is not as it was written.</summary>
    private LogDamagedException Diagnose(ulong number, BundlePlace place)
    {
        var first = number * TileId.FullWidth;
        var content = new FrameContent();
        try
        {
            var frame = journal.Read(place.Frame, first);
            var (position, index) = (frame.Position, frame.FirstIndex);
            while (index < first + TileId.FullWidth)
            {
                var scanned = journal.Scan(position, index, content);
                if (scanned.Torn is { } torn) return torn;
                if (scanned.Frame is not { } whole) break;
                (position, index) = (whole.Next, whole.EndIndex);
            }
        }
        catch (LogDamagedException damage)
        {
            return damage;
        }

        return new LogDamagedException(
            LogDamage.BitRot, BundleIndexFile.Name, (long)(number + 1) * BundleIndexFile.RecordSize, first,
            "the entries are whole but the index of bundles leads elsewhere; delete that file and open the log again");
    }
}

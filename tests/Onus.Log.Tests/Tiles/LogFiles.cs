using System.Buffers;
using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tiles;

/// <summary>A small log as the files that strangers read: every tile and bundle of its size, in memory.</summary>
internal sealed class LogFiles : ITileSource
{
    public LogFiles(int size)
    {
        Entries = [.. Enumerable.Range(0, size).Select(Entry)];
        Tree.Append([.. Entries.Select(entry => MerkleHasher.HashLeaf(entry))]);
        foreach (var tile in Tiling.New(0, Tree.Size))
            Files[tile.ToString()] = tile.IsBundle ? Bundle(tile) : Tiling.Read(Tree, tile);
    }

    public List<byte[]> Entries { get; }

    public MerkleTree Tree { get; } = new();

    public SortedDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public VerifiedTiles Verified => new(this, Tree.Size, Tree.Root);

    /// <summary>Entries of every length from 0 to 199 bytes.</summary>
    public static byte[] Entry(int index)
    {
        var entry = new byte[index * 7 % 200];
        new Random(index).NextBytes(entry);
        return entry;
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        lock (Asked) Asked.Add(path);
        return ValueTask.FromResult(Files.TryGetValue(path, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);
    }

    /// <summary>Adds the full tile at a partial one's place, as a log that has grown since would have it.</summary>
    public void ReplaceByFull(TileId partial)
    {
        var itemSize = partial.IsBundle ? EntryBundle.LengthSize : Hash256.Size;
        var rest = new byte[(TileId.FullWidth - partial.Width) * itemSize];
        Files[partial.Full.ToString()] = [.. Files[partial.ToString()], .. rest];
        Files.Remove(partial.ToString());
    }

    public void WriteTo(string directory)
    {
        foreach (var (path, bytes) in Files)
        {
            var file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }

    private byte[] Bundle(TileId tile)
    {
        var bundle = new ArrayBufferWriter<byte>();
        for (var i = 0; i < tile.Width; i++) EntryBundle.Append(bundle, Entries[(int)tile.Node(i).Index]);
        return bundle.WrittenSpan.ToArray();
    }
}

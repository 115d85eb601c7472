using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Bench;

/// <summary>The same work in the plain way, to compare with: one hash at a time by <c>SHA256.HashData</c>, one thread.</summary>
internal static class HashDataPipeline
{
    /// <summary>Encodes, hashes every leaf and every node, writes, flushes and signs; answers entries per second.</summary>
    public static double Run(string directory, int batches, int count, int size, Ed25519Signer key)
    {
        using var file = DirectoryDevice.CreateAt(directory).Create("plain");
        var batch = new EntryBatch();
        var level = new Hash256[count];
        var signature = new byte[64];
        var offset = 0L;
        var watch = Stopwatch.StartNew();
        for (var b = 0; b < batches; b++)
        {
            batch.Reset((ulong)b * (ulong)count, batch.LastTime);
            BenchEntries.Fill(batch, count, size);
            var framed = batch.Framed.Span;
            for (var i = 0; i < count; i++)
                SHA256.HashData(framed.Slice(batch.Slices[i].Start - 1, size + 1), MemoryMarshal.AsBytes(level.AsSpan(i, 1)));
            HashNodes(level);
            file.Write(framed, offset);
            file.Flush();
            offset += framed.Length;
            key.Sign(level[0].Bytes, 0, signature);
        }

        return batches * (double)count / watch.Elapsed.TotalSeconds;
    }

    private static void HashNodes(Hash256[] level)
    {
        Span<byte> node = stackalloc byte[1 + 2 * Hash256.Size];
        node[0] = 1;
        for (var width = level.Length; width > 1; width = (width + 1) / 2)
        {
            for (var i = 0; i + 1 < width; i += 2)
            {
                MemoryMarshal.AsBytes(level.AsSpan(i, 2)).CopyTo(node[1..]);
                SHA256.HashData(node, MemoryMarshal.AsBytes(level.AsSpan(i / 2, 1)));
            }

            if (width % 2 == 1) level[width / 2] = level[width - 1];
        }
    }
}

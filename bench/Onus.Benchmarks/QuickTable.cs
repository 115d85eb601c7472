using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Benchmarks;

/// <summary>The hashing numbers in one table, each beside its ratio to the platform's hash measured in the same
/// run.</summary>
internal static class QuickTable
{
    private const int Rounds = 250;
    private static readonly int[] EntrySizes = [64, 118, 182, 256, 1000];

    public static void Print(TextWriter output)
    {
        output.WriteLine(
            $"{RuntimeInformation.FrameworkDescription} {RuntimeInformation.ProcessArchitecture}, {Sha256Lanes.Best}");
        output.WriteLine($"One thread, batches of {Batches.Count:N0}. The baseline is SHA256.HashData in a loop.");
        output.WriteLine($"All take turns, {Rounds} each; the fastest turn counts.");
        output.WriteLine();
        output.WriteLine("| what | path | ns each | per second | x HashData |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: |");
        foreach (var size in EntrySizes)
        {
            var batch = new Batches(size);
            Rows(output, $"leaf of {size} bytes", batch.HashDataLoop,
                path => Sha256Lanes.Hash(path, 0x00, batch.Buffer, batch.Entries, batch.Hashes));
        }

        var nodes = new Batches(118);
        Rows(output, "node", nodes.HashDataPairs, path => Sha256Lanes.HashPairs(path, 0x01, nodes.Pairs, nodes.Hashes));
        Appends(output, nodes);
    }

    private static void Rows(TextWriter output, string what, Action baseline, Action<Sha256Path> hash)
    {
        Sha256Path[] paths = [.. HashingPaths.Paths];
        var times = Interleaved([baseline, .. paths.Select(path => (Action)(() => hash(path)))]);
        Row(output, what, "HashData", times[0], times[0]);
        for (var i = 0; i < paths.Length; i++) Row(output, what, paths[i].ToString(), times[i + 1], times[0]);
    }

    /// <summary>What a log's pipeline does with a batch before it writes: hash, append, take the root.</summary>
    private static void Appends(TextWriter output, Batches batch)
    {
        var tree = new MerkleTree();
        var times = Interleaved(
        [
            batch.HashDataLoop,
            () =>
            {
                tree.Append(batch.Hashes);
                tree.ForgetBefore(tree.Size);
                _ = tree.Root;
            },
            () =>
            {
                MerkleHasher.HashLeaves(batch.Buffer, batch.Entries, batch.Hashes);
                tree.Append(batch.Hashes);
                tree.ForgetBefore(tree.Size);
                _ = tree.Root;
            },
        ]);
        var best = Sha256Lanes.Best.ToString();
        Row(output, "leaf hash into the tree, root", best, times[1], times[0]);
        Row(output, "leaf of 118 bytes into the tree, root", best, times[2], times[0]);
    }

    /// <summary>The fastest turn of each action in nanoseconds an item: whatever else runs here only ever makes a turn
    /// slower. The first action is the baseline.</summary>
    private static double[] Interleaved(Action[] actions)
    {
        var best = actions.Select(_ => double.MaxValue).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[i]();
                var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
                best[i] = Math.Min(best[i], elapsed / (i == 0 ? Batches.BaselineCount : Batches.Count));
            }
        }

        return best;
    }

    private static void Row(TextWriter output, string what, string path, double nanoseconds, double baseline) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {path} | {nanoseconds:N1} | {1e9 / nanoseconds:N0} | {baseline / nanoseconds:N1} |"));
}

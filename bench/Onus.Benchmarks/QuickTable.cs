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
    private const int Rounds = 60;
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
        Sha256Path[] paths = [.. Enum.GetValues<Sha256Path>()
            .Where(path => path != Sha256Path.Platform && Sha256Lanes.IsSupported(path))];
        var times = Interleaved([baseline, .. paths.Select(path => (Action)(() => hash(path)))]);
        Row(output, what, "HashData", times[0], times[0]);
        for (var i = 0; i < paths.Length; i++) Row(output, what, paths[i].ToString(), times[i + 1], times[0]);
    }

    private static void Appends(TextWriter output, Batches batch)
    {
        var tree = new MerkleTree();
        var times = Interleaved(
        [
            batch.HashDataLoop,
            () =>
            {
                MerkleHasher.HashLeaves(batch.Buffer, batch.Entries, batch.Hashes);
                tree.Append(batch.Hashes);
                _ = tree.Root;
                if (tree.Size > 4_000_000) tree = new MerkleTree();
            },
        ]);
        Row(output, "leaf of 118 bytes, tree, root", Sha256Lanes.Best.ToString(), times[1], times[0]);
    }

    /// <summary>The fastest turn of each action in nanoseconds an item: whatever else runs here only ever makes a turn
    /// slower.</summary>
    private static double[] Interleaved(Action[] actions)
    {
        var times = actions.Select(_ => new double[Rounds]).ToArray();
        for (var round = -5; round < Rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                actions[i]();
                if (round >= 0) times[i][round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Batches.Count;
            }
        }

        return [.. times.Select(series => series.Min())];
    }

    private static void Row(TextWriter output, string what, string path, double nanoseconds, double baseline) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {path} | {nanoseconds:N1} | {1e9 / nanoseconds:N0} | {baseline / nanoseconds:N1} |"));
}

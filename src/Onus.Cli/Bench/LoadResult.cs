using System.Globalization;
using Spectre.Console;

namespace Onus.Cli.Bench;

/// <summary>What a load did and cost.</summary>
/// <param name="Name">The load.</param>
/// <param name="Done">How many transfers were answered as durable.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Latencies">From submitting a call to its answer, in milliseconds, sorted.</param>
/// <param name="Flushes">Each flush of the log in that time, in milliseconds, sorted.</param>
/// <param name="Allocated">The bytes that the process allocated.</param>
/// <param name="Writer">The processor time of the thread that decides, in nanoseconds; null where unknown.</param>
/// <param name="Committer">The processor time of the thread that hashes, writes and flushes, likewise.</param>
/// <param name="Process">The processor time of the whole process, the load's own included.</param>
internal sealed record LoadResult(
    string Name, long Done, TimeSpan Took, double[] Latencies, double[] Flushes, long Allocated, long? Writer, long? Committer, TimeSpan Process)
{
    public double PerSecond => Done / Took.TotalSeconds;

    public double ProcessEach => Process.TotalNanoseconds / Math.Max(1, Done);

    /// <summary>An empty table for results; times of threads and bytes are for one transfer.</summary>
    public static Table NewTable()
    {
        var table = new Table { Border = TableBorder.Markdown }.AddColumn("load");
        foreach (var figure in (string[])["transfers/s", "p50 ms", "p99 ms", "fsync p50 ms", "p99 ms", "writer ns", "committer ns", "process ns", "bytes allocated"])
            table.AddColumn(new TableColumn(figure).RightAligned());
        return table;
    }

    /// <summary>The cells of a row of that table.</summary>
    public string[] Row() =>
    [
        Name, Text("N0", PerSecond), Text("F2", Percentile(Latencies, 50)), Text("F2", Percentile(Latencies, 99)),
        Text("F2", Percentile(Flushes, 50)), Text("F2", Percentile(Flushes, 99)),
        Each(Writer), Each(Committer), Text("F0", ProcessEach), Text("F1", Allocated / (double)Math.Max(1, Done)),
    ];

    public static double Percentile(double[] sorted, int percent) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];

    private string Each(long? nanoseconds) => nanoseconds is { } all ? Text("F0", all / (double)Math.Max(1, Done)) : "?";

    private static string Text(string format, double value) => value.ToString(format, CultureInfo.InvariantCulture);
}

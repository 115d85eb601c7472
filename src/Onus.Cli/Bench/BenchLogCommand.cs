using System.CommandLine;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench log</c>: the durable pipeline of the log, opening it, and checking it.</summary>
internal static class BenchLogCommand
{
    public static Command Create()
    {
        var entries = new Option<long>("--entries") { Description = "How many entries are logged.", DefaultValueFactory = _ => 10_000_000, HelpName = "N" };
        var batch = new Option<int>("--batch") { Description = "Entries per batch, one flush each.", DefaultValueFactory = _ => 8_192, HelpName = "N" };
        var size = new Option<int>("--size") { Description = "Bytes per entry.", DefaultValueFactory = _ => 118, HelpName = "BYTES" };
        var directory = new Option<DirectoryInfo?>("--dir") { Description = "A directory on the disk to measure; a temporary one otherwise.", HelpName = "DIR" };
        var command = new Command("log", "Measure the log: entries, hashes, flushes and signatures.") { entries, batch, size, directory };
        command.SetAction(parsed => Run(
            parsed, parsed.GetValue(entries), parsed.GetValue(batch), parsed.GetValue(size), parsed.GetValue(directory)));
        return command;
    }

    private static int Run(ParseResult parsed, long entries, int batch, int size, DirectoryInfo? parent)
    {
        if (entries < 1 || batch is < 1 or > 100_000 || size is < 18 or > 10_000)
            throw new Refusal("--entries must be at least 1, --batch 1 to 100000, --size 18 to 10000 bytes");
        if (parent is { Exists: false }) throw new Refusal($"there is no directory {parent}");
        var directory = Path.Combine(parent?.FullName ?? Path.GetTempPath(), $"onus-bench-{Guid.NewGuid():N}");
        try
        {
            new LogBenchmark(directory, entries, batch, size, parsed.Output(), parsed.Terminal()).Run();
            return ExitCode.Done;
        }
        finally
        {
            if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        }
    }
}

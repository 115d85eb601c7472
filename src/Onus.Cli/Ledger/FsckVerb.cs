using System.CommandLine;
using Onus.Cli.Log;
using Onus.Engine.Auditing;

namespace Onus.Cli.Ledger;

/// <summary><c>onus fsck</c>: the log, and everything that is derived from it.</summary>
internal static class FsckVerb
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var command = new Command("fsck", "Check a whole log, and compare its snapshots and id runs with what the entries lead to.") { directory };
        command.SetAction(parsed => Run(parsed, parsed.GetRequiredValue(directory)));
        return command;
    }

    private static int Run(ParseResult parsed, DirectoryInfo directory)
    {
        FsckCommand.Run(parsed, directory);
        var report = StateCheck.Run(LogDirectory.Device(directory));
        var output = parsed.Output();
        foreach (var line in report.Sound) output.WriteLine($"same      {line}");
        foreach (var line in report.Notes) output.WriteLine($"passed    {line}");
        foreach (var line in report.Wrong) output.WriteLine($"DIFFERS   {line}");
        if (report.Wrong.Count > 0)
            throw new Refusal($"the log is sound, but what is derived from it is not ({report.Wrong.Count} above): delete those files, they are made again", ExitCode.Refuted);
        output.WriteLine(report.Sound.Count == 0
            ? $"{report.Entries:N0} entries fold without a contradiction; there is no snapshot and no id run to compare"
            : $"everything derived is what the {report.Entries:N0} entries lead to, byte for byte");
        return ExitCode.Done;
    }
}

using System.CommandLine;
using System.Diagnostics;
using Onus.Log.Journal;

namespace Onus.Cli.Log;

/// <summary><c>onus log fsck</c>: hashes the whole log again and compares every root and every signature in it.</summary>
internal static class FsckCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var command = new Command("fsck", "Check a whole log: every entry, root and signature.") { directory };
        command.SetAction(parsed => Run(parsed, parsed.GetValue(directory)!));
        return command;
    }

    /// <summary>Checks the log and prints what was found; damage is a refusal.</summary>
    public static int Run(ParseResult parsed, DirectoryInfo directory)
    {
        var device = LogDirectory.Device(directory);
        var watch = Stopwatch.StartNew();
        var result = LogCheck.Run(device);
        var output = parsed.Output();
        var rate = result.Entries / Math.Max(watch.Elapsed.TotalSeconds, 1e-3);
        output.WriteLine($"{result.Entries:N0} entries in {result.Frames:N0} frames, {result.Checkpoints:N0} signed checkpoints, {watch.Elapsed.TotalSeconds:F1} s ({rate:N0} entries/s)");
        if (result.Torn is { } torn)
            output.WriteLine($"{torn.File} at byte {torn.Offset}: a batch was begun there and never confirmed; the next writer cuts it off");
        if (result.Damage is { } damage) throw new Refusal($"the log is damaged: {damage.Message}", ExitCode.Refuted);
        output.WriteLine($"sound: root {Convert.ToBase64String(result.Root.Bytes)}");
        output.WriteLine("consistent with itself only: whether others saw the same log, their checkpoints tell");
        return ExitCode.Done;
    }
}

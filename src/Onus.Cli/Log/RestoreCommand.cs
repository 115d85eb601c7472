using System.CommandLine;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Cli.Log;

/// <summary><c>onus log restore</c>: goes on with an older copy, under a new origin whose first entry states the loss.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var key = new Option<FileInfo>("--key")
        {
            Description = "The private key of the new origin; made there if the file does not exist.", HelpName = "FILE", Required = true,
        };
        var known = new Option<FileInfo?>("--known") { Description = "The newest signed checkpoint of the old origin that anybody holds.", HelpName = "FILE" };
        var accepted = new Option<string[]>("--accepted-by")
        {
            Description = "Who accepts the loss: names, they enter the log.", HelpName = "NAME", Required = true, AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("restore", "Go on with an older copy of a log, under a new origin.") { directory, key, known, accepted };
        command.SetAction(parsed => Run(
            parsed, parsed.GetValue(directory)!, parsed.GetValue(key)!, parsed.GetValue(known), parsed.GetValue(accepted)!));
        return command;
    }

    private static int Run(ParseResult parsed, DirectoryInfo directory, FileInfo keyFile, FileInfo? known, string[] acceptedBy)
    {
        var note = known is null ? [] : known.Exists ? File.ReadAllBytes(known.FullName) : throw new Refusal($"there is no file {known}");
        using var signer = keyFile.Exists ? LogDirectory.ReadKey(directory, keyFile) : LogDirectory.MakeKey(NextOrigin(directory), keyFile);
        var options = new LogOptions { Device = LogDirectory.Device(directory), Signers = [signer] };
        using var log = LogDirectory.Unwrap(LogRestore.Run(options, note, acceptedBy, LogDirectory.Now));
        parsed.Output().WriteLine($"the log goes on as {log.Origin} from entry {log.Head.Size - 1}, which states the loss; the old origin never signs again");
        parsed.Output().WriteLine($"its public key, for everybody who verifies:  {signer.Key}");
        return ExitCode.Done;
    }

    private static string NextOrigin(DirectoryInfo directory)
    {
        using var journal = SegmentJournal.Open(LogDirectory.Device(directory), writable: false);
        return LogOrigin.Next(VerifierKey.Parse(journal.VerifierKey).Name);
    }
}

using System.CommandLine;
using System.Globalization;
using Onus.Cli.Log;
using Onus.Engine.Exhibits;
using Onus.Log.Exhibits;
using Onus.Log.Notes;

namespace Onus.Cli.Cases;

/// <summary><c>onus exhibit CASE DIR -o FILE</c>: everything that a log proves about one case, in one file for a stranger.</summary>
internal static class ExhibitCommand
{
    private const int MaxTokenSize = 1 << 20;

    public static Command Create()
    {
        var @case = new Argument<string>("CASE") { Description = "The case: the number of the entry that opened it." };
        var directory = LogDirectory.Argument();
        var file = new Option<FileInfo>("-o") { Description = "Where the archive is written.", Required = true, HelpName = "FILE" };
        var full = new Option<bool>("--full")
        {
            Description = "Show what confidential acts hide: for auditors and the desks that the product names only.",
        };
        var under = new Option<FileInfo?>("--checkpoint")
        {
            Description = "Prove under this signed checkpoint of the log, with all its cosignatures; the newest otherwise.", HelpName = "FILE",
        };
        var timestamp = new Option<FileInfo?>("--timestamp") { Description = "A time token (RFC 3161) over that checkpoint.", HelpName = "FILE" };
        var command = new Command("exhibit", "Write everything that a log proves about one case into one file for a stranger.")
        {
            @case, directory, file, full, under, timestamp,
        };
        command.SetAction(parsed =>
        {
            var (text, output) = (parsed.GetRequiredValue(@case), parsed.GetRequiredValue(file));
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var opened))
                throw new Refusal($"'{text}' is no case: name the number of the entry that opened it");
            var request = new ExhibitRequest(opened)
            {
                Face = parsed.GetValue(full) ? ExhibitFace.Full : ExhibitFace.Public,
                Under = parsed.GetValue(under) is { } checkpoint ? ReadCheckpoint(checkpoint) : null,
                Timestamp = parsed.GetValue(timestamp) is { } token ? Read(token, MaxTokenSize) : default,
            };
            Make(parsed, parsed.GetRequiredValue(directory), request, output);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Make(ParseResult parsed, DirectoryInfo directory, ExhibitRequest request, FileInfo file)
    {
        using var log = LogDirectory.OpenToRead(directory);
        var made = ExhibitBuilder.Make(log.Reader, request);
        if (made.Outcome != ExhibitOutcome.Made) throw new Refusal(Say(made.Outcome, directory, request.Case));
        OutputFile.Write(file.FullName, made.Archive.Span);
        var output = parsed.Output();
        output.WriteLine($"wrote {file}: case {request.Case} as it stood after {made.AsOf} entries. Unpack it and open {ExhibitPaths.Page}, or check it with");
        output.WriteLine($"  onus-verify exhibit {file} --vkey LOG-KEY");
        if (made.Later > 0)
            parsed.Error().WriteLine($"onus: the case has {made.Later} later entries, which no state root covers yet: they are not in it ('onus ledger root {directory}' writes one)");
    }

    private static string Say(ExhibitOutcome outcome, DirectoryInfo directory, ulong @case) => outcome switch
    {
        ExhibitOutcome.OtherHistory => $"the checkpoint is of another log, or of another history, than {directory}",
        ExhibitOutcome.NoSuchCase => $"entry {@case} in {directory} opens no case; 'onus explain ENTRY {directory}' says what an entry is",
        ExhibitOutcome.NoStateRoot => $"no state root in {directory} covers case {@case} yet; 'onus ledger root {directory}' writes one",
        _ => $"case {@case} has more entries than an exhibit can hold",
    };

    private static SignedCheckpoint ReadCheckpoint(FileInfo file) =>
        SignedCheckpoint.TryParse(Read(file, SignedNote.MaxSize), out var signed, out var error) ? signed : throw new Refusal($"{file} is no checkpoint: {error}");

    private static byte[] Read(FileInfo file, int limit)
    {
        if (!file.Exists) throw new Refusal($"there is no file {file}");
        return file.Length <= limit ? File.ReadAllBytes(file.FullName) : throw new Refusal($"{file} has {file.Length} bytes; at most {limit} are possible");
    }
}

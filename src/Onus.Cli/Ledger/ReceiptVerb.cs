using System.CommandLine;
using Onus.Core;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger receipt</c>: the proof that a command is in the log.</summary>
internal static class ReceiptVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var id = new Argument<string>("ID") { Description = "The id of the command." };
        var proof = new Option<FileInfo>("-o") { Description = "Where the .tlog-proof is written.", Required = true, HelpName = "FILE" };
        var entry = new Option<FileInfo>("--entry") { Description = "Where the entry's bytes are written.", Required = true, HelpName = "FILE" };
        var verb = new Command("receipt", "Write the receipt of a command, accepted or refused.") { directory, id, proof, entry };
        verb.SetAction(async (parsed, cancellation) =>
        {
            if (!Id128.TryParse(parsed.GetRequiredValue(id), out var command)) throw new Refusal("a command is named by its id, a UUID");
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var receipt = LedgerFolder.Unwrap(await folder.Engine.ReceiptAsync(command, cancellation: cancellation))
                ?? throw new Refusal($"the log knows no command {command}", ExitCode.Refuted);
            OutputFile.Write(parsed.GetRequiredValue(proof).FullName, receipt.Proof.ToBytes());
            OutputFile.Write(parsed.GetRequiredValue(entry).FullName, receipt.Entry.ToArray());
            parsed.Output().WriteLine($"wrote {parsed.GetRequiredValue(proof)} and {parsed.GetRequiredValue(entry)}; check them with");
            parsed.Output().WriteLine($"  onus-verify proof {parsed.GetRequiredValue(proof)} --entry {parsed.GetRequiredValue(entry)} --vkey {Path.Combine(parsed.GetRequiredValue(directory).ToString(), "log.vkey")}");
            return ExitCode.Done;
        });
        return verb;
    }
}

using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger capture</c> and <c>void</c>.</summary>
internal static class ResolveVerb
{
    public static Command Create(bool capture)
    {
        var directory = LedgerFolder.Argument();
        var hold = new Argument<string>("HOLD") { Description = "The id of the hold." };
        var amount = new Option<string?>("--amount") { Description = "A part of it, in minor units; the rest is released. All of it otherwise.", HelpName = "MINOR" };
        var id = new Option<string?>("--id") { Description = "Repeat an earlier command by its id: it happens once.", HelpName = "UUID" };
        var verb = capture
            ? new Command("capture", "Take what a hold reserves.") { directory, hold, amount, id }
            : new Command("void", "Release what a hold reserves.") { directory, hold, id };
        verb.SetAction(async (parsed, _) =>
        {
            if (!Id128.TryParse(parsed.GetRequiredValue(hold), out var target)) throw new Refusal("a hold is named by its id, a UUID");
            var part = capture ? parsed.GetValue(amount) : null;
            UInt128 minor = 0;
            if (part is not null && !Money.TryParseMinor(part, 0, out minor)) throw new Refusal($"--amount {part} is no number of minor units");
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var command = new TransferCommand
            {
                Id = folder.NextId(parsed.GetValue(id)),
                Act = capture ? TransferAct.Capture : TransferAct.Void,
                Term = capture && part is null ? TransferTerm.Whole : TransferTerm.None,
                Target = target,
                Amount = minor,
            };
            var result = LedgerFolder.Unwrap(await folder.Engine.SubmitAsync(command));
            TransferVerb.Say(parsed, command.Id, result, $"{Money.FormatMinor(result.Amount, 0)} minor units");
            return ExitCode.Done;
        });
        return verb;
    }
}

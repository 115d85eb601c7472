using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger transfer</c> and <c>hold</c>.</summary>
internal static class TransferVerb
{
    public static Command Create(bool hold)
    {
        var directory = LedgerFolder.Argument();
        var from = new Argument<string>("FROM") { Description = "The account that is debited." };
        var to = new Argument<string>("TO") { Description = "The account that is credited." };
        var amount = new Argument<string>("AMOUNT") { Description = "How much, such as 1,000.00." };
        var id = new Option<string?>("--id") { Description = "Repeat an earlier command by its id: it happens once.", HelpName = "UUID" };
        var seconds = new Option<ulong>("--seconds") { Description = "How long the hold lasts.", DefaultValueFactory = _ => 3_600, HelpName = "N" };
        var verb = hold
            ? new Command("hold", "Reserve money until it is captured, voided or due.") { directory, from, to, amount, id, seconds }
            : new Command("transfer", "Move money.") { directory, from, to, amount, id };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (_, book) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(from), cancellation);
            await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(to), cancellation);
            var command = new TransferCommand
            {
                Id = folder.NextId(parsed.GetValue(id)),
                Act = hold ? TransferAct.Hold : TransferAct.Transfer,
                Timeout = hold ? parsed.GetValue(seconds) * LogTime.NanosecondsPerSecond : 0,
                Debit = LedgerFolder.IdOf(parsed.GetRequiredValue(from)),
                Credit = LedgerFolder.IdOf(parsed.GetRequiredValue(to)),
                Amount = LedgerAmount.Parse(parsed.GetRequiredValue(amount), book),
            };
            var result = LedgerFolder.Unwrap(await folder.Engine.SubmitAsync(command));
            Say(parsed, command.Id, result, LedgerAmount.Print(result.Amount, book));
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Says what became of a transfer, or refuses with its outcome.</summary>
    public static void Say(ParseResult parsed, Id128 id, in TransferResult result, string amount)
    {
        var known = result.Outcome == TransferOutcome.Exists;
        if (!known && result.Outcome != TransferOutcome.Accepted)
            throw new Refusal($"refused: {result.Outcome}" + (result.Index > 0 ? $" (entry {result.Index})" : ""), ExitCode.Refuted);
        parsed.Output().WriteLine($"{(known ? "known already" : "done")}: {amount}, entry {result.Index} at {result.Time}");
        parsed.Output().WriteLine($"id {id}");
    }
}

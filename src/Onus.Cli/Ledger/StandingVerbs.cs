using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger close-account</c>, <c>reopen-account</c> and <c>limits</c>: what an account may take.</summary>
internal static class StandingVerbs
{
    public static Command CreateClose()
    {
        var (directory, name) = (LedgerFolder.Argument(), Name());
        var empty = new Option<bool>("--if-empty") { Description = "Refuse when it has a balance or open holds." };
        var verb = new Command("close-account", "Close an account: it takes no new debit or credit.") { directory, name, empty };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, _) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var command = new CloseAccount(Head(folder), account.Id, parsed.GetValue(empty));
            var result = LedgerText.Accepted(await folder.Engine.SubmitAsync(command, cancellation: cancellation), CloseAccountOutcome.Accepted);
            parsed.Output().WriteLine($"closed {parsed.GetRequiredValue(name)}, entry {result.Index}");
            return ExitCode.Done;
        });
        return verb;
    }

    public static Command CreateReopen()
    {
        var (directory, name) = (LedgerFolder.Argument(), Name());
        var verb = new Command("reopen-account", "Open a closed account again.") { directory, name };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, _) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var command = new ReopenAccount(Head(folder), account.Id);
            var result = LedgerText.Accepted(await folder.Engine.SubmitAsync(command, cancellation: cancellation), ReopenAccountOutcome.Accepted);
            parsed.Output().WriteLine($"opened {parsed.GetRequiredValue(name)} again, entry {result.Index}");
            return ExitCode.Done;
        });
        return verb;
    }

    public static Command CreateLimits()
    {
        var (directory, name) = (LedgerFolder.Argument(), Name());
        var debit = new Option<string?>("--debit") { Description = "By how much debits may exceed credits: an amount, 0, or none.", HelpName = "AMOUNT" };
        var credit = new Option<string?>("--credit") { Description = "By how much credits may exceed debits: an amount, 0, or none.", HelpName = "AMOUNT" };
        var verb = new Command("limits", "Show the limits of an account, or set them; what is not named stays.") { directory, name, debit, credit };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (account, book) = await LedgerAmount.FindAsync(folder, parsed.GetRequiredValue(name), cancellation);
            var (ofDebits, ofCredits) = (Limit(parsed.GetValue(debit), account.DebitLimit, book), Limit(parsed.GetValue(credit), account.CreditLimit, book));
            var where = "";
            if (parsed.GetValue(debit) is not null || parsed.GetValue(credit) is not null)
            {
                var command = new ChangeLimits(Head(folder), account.Id, ofDebits, ofCredits);
                var result = LedgerText.Accepted(await folder.Engine.SubmitAsync(command, cancellation: cancellation), ChangeLimitsOutcome.Accepted);
                where = $", entry {result.Index}";
            }

            parsed.Output().WriteLine(
                $"debits may exceed credits by {LedgerText.Limit(ofDebits, book)}, credits debits by {LedgerText.Limit(ofCredits, book)}{where}");
            return ExitCode.Done;
        });
        return verb;
    }

    private static Argument<string> Name() => new("ACCOUNT") { Description = "The account." };

    private static CommandHead Head(LedgerFolder folder) => new(folder.NextId(null), Id128.None, 0);

    private static UInt128? Limit(string? text, UInt128? present, Book book) =>
        text is null ? present : text == "none" ? null : LedgerAmount.Parse(text, book);
}

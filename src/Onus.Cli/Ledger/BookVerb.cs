using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger open-book</c>: one currency or unit, in which debits equal credits.</summary>
internal static class BookVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var book = new Argument<string>("BOOK") { Description = "The book: a name of yours, or a UUID." };
        var unit = new Option<string>("--unit") { Description = "A currency of ISO 4217, or a unit of yours with --digits.", Required = true, HelpName = "CODE" };
        var digits = new Option<int?>("--digits") { Description = "Decimal digits of the minor unit; of a currency its own.", HelpName = "N" };
        var verb = new Command("open-book", "Open a book.") { directory, book, unit, digits };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var code = parsed.GetRequiredValue(unit);
            var given = parsed.GetValue(digits) ?? (Currency.TryFind(code, out var currency) ? currency.MinorDigits : null as int?)
                ?? throw new Refusal($"'{code}' is no currency of ISO 4217: say with --digits how many decimals it has");
            if (given is < 0 or > 18) throw new Refusal("--digits is 0 to 18");
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var command = new OpenBook(new CommandHead(folder.NextId(null), Id128.None, 0), LedgerFolder.IdOf(parsed.GetRequiredValue(book)), code, (byte)given, BookPurpose.Money);
            var result = LedgerFolder.Unwrap(await folder.Engine.SubmitAsync(command, cancellation: cancellation));
            if (result.Outcome != OpenBookOutcome.Accepted) throw new Refusal($"refused: {result.Outcome}", ExitCode.Refuted);
            parsed.Output().WriteLine($"opened book {parsed.GetRequiredValue(book)} in {code}, entry {result.Index}");
            return ExitCode.Done;
        });
        return verb;
    }
}

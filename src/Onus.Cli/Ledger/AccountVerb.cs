using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger open-account</c>.</summary>
internal static class AccountVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var account = new Argument<string>("ACCOUNT") { Description = "The account: a name of yours, such as mei/wallet, or a UUID." };
        var book = new Option<string>("--book") { Description = "The book that it stands in.", Required = true, HelpName = "BOOK" };
        var negative = new Option<bool>("--may-go-negative") { Description = "Debits may exceed credits; otherwise a transfer that would do that is refused." };
        var party = new Option<string?>("--party") { Description = "Whose account it is: a name of yours, or a UUID.", HelpName = "PARTY" };
        var code = new Option<ushort>("--code") { Description = "Your code for what kind of account this is.", HelpName = "N" };
        var verb = new Command("open-account", "Open an account.") { directory, account, book, negative, party, code };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var name = parsed.GetRequiredValue(account);
            var command = new OpenAccount(new CommandHead(folder.NextId(null), Id128.None, 0), LedgerFolder.IdOf(name), LedgerFolder.IdOf(parsed.GetRequiredValue(book)))
            {
                Party = parsed.GetValue(party) is { } owner ? LedgerFolder.IdOf(owner) : Id128.None,
                Code = parsed.GetValue(code),
                DebitLimit = parsed.GetValue(negative) ? null : UInt128.Zero,
            };
            var result = LedgerFolder.Unwrap(await folder.Engine.SubmitAsync(command, cancellation: cancellation));
            if (result.Outcome != OpenAccountOutcome.Accepted) throw new Refusal($"refused: {result.Outcome}", ExitCode.Refuted);
            parsed.Output().WriteLine($"opened {name}, entry {result.Index}");
            return ExitCode.Done;
        });
        return verb;
    }
}

using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger post</c>: many debits and credits as one entry.</summary>
internal static class PostVerb
{
    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var debits = Side("--debit", "An account that is debited, and how much; may be given more than once.");
        var credits = Side("--credit", "An account that is credited, and how much; may be given more than once.");
        var code = new Option<ushort>("--code") { Description = "Your code for what kind of posting this is.", HelpName = "N" };
        var id = new Option<string?>("--id") { Description = "Repeat an earlier command by its id: it happens once.", HelpName = "UUID" };
        var verb = new Command("post", "Post many debits and credits at once; in every book they are equal.") { directory, debits, credits, code, id };
        verb.SetAction(async (parsed, cancellation) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var lines = new List<PostingsCommand.Line>();
            foreach (var text in parsed.GetRequiredValue(debits)) lines.Add(await ReadAsync(folder, text, Core.Formats.Side.Debit, cancellation));
            foreach (var text in parsed.GetRequiredValue(credits)) lines.Add(await ReadAsync(folder, text, Core.Formats.Side.Credit, cancellation));
            var head = new CommandHead(folder.NextId(parsed.GetValue(id)), Id128.None, 0);
            var command = new PostingsCommand(head, lines) { Code = parsed.GetValue(code) };
            var result = LedgerFolder.Unwrap(await folder.Engine.SubmitAsync(command, cancellation: cancellation));
            var known = result.Outcome == PostingsOutcome.Exists;
            if (!known && result.Outcome != PostingsOutcome.Accepted)
                throw new Refusal($"refused: {result.Outcome}, line {result.Place + 1}{(result.Index > 0 ? $" (entry {result.Index})" : "")}", ExitCode.Refuted);
            parsed.Output().WriteLine($"{(known ? "known already" : "done")}: {lines.Count} lines, entry {result.Index} at {result.Time}");
            parsed.Output().WriteLine($"id {head.Id}");
            return ExitCode.Done;
        });
        return verb;
    }

    private static Option<string[]> Side(string name, string description) =>
        new(name) { Description = description, HelpName = "ACCOUNT=AMOUNT", Required = true };

    private static async Task<PostingsCommand.Line> ReadAsync(LedgerFolder folder, string text, Side side, CancellationToken cancellation)
    {
        var equals = text.LastIndexOf('=');
        if (equals <= 0) throw new Refusal($"'{text}' is no line: write it like mei/wallet=5.00");
        var (account, book) = await LedgerAmount.FindAsync(folder, text[..equals], cancellation);
        return new PostingsCommand.Line(account.Id, side, LedgerAmount.Parse(text[(equals + 1)..], book));
    }
}

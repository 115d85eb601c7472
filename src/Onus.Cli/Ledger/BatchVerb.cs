using System.CommandLine;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger batch</c>: the transfers of a file, all or nothing, or each for itself.</summary>
internal static class BatchVerb
{
    private const int MostLines = 8_192;

    public static Command Create()
    {
        var directory = LedgerFolder.Argument();
        var file = new Argument<FileInfo>("FILE") { Description = "A text file; each line FROM TO AMOUNT, with blanks between; lines that begin with # are passed over." };
        var each = new Option<bool>("--each") { Description = "Each line for itself; otherwise all lines are one chain, all or nothing." };
        var verb = new Command("batch", "Run the transfers of a file: all of them or none.") { directory, file, each };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var (input, single) = (parsed.GetRequiredValue(file), parsed.GetValue(each));
            if (!File.Exists(input.FullName)) throw new Refusal($"there is no file {input}");
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var (commands, numbers) = await ReadAsync(folder, input, single, cancellation);
            var results = new TransferResult[commands.Length];
            var delivery = await folder.Engine.SubmitAsync(commands, results);
            LedgerFolder.Unwrap(new Answer<bool>(delivery, true));
            return Say(parsed, input, numbers, results, single);
        });
        return verb;
    }

    private static int Say(ParseResult parsed, FileInfo file, int[] numbers, TransferResult[] results, bool each)
    {
        var accepted = results.Count(result => result.Outcome == TransferOutcome.Accepted);
        if (accepted == results.Length)
        {
            parsed.Output().WriteLine($"done: {accepted} transfers, entries {results[0].Index} to {results[^1].Index}");
            return ExitCode.Done;
        }

        var first = Array.FindIndex(results, r => r.Outcome is not (TransferOutcome.Accepted or TransferOutcome.LinkedFailed));
        if (each) parsed.Output().WriteLine($"{accepted} of {results.Length} transfers are done");
        throw new Refusal(
            $"{file} line {numbers[first]} is refused: {results[first].Outcome}{(results[first].Index > 0 ? $" (entry {results[first].Index})" : "")}"
            + (each ? $"; {results.Length - accepted} refused in all" : "; nothing was moved"),
            ExitCode.Refuted);
    }

    private static async Task<(TransferCommand[] Commands, int[] Lines)> ReadAsync(
        LedgerFolder folder, FileInfo file, bool each, CancellationToken cancellation)
    {
        var (commands, numbers, number) = (new List<TransferCommand>(), new List<int>(), 0);
        foreach (var line in File.ReadLines(file.FullName))
        {
            number++;
            if (line.Trim() is "" || line[0] == '#') continue;
            if (commands.Count == MostLines) throw new Refusal($"{file} has more than {MostLines:N0} transfers: split it; nothing was moved");
            try
            {
                commands.Add(await ReadLineAsync(folder, line, cancellation));
            }
            catch (Refusal refusal)
            {
                throw new Refusal($"{file} line {number}: {refusal.Message}; nothing was moved");
            }

            numbers.Add(number);
        }

        if (commands.Count == 0) throw new Refusal($"{file} holds no transfer: each line is FROM TO AMOUNT");
        if (!each) for (var i = 0; i < commands.Count - 1; i++) commands[i] = commands[i] with { Linked = true };
        return ([.. commands], [.. numbers]);
    }

    private static async Task<TransferCommand> ReadLineAsync(LedgerFolder folder, string line, CancellationToken cancellation)
    {
        if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var from, var to, var amount])
            throw new Refusal("a line is FROM TO AMOUNT, with blanks between");
        var (debit, book) = await LedgerAmount.FindAsync(folder, from, cancellation);
        var (credit, _) = await LedgerAmount.FindAsync(folder, to, cancellation);
        return new TransferCommand { Id = folder.NextId(null), Debit = debit.Id, Credit = credit.Id, Amount = LedgerAmount.Parse(amount, book) };
    }
}

using System.CommandLine;
using Onus.Core;
using Onus.Messages;

namespace Onus.Cli.Iso;

/// <summary><c>onus iso example</c>: writes an invented message, the same for the same seed.</summary>
internal static class ExampleCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND")
        {
            Description = "pacs.008 transfers, camt.056 recalls of them, or a camt.053 statement with planted differences.",
        };
        kind.AcceptOnlyFromAmong("pacs.008", "camt.056", "camt.053");
        var count = new Option<int>("--count")
        {
            Description = "How many transactions.", DefaultValueFactory = _ => 300, HelpName = "N",
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Another seed, another message.", DefaultValueFactory = _ => 1, HelpName = "N",
        };
        var day = new Option<string>("--day")
        {
            Description = "The day of the message, as YYYY-MM-DD.", DefaultValueFactory = _ => "2027-01-04", HelpName = "DATE",
        };
        var path = new Option<string>("-o", "--output") { Description = "Where it is written.", Required = true, HelpName = "FILE" };
        var command = new Command("example", "Write an invented message of a kind, for trying things out.")
        {
            kind, count, seed, day, path,
        };
        command.SetAction(parsed => Run(
            parsed.Output(), parsed.GetValue(kind)!, parsed.GetValue(count), parsed.GetValue(seed),
            Language.CheckCommand.Date(parsed.GetValue(day))!.Value, parsed.GetValue(path)!));
        return command;
    }

    private static int Run(TextWriter output, string kind, int count, ulong seed, DateOnly day, string path)
    {
        if (count is < 1 or > 100_000) throw new Refusal("--count must be 1 to 100000");
        var generator = new MessageGenerator(seed);
        var transfers = generator.Transfers(count, day);
        var name = kind.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant();
        var draft = MessageMarket.Germany.Draft($"{name}-{seed}", day);
        using var stream = new MemoryStream();
        var what = $"{count:N0} transactions";
        switch (kind)
        {
            case "pacs.008":
                CreditTransferWriter.Write(stream, draft, transfers);
                break;
            case "camt.056":
                var original = new OriginalMessage($"PACS008-{seed}", "pacs.008.001.08", draft.Made);
                RecallWriter.Write(stream, draft, [.. transfers.Select(t => generator.Recall(t, original))]);
                break;
            default:
                var movements = transfers.Select((t, i) =>
                    new ExpectedMovement((ulong)i, t.Amount, EntrySide.Debit, day, t.Ids.EndToEnd));
                var statement = generator.Statement($"STMT-{seed}", [.. movements],
                    new Money(Currency.Of("EUR"), 100_000_000), day);
                StatementWriter.Write(stream, draft, statement);
                what = $"{statement.Entries.Count:N0} entries over {count:N0} movements, with differences planted";
                break;
        }

        OutputFile.Write(path, stream.ToArray());
        output.WriteLine($"{path}: {kind}, {what}; check it with 'onus iso check {path}'");
        return ExitCode.Done;
    }
}

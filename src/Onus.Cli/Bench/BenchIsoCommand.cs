using System.CommandLine;
using System.Diagnostics;
using Onus.Messages;

namespace Onus.Cli.Bench;

/// <summary><c>onus bench iso</c>: how many transactions of ISO 20022 are read in a second, by one thread.</summary>
internal static class BenchIsoCommand
{
    private const int PerMessage = 10_000;

    public static Command Create()
    {
        var count = new Option<int>("--transactions")
        {
            Description = "How many transactions are read.", DefaultValueFactory = _ => 100_000, HelpName = "N",
        };
        var command = new Command("iso", "Measure ISO 20022: pacs.008 read and checked, by one thread.") { count };
        command.SetAction(parsed => Run(parsed.Output(), parsed.GetValue(count)));
        return command;
    }

    private static int Run(TextWriter output, int transactions)
    {
        if (transactions is < 1 or > 1_000_000) throw new Refusal("--transactions must be 1 to 1000000");
        var file = Make(transactions);
        Read(file, new ReadLimits { MaxTransactions = Math.Min(transactions, 20_000) });
        using var process = Process.GetCurrentProcess();
        var (watch, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var accepted = Read(file, new ReadLimits());
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var busy = (process.TotalProcessorTime - before).TotalSeconds;
        if (accepted != transactions)
            throw new Refusal($"{transactions - accepted} transactions were not accepted; please report this", ExitCode.Broken);
        output.WriteLine($"pacs.008.001.08, {transactions:N0} transactions in messages of up to {PerMessage:N0}, {file.Length / 1e6:N0} MB in memory");
        output.WriteLine($"read, checked and accepted in {seconds:F2} s: {transactions / seconds:N0} transactions/s, {file.Length / 1e6 / seconds:N0} MB/s");
        // On a machine with other work the clock says less than the processor's time.
        output.WriteLine($"processor time {busy:F2} s, collection and compilation included: {transactions / busy:N0} transactions for each second of it");
        return ExitCode.Done;
    }

    private static MemoryStream Make(int transactions)
    {
        var generator = new MessageGenerator(1);
        var day = new DateOnly(2026, 11, 24);
        var file = new MemoryStream();
        using (var wrapper = new StreamWriter(file, leaveOpen: true)) wrapper.Write("<Messages>");
        for (var made = 0; made < transactions; made += PerMessage)
        {
            using var message = new MemoryStream();
            var draft = MessageMarket.Germany.Draft($"BENCH-{made}", day);
            CreditTransferWriter.Write(message, draft, generator.Transfers(Math.Min(PerMessage, transactions - made), day));
            // Only a file begins with a declaration.
            var bytes = message.ToArray().AsSpan();
            file.Write(bytes[bytes.IndexOf("<Document"u8)..]);
        }

        file.Write("</Messages>"u8);
        return file;
    }

    private static long Read(MemoryStream file, ReadLimits limits)
    {
        file.Position = 0;
        using var reader = new MessageReader(file, limits);
        while (reader.Read() is not null)
        {
        }

        return reader.Messages.Sum(m => m.Accepted);
    }
}

using System.Text;

namespace Onus.Messages.Tests;

/// <summary>Messages that the writers make of what the generator invents.</summary>
internal static class Made
{
    public static readonly DateOnly Day = new(2026, 11, 24);

    public static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Pacs008(int count = 3, ulong seed = 7) =>
        Text(s => CreditTransferWriter.Write(s, MessageMarket.Germany.Draft("MSG-1", Day),
            new MessageGenerator(seed).Transfers(count, Day)));

    public static string Pacs004(int count = 3)
    {
        var transfers = new MessageGenerator(7).Transfers(count, Day);
        var original = new OriginalMessage("MSG-1", "pacs.008.001.08", null);
        return Text(s => ReturnWriter.Write(s, MessageMarket.Germany.Draft("RET-1", Day),
            [.. transfers.Select((t, i) =>
                ReturnWriter.Of(t, original, $"RTR-{i}", Day, new IsoReason("AC04", null, "closed\nlong ago")))]));
    }

    public static IReadOnlyList<RecallRequest> Recalls(int count = 3)
    {
        var generator = new MessageGenerator(7);
        var original = new OriginalMessage("MSG-1", "pacs.008.001.08", null);
        return [.. generator.Transfers(count, Day).Select(t => generator.Recall(t, original))];
    }

    public static string Camt056(int count = 3) =>
        Text(s => RecallWriter.Write(s, MessageMarket.Germany.Draft("RCL-1", Day), Recalls(count)));

    public static string Camt029(int count = 3) =>
        Text(s => ResolutionWriter.Write(s, MessageMarket.Germany.Draft("RES-1", Day),
        [.. Recalls(count).Select((r, i) => i == 0
            ? ResolutionWriter.Of(r, "ST-0", "ACCR")
            : ResolutionWriter.Of(r, $"ST-{i}", "RJCR", new IsoReason("CUST", null, "the customer says no")))]));

    public static string Pacs002()
    {
        var file = Files.Read(Pacs008().Replace("ONUSPLL0", "ONUSXXL0", StringComparison.Ordinal));
        return Text(s => StatusReportWriter.Write(s, MessageMarket.Germany.Draft("STS-1", Day),
            StatusReport.Answer(file.Messages[0], file.Results)!));
    }

    public static IReadOnlyList<ExpectedMovement> Movements(int count) =>
    [
        .. new MessageGenerator(7).Transfers(count, Day)
            .Select((t, i) => new ExpectedMovement((ulong)i, t.Amount, Side(i % 3 == 0), Day, t.Ids.EndToEnd)),
    ];

    public static EntrySide Side(bool isCredit) => isCredit ? EntrySide.Credit : EntrySide.Debit;

    public static StatementDraft Statement(int count) =>
        new MessageGenerator(9).Statement("STMT-1", Movements(count),
            new Core.Money(Core.Currency.Of("EUR"), 1_000_000), Day);

    public static string Camt053(int count = 40) =>
        Text(s => StatementWriter.Write(s, MessageMarket.Germany.Draft("STA-1", Day), Statement(count)));

    /// <summary>One message of each kind that is written, by its name.</summary>
    public static IEnumerable<(string Name, string Xml)> All =>
    [
        ("pacs.008.001.08", Pacs008()), ("pacs.004.001.10", Pacs004()), ("camt.056.001.08", Camt056()),
            ("camt.029.001.09", Camt029()),
        ("pacs.002.001.10", Pacs002()), ("camt.053.001.08", Camt053()),
    ];
}

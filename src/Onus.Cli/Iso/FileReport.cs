using Onus.Core;
using Onus.Messages;
using Spectre.Console;

namespace Onus.Cli.Iso;

/// <summary>What a file of messages held, counted while it was read.</summary>
internal sealed class FileReport
{
    private readonly string _name;
    private readonly List<MessageRefusal> _listed = [];
    private readonly Dictionary<(MessageSummary, Currency), UInt128> _totals = [];
    private long _refusals;

    private FileReport(string name) => _name = name;

    public IReadOnlyList<MessageSummary> Messages { get; private set; } = [];

    public MessageRefusal? FileRefusal { get; private set; }

    public List<TransactionResult> Results { get; } = [];

    public bool IsSound => FileRefusal is null && _refusals == 0;

    public static FileReport Read(FileInfo file, int limit, bool keepResults)
    {
        var report = new FileReport(file.ToString());
        using var stream = file.OpenRead();
        using var reader = new MessageReader(stream);
        while (reader.Read() is { } result)
        {
            if (keepResults) report.Results.Add(result);
            if (AmountOf(result.Accepted) is { } amount)
            {
                var key = (result.Message, amount.Currency);
                report._totals[key] = report._totals.GetValueOrDefault(key) + amount.Minor;
            }

            report.List(result.Refusals, limit);
        }

        report.Messages = reader.Messages;
        report.FileRefusal = reader.FileRefusal;
        foreach (var message in reader.Messages) report.List(message.Refusals, limit);
        if (reader.FileRefusal is { } refusal) report._listed.Insert(0, refusal);
        return report;
    }

    public void Print(IAnsiConsole terminal, TextWriter output)
    {
        output.WriteLine(_name);
        if (Messages.Count > 0) terminal.Write(Table());
        foreach (var refusal in _listed) PrintRefusal(output, refusal);
        var listed = _listed.Count - (FileRefusal is null ? 0 : 1);
        if (_refusals > listed)
            output.WriteLine($"  and {_refusals - listed:N0} more; list them with --refusals {_refusals}");
        output.WriteLine(Summary());
    }

    private static void PrintRefusal(TextWriter output, MessageRefusal refusal)
    {
        output.WriteLine($"  {refusal.Line}:{refusal.Column}  {refusal.Rule.Code()}: {refusal.Detail}");
        if (refusal.Path != "/") output.WriteLine($"      {refusal.Path}");
    }

    private Table Table()
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("message", "type", "schema");
        foreach (var number in (string[])["stated", "read", "accepted", "refused", "accepted in all"])
            table.AddColumn(number, c => c.RightAligned());
        foreach (var message in Messages)
        {
            var totals = _totals.Where(t => t.Key.Item1 == message)
                .OrderBy(t => t.Key.Item2.Code, StringComparer.Ordinal)
                .Select(t => new Money(t.Key.Item2, t.Value).ToString());
            table.AddRow(
                Markup.Escape(message.Id ?? "?"), message.Type?.Name ?? "unknown",
                message.Type?.HasSchema == true ? "checked" : "none", $"{message.StatedCount?.ToString("N0") ?? "-"}",
                $"{message.Read:N0}", $"{message.Accepted:N0}", $"{message.Refused:N0}", string.Join('\n', totals));
        }

        return table;
    }

    private string Summary()
    {
        var (accepted, refused) = (Messages.Sum(m => m.Accepted), Messages.Sum(m => m.Refused));
        var counts = $"{Count(Messages.Count, "message")}, {Count(accepted + refused, "transaction")}: {accepted:N0} accepted, {refused:N0} refused";
        if (FileRefusal is not null) return $"{counts}; the file could not be read to its end, act on none of it";
        var wrong = Messages.Count(m => m.Refusals.Count > 0);
        return wrong == 0 ? counts : $"{counts}; {Count(wrong, "message")} wrong as a whole";
    }

    private void List(IReadOnlyList<MessageRefusal> refusals, int limit)
    {
        _refusals += refusals.Count;
        foreach (var refusal in refusals)
            if (_listed.Count < limit) _listed.Add(refusal);
    }

    private static Money? AmountOf(IsoTransaction? transaction) => transaction switch
    {
        CreditTransfer transfer => transfer.Amount,
        PaymentReturn returned => returned.Returned,
        RecallRequest recall => recall.Amount,
        StatementEntry entry => entry.Amount,
        _ => null,
    };

    private static string Count(long count, string word) => count == 1 ? $"1 {word}" : $"{count:N0} {word}s";
}

using System.Globalization;
using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Cli.Cases;
using Onus.Cli.Scenario;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary>What the demo comes to: cases by state, who is liable for how much, reports, the checkpoint, and one case as an exhibit.</summary>
internal static class DemoEnd
{
    private const int MostRows = 12, MostLetters = 30;

    /// <summary>Tells it.</summary>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="output">The same, for lines that are not broken.</param>
    /// <param name="node">The node.</param>
    /// <param name="play">What was played.</param>
    /// <param name="proven">The entry that is proven.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether the exhibit was verified, and an altered one refused.</returns>
    public static async Task<bool> TellAsync(
        IAnsiConsole terminal, TextWriter output, Node node, ScenarioNode play, ulong proven, CancellationToken cancellation)
    {
        terminal.WriteLine();
        await CasesAsync(terminal, play);
        Exposure(terminal, node);
        await ReportsAsync(terminal, play);
        var head = node.Engine.Log.Head;
        terminal.MarkupLine(Line($"[bold]The log[/] has {head.Size} entries; its newest checkpoint, signed:"));
        foreach (var line in System.Text.Encoding.UTF8.GetString(head.Checkpoint.Span).TrimEnd().Split('\n')) output.WriteLine($"  {line}");
        output.WriteLine();
        return await DemoExhibit.MakeAsync(terminal, output, node, proven, cancellation);
    }

    private static async Task CasesAsync(IAnsiConsole terminal, ScenarioNode play)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle("Cases by product and state") };
        table.AddColumn("product").AddColumn("state").AddColumn(new TableColumn("cases").RightAligned()).AddColumn(new TableColumn("stake").RightAligned());
        var rows = await play.Read((state, _) => state.CasesFrom(0).GroupBy(c => (c.Product.Product, c.State)).Select(g => (
            g.Key.Product, g.Key.Product.States[g.Key.State].Title, Count: g.Count(), Stake: g.Where(c => c.ClosedAt is null)
                .Aggregate(UInt128.Zero, (sum, c) => sum + c.Stake))).OrderBy(r => r.Product.Name, StringComparer.Ordinal).ThenByDescending(r => r.Count).ToArray());
        foreach (var row in rows)
        {
            var stake = row.Product.Stake is { } fact && row.Stake > 0 ? new Money(row.Product.Facts[fact].Currency, row.Stake).ToString() : "";
            table.AddRow(Markup.Escape(row.Product.Name), Markup.Escape(row.Title), Line($"{row.Count}"), stake);
        }

        terminal.Write(table);
    }

    private static void Exposure(IAnsiConsole terminal, Node node)
    {
        using var log = CaseLog.Open(new DirectoryInfo(node.Folder));
        using var fold = log.FoldTo(null);
        var report = ExposureQuery.Run(fold);
        foreach (var currency in report.Totals.GroupBy(t => t.Amount.Currency))
        {
            var table = new Table { Border = TableBorder.Simple, Title = new TableTitle($"Who is liable for how much, in {currency.Key}") };
            table.AddColumn("party").AddColumn("product").AddColumn(new TableColumn("liable for").RightAligned());
            var rows = currency.OrderByDescending(t => t.Amount.Minor).ToList();
            foreach (var total in rows.Take(MostRows)) table.AddRow(Markup.Escape(NameOf(total.Actor)), total.Product, total.Amount.ToString());
            if (rows.Count > MostRows) table.AddRow(Line($"{rows.Count - MostRows} others"), "", Sum(rows.Skip(MostRows)).ToString());
            table.AddRow("[bold]together, the open stake[/]", "", $"[bold]{Sum(rows)}[/]");
            terminal.Write(table);
        }

        foreach (var cap in report.Caps)
        {
            var of = cap.Per == 0 ? "" : $" for {NameOf(cap.Per)}";
            terminal.WriteLine($"  cap {cap.Cap} of {cap.Product}{of}: {cap.Used} of {cap.Limit} used");
        }

        terminal.WriteLine();

        string NameOf(ulong actor) => fold.Cases.Registry.TryGetActor(actor, out var found) && node.Names.Of(found.Token) is { } name
            ? (name.Length <= MostLetters ? name : name[..MostLetters] + "…") : Line($"actor {actor}");

        static Money Sum(IEnumerable<ExposureTotal> totals) => totals.Select(t => t.Amount).Aggregate(Money.Add);
    }

    private static async Task ReportsAsync(IAnsiConsole terminal, ScenarioNode play)
    {
        var reports = await play.Read((state, _) => state.Duties.Find(new DutyFilter { Kind = DutyKind.Report }, null, 10_000));
        var owed = await play.Read((state, _) => state.Duties.Owed(new DutyFilter { Kind = DutyKind.Report }, null, 10_000).Count);
        terminal.MarkupLine(Line($"[bold]Reports[/] to regulators: {reports.Count} caused, {reports.Count - owed} filed, {owed} due"));
        foreach (var regulator in await play.Read((state, _) => state.Duties.Regulators.ToArray()))
            terminal.WriteLine(Line($"  {regulator}: {play.Engine.RegulatorLog(regulator)?.Head.Size ?? 0} entries in its own log"));
        terminal.WriteLine();
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

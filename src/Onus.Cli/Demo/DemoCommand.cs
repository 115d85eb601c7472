using System.CommandLine;
using System.Globalization;
using Onus.Cli.Language;
using Onus.Cli.Scenario;
using Onus.Core;
using Onus.Language;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary><c>onus demo</c>: a node in a fresh folder on which the shipped products run on a fast clock; then it stays open.</summary>
internal static class DemoCommand
{
    private const string Origin = "demo.onus.example/lantern-pay";
    private const string Us = "Lantern Pay";

    // The first working day on which all products are in effect, at nine in Shanghai.
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 1, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo?>("--data") { Description = "An empty or new folder; a temporary one otherwise.", HelpName = "DIR" };
        var products = new Option<string?>("--products") { Description = "The folder of the shipped products.", HelpName = "DIR" };
        var exit = new Option<bool>("--exit") { Description = "End after the play instead of serving it." };
        var url = new Option<string>("--urls")
        {
            Description = "Where it serves.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8470",
        };
        var command = new Command("demo", "Play the shipped products on a fresh node, prove one case, and keep serving.") { folder, products, exit, url };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed, parsed.GetValue(folder), parsed.GetValue(products), parsed.GetValue(exit) ? null : parsed.GetValue(url), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, DirectoryInfo? folder, string? products, string? url, CancellationToken cancellation)
    {
        folder ??= Directory.CreateTempSubdirectory("onus-demo-");
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new Refusal($"{folder.FullName} is not empty: name a folder that is empty or not there yet");
        var shipped = ProductFiles.Find([products ?? Shipped("products")]).Check(null).Where(c => c.Succeeded).ToList();
        folder.Create();

        var time = new ScenarioTime(Start);
        var warnings = parsed.Error();
        using var node = Node.Open(new NodeOptions
        {
            Folder = folder.FullName, NewOrigin = Origin, Time = time, Warn = line => warnings.WriteLine($"onus: {line}"),
        });
        var terminal = parsed.Terminal();
        terminal.MarkupLine($"[bold]{Us}[/], a payment institution that does not exist, in {Markup.Escape(folder.FullName)}");
        terminal.WriteLine();
        var play = new ScenarioNode(node.Engine, time, new DemoNames(node));
        var stories = new ScenarioStories(play, line => Headline(terminal, line));
        var messages = await PlayAsync(terminal, node, play, stories, shipped, Shipped("samples"));
        var proven = stories.Opened.Single(c => c.What == "scam hold").Opened;
        var isVerified = await DemoEnd.TellAsync(terminal, parsed.Output(), node, play, proven, cancellation);
        if (url is null) return isVerified ? ExitCode.Done : ExitCode.Broken;

        time.RunOn();
        await DemoServer.RunAsync(terminal, parsed.Output(), node, play, messages, url, cancellation);
        return ExitCode.Done;
    }

    private static async Task<DemoMessages> PlayAsync(
        IAnsiConsole terminal, Node node, ScenarioNode play, ScenarioStories stories, IReadOnlyList<CheckResult> shipped, string samples)
    {
        await play.FoundAsync(node.LogKey, "Ada Lin", "Bo Chen");
        await play.OpenBookAsync(Currency.Of("EUR"));
        foreach (var check in shipped.Where(IsOurs)) await ScenarioCommand.EnactAsync(play, check);
        Say(terminal, $"{shipped.Count(IsOurs)} products are enacted, each by one founder and seconded by the other");

        await stories.FundAsync();
        await stories.DisputeAsync();
        await stories.ScamAsync();
        await stories.RemittanceAsync();
        await stories.SurgeAsync();
        await stories.FileReportsAsync();

        var messages = await DemoMessages.BeginAsync(node, play, Path.Combine(samples, "messages.json"));
        Tell(terminal, "samples of others", await messages.SamplesAsync(Path.Combine(samples, "iso20022")));
        for (var file = 0; file < 2; file++) Tell(terminal, "orders to pay in CNY", [await messages.OrdersAsync(100, inChina: true)]);
        Tell(terminal, "orders to pay in EUR", [await messages.OrdersAsync(100, inChina: false)]);
        Tell(terminal, "recalls", [await messages.RecallsAsync(8)]);
        var statement = await messages.StatementAsync();
        Say(terminal, Invariant(
            $"A bank's statement: {statement.Accepted} of {statement.Transactions} lines match the ledger, {statement.Refused} differences became cases"));
        await DemoDay.PlayAsync(play, line => Say(terminal, line));
        return messages;
    }

    // The Singapore product is in another currency than the demo's two.
    private static bool IsOurs(CheckResult check) => check.Compile().Perimeter.Currencies[0].Code is "CNY" or "EUR";

    private static void Tell(IAnsiConsole terminal, string what, IReadOnlyList<Client.Contracts.MessageAnswer> answers)
    {
        var rules = answers.SelectMany(a => a.Results).Where(r => r.Case is null).GroupBy(r => r.Rule).Select(g => Invariant($"{g.Key} {g.Count()}")).ToList();
        var refused = rules.Count == 0 ? "" : $"; refused by rule and place: {string.Join(", ", rules)}";
        Say(terminal, Invariant($"ISO 20022, {what}: {answers.Sum(a => a.Transactions)} transactions, of them cases now: {answers.Sum(a => a.Accepted)}{refused}"));
    }

    private static void Headline(IAnsiConsole terminal, string line)
    {
        if (line.Length > 0 && line[0] != ' ') Say(terminal, line);
    }

    private static void Say(IAnsiConsole terminal, string line) => terminal.MarkupLine($"  {Markup.Escape(line)}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // From the project's folder, or beside the program.
    private static string Shipped(string name) => Directory.Exists(name) ? name : Path.Combine(AppContext.BaseDirectory, name);
}

using Microsoft.AspNetCore.Builder;
using Onus.Cli.Scenario;
using Onus.Console;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary>The demo's node as a server with its console, a key for each of its people, and orders that keep coming in.</summary>
internal static class DemoServer
{
    // How often somebody sends money while the demo is looked at.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(
        IAnsiConsole terminal, TextWriter output, Node node, ScenarioNode play, DemoMessages messages, string url, CancellationToken cancellation)
    {
        var personas = DemoPersonas.Issue(node, play);
        var console = new ConsoleOptions { Personas = [.. personas.Select(p => new Persona(p.Name, p.What, p.Token))], Time = node.Time };
        await using var app = NodeServer.Build(
            node, new ServerSettings { Urls = [url], Messages = messages.Settings }, builder => builder.AddOnusConsole(console));
        app.MapOnusConsole();
        await app.StartAsync(cancellation);
        var script = DemoTry.Write(node, play, personas, url);
        terminal.WriteLine();
        terminal.MarkupLine("[bold]Serving[/] until Ctrl-C; orders to pay keep coming in:");
        await output.WriteLineAsync($"  {url}{OnusConsole.Root}   the console: be one of its people, no password");
        await output.WriteLineAsync($"  {url}/openapi/v1.json   the API");
        await output.WriteLineAsync($"  bash {script}   a transfer, a dispute, its decision and its exhibit with curl");
        await KeepGoingAsync(app, messages, cancellation);
    }

    private static async Task KeepGoingAsync(WebApplication app, DemoMessages messages, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, app.Lifetime.ApplicationStopping);
        try
        {
            for (var turn = 0; !end.IsCancellationRequested; turn++)
            {
                await Task.Delay(Pause, end.Token);
                await messages.OrdersAsync(1 + (turn % 3), inChina: turn % 2 == 0);
            }
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }
}

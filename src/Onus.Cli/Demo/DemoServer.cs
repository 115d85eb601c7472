using Microsoft.AspNetCore.Builder;
using Onus.Cli.Scenario;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary>The demo's node as a server, with a key for each of its people, and orders that keep coming in.</summary>
internal static class DemoServer
{
    // How often somebody sends money while the demo is looked at.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(
        IAnsiConsole terminal, Node node, ScenarioNode play, DemoMessages messages, string url, CancellationToken cancellation)
    {
        var personas = DemoPersonas.Issue(node, play);
        await using var app = NodeServer.Build(node, new ServerSettings { Urls = [url] });
        await app.StartAsync(cancellation);
        terminal.WriteLine();
        terminal.MarkupLine($"[bold]Serving[/] at {Markup.Escape(url)} until Ctrl-C. Keys for trying it out:");
        foreach (var persona in personas) terminal.WriteLine($"  {persona.Name,-12} {persona.Token}  {persona.What}");
        terminal.WriteLine();
        terminal.WriteLine($"  curl -H 'Authorization: Bearer {personas[0].Token}' {url}/v1/node");
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

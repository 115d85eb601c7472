using System.Collections;
using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Onus.Console;
using Onus.Server;

namespace Onus.Cli.Serving;

/// <summary><c>onus up</c>: a durable node on a folder, behind HTTP.</summary>
internal static class UpCommand
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The node's folder; a new node begins in one that is empty or not there.", Required = true, HelpName = "DIR" };
        var urls = new Option<string?>("--urls") { Description = "The addresses to listen on, parted by semicolons; http://127.0.0.1:8470 unless named.", HelpName = "URLS" };
        var settings = new Option<FileInfo?>("--settings") { Description = "A JSON file of settings; ONUS_ variables and flags go over it.", HelpName = "FILE" };
        var origin = new Option<string?>("--origin") { Description = "The log's name, for a new node.", HelpName = "NAME" };
        var command = new Command("up", "Run a node.") { data, urls, settings, origin };
        command.SetAction((parsed, cancellation) =>
        {
            var flags = new Dictionary<string, string>();
            if (parsed.GetValue(urls) is { } listen) flags.Add("urls", listen);
            if (parsed.GetValue(origin) is { } name) flags.Add("origin", name);
            return RunAsync(parsed, parsed.GetRequiredValue(data), parsed.GetValue(settings), flags, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, DirectoryInfo folder, FileInfo? file, Dictionary<string, string> flags, CancellationToken cancellation)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => new KeyValuePair<string, string>((string)variable.Key, variable.Value as string ?? ""));
        try
        {
            var settings = SettingsReader.Read(file?.FullName, environment, flags);
            using var node = NodeOpening.Open(folder, settings.Origin, line => parsed.Error().WriteLine($"onus: {line}"));
            await using var app = NodeServer.Build(
                node, settings, builder => builder.AddOnusConsole(new ConsoleOptions { KeysFolder = Path.Combine(node.Folder, "keys", "console") }));
            app.MapOnusConsole();
            await app.StartAsync(cancellation);
            await TellAsync(parsed, app, node);
            var isStopped = await WaitAsync(app, node);
            await app.StopAsync(CancellationToken.None);
            if (!isStopped) throw new Refusal($"the node stopped itself: {node.Engine.Failure}", ExitCode.Broken);
            return ExitCode.Done;
        }
        catch (NodeException refused)
        {
            throw new Refusal(refused.Message);
        }
    }

    private static async Task TellAsync(ParseResult parsed, WebApplication app, Node node)
    {
        var output = parsed.Output();
        output.WriteLine($"log {node.Engine.Origin}, {node.Engine.Log.Head.Size} entries, in {node.Folder}");
        output.WriteLine($"its public key, for everybody who verifies: {node.LogKey}");
        if (!(await node.Engine.ReadAsync((cases, _) => cases.Charter.IsFounded)).Result)
        {
            output.WriteLine("nobody governs this node yet: stop it, then name two persons who do, or one for a demonstration:");
            output.WriteLine($"  onus admin {node.Folder} alice bob");
            output.WriteLine($"  onus admin {node.Folder} alice --alone");
        }

        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
            output.WriteLine($"ready: {address}");
        output.Flush();
    }

    /// <returns>Whether somebody stopped it; otherwise it stopped itself.</returns>
    private static async Task<bool> WaitAsync(WebApplication app, Node node)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(app.Lifetime.ApplicationStopping);
        while (node.Engine.Failure is null)
        {
            try
            {
                await Task.Delay(Watch, stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return true;
            }
        }

        return false;
    }
}

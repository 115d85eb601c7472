using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Onus.Client;
using Onus.Client.Contracts;
using Onus.Server;

namespace Onus.Console.Tests.Bench;

/// <summary>A founded node with a real log in a folder of its own, and the console on it.</summary>
public sealed class RealNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Node _node;
    private readonly WebApplication _app;

    private RealNode(DirectoryInfo folder, Node node, WebApplication app, FoundedPerson founder)
    {
        (_folder, _node, _app, Founder) = (folder, node, app, founder);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new OnusClient(Address.ToString(), founder.Token);
    }

    public Uri Address { get; }

    public FoundedPerson Founder { get; }

    public OnusClient Client { get; }

    public static async Task<RealNode> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("onus-console-test-");
        var node = Node.Open(new NodeOptions { Folder = folder.FullName, NewOrigin = "console.onus.example/log" });
        var founder = (await Founding.FoundAsync(node, ["alice"], alone: true))[0];
        var app = NodeServer.Build(node, new ServerSettings { Urls = ["http://127.0.0.1:0"] }, builder => builder.AddOnusConsole(new ConsoleOptions
        {
            Personas = [new Persona("alice", "founder", founder.Token)],
        }));
        app.MapOnusConsole();
        await app.StartAsync();
        return new RealNode(folder, node, app, founder);
    }

    /// <summary>A book of euros with two accounts, and some transfers from the one to the other.</summary>
    public async Task MoveMoneyAsync(int transfers)
    {
        if ((await Client.Ledger.BooksAsync()).Count == 0)
        {
            await Client.Ledger.OpenBookAsync(new OpenBookRequest("customers", "EUR"));
            await Client.Ledger.OpenAccountAsync(new OpenAccountRequest("house", "customers") { DebitLimit = null });
            await Client.Ledger.OpenAccountAsync(new OpenAccountRequest("mira", "customers"));
        }

        await Client.Ledger.TransferBatchAsync(
            [.. Enumerable.Range(1, transfers).Select(i => new TransferRequest { Debit = "house", Credit = "mira", Amount = "1.25" })]);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _node.Dispose();
        _folder.Delete(recursive: true);
    }
}

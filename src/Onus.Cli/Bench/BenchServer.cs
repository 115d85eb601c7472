using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Onus.Client;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;
using Onus.Server;

namespace Onus.Cli.Bench;

/// <summary>A node behind real sockets on this machine, with funded accounts, and clients of it in the same process.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly Id128 Book = new(1), Source = new(2);

    private readonly Node _node;
    private readonly WebApplication _app;

    private BenchServer(Node node, WebApplication app, OnusClientOptions options, int accounts, ulong actor)
    {
        (_node, _app, Options, Accounts, Actor) = (node, app, options, accounts, actor);
        Client = new OnusClient(options);
    }

    public int Accounts { get; }

    /// <summary>The founder whose key the clients use.</summary>
    public ulong Actor { get; }

    public Node Node => _node;

    public OnusClientOptions Options { get; }

    /// <summary>The one client of most loads.</summary>
    public OnusClient Client { get; }

    public static async Task<BenchServer> StartAsync(string folder, int accounts, TimeProvider time)
    {
        var node = Node.Open(new NodeOptions { Folder = folder, NewOrigin = "bench.onus.example/server", Time = time });
        var founder = (await Founding.FoundAsync(node, ["founder"], alone: true))[0];
        var (http, grpc) = (FreeAddress(), FreeAddress());
        var app = NodeServer.Build(node, new ServerSettings { Urls = [http], GrpcUrls = [grpc] });
        await app.StartAsync();
        var options = new OnusClientOptions { Address = new Uri(http), GrpcAddress = new Uri(grpc), Token = founder.Token, LogKey = node.LogKey.ToString() };
        var server = new BenchServer(node, app, options, accounts, founder.Actor);
        await server.FundAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _node.Dispose();
    }

    /// <summary>Opens the accounts and gives each more than it will ever spend.</summary>
    private async Task FundAsync()
    {
        CommandHead Head() => new(_node.Ids.Next(), Id128.None, Actor);
        await _node.Engine.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money));
        await _node.Engine.SubmitAsync(new OpenAccount(Head(), Source, Book));
        for (var first = 0; first < Accounts; first += 10_000)
        {
            await Task.WhenAll(Enumerable.Range(first, Math.Min(10_000, Accounts - first)).Select(i =>
                _node.Engine.SubmitAsync(new OpenAccount(Head(), LedgerLoad.Account((uint)i), Book) { DebitLimit = 0 })));
        }

        var transfers = new BulkTransfer[PackedTransfers.MostTransfers];
        var results = new BulkResult[transfers.Length];
        for (var first = 0; first < Accounts; first += transfers.Length)
        {
            var count = Math.Min(transfers.Length, Accounts - first);
            for (var i = 0; i < count; i++)
                transfers[i] = new BulkTransfer { Id = _node.Ids.Next(), Debit = Source, Credit = LedgerLoad.Account((uint)(first + i)), Amount = 1_000_000_000 };
            await Client.Bulk.TransferAsync(transfers.AsMemory(0, count), results, withBalances: false);
        }
    }

    /// <summary>An address of this machine on which nobody listens yet.</summary>
    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}

using Onus.Client;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server.Tests.Log;

/// <summary>A node with a log of some hundreds of entries, and clients of the kind that programs use.</summary>
public sealed class ServedLog : IAsyncLifetime
{
    private const int Accounts = 300;

    public static readonly Id128 Book = new(1), First = new(1_000);

    private readonly List<OnusClient> _clients = [];
    private TestNode? _node;

    public TestNode Node => _node ?? throw new InvalidOperationException("not started");

    /// <summary>A founder's client: it governs, writes and audits.</summary>
    public OnusClient Alice { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync();
        Alice = ClientOf(Node.Founders[0].Token);
        var (engine, ids) = (Node.Node.Engine, Node.Node.Ids);
        CommandHead Head() => new(ids.Next(), Id128.None, Node.Founders[0].Actor);
        await engine.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money));
        await Task.WhenAll(Enumerable.Range(0, Accounts).Select(i => engine.SubmitAsync(new OpenAccount(Head(), new Id128(First.Value + (uint)i), Book))));
    }

    /// <summary>A client with this token that holds the log's key.</summary>
    public OnusClient ClientOf(string? token, string? key = null)
    {
        var client = new OnusClient(new OnusClientOptions { Address = Node.Address, GrpcAddress = Node.GrpcAddress, Token = token, LogKey = key ?? Node.Node.LogKey.ToString() });
        _clients.Add(client);
        return client;
    }

    public OnusClient ClientFor(params string[] scopes) => ClientOf(Node.Node.Access.Add(Node.Founders[0].Actor, scopes, null, "test").Token);

    /// <summary>Registers a person without any authority.</summary>
    public async Task<(ulong Actor, Id128 Token)> RegisterAsync(string name)
    {
        var answer = await Alice.People.RegisterAsync(new RegisterActorRequest(name, "Person"));
        var actor = await Alice.People.ActorAsync(answer.Written.Index);
        return (actor.Entry, actor.Token);
    }

    /// <summary>Makes the log grow.</summary>
    public async Task<Id128> PostAsync(UInt128 amount)
    {
        var id = Node.Node.Ids.Next();
        var answer = await Node.Node.Engine.SubmitAsync(new TransferCommand { Id = id, Actor = Node.Founders[0].Actor, Debit = First, Credit = new Id128(First.Value + 1), Amount = amount });
        Assert.Equal(TransferOutcome.Accepted, answer.Result.Outcome);
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        if (_node is not null) await _node.DisposeAsync();
    }
}

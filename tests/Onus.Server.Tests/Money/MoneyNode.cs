using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server.Tests.Money;

/// <summary>A node with a book in CNY, an account that pays whatever is asked, and accounts that never go negative.</summary>
public sealed class MoneyNode : IAsyncDisposable
{
    private MoneyNode(TestNode node) => Node = node;

    public TestNode Node { get; }

    public static async Task<MoneyNode> StartAsync(TimeProvider? time = null)
    {
        var money = new MoneyNode(await TestNode.StartAsync(time: time));
        await money.PostAsync("/v1/books", new OpenBookRequest("cny", "CNY"));
        await money.PostAsync("/v1/accounts", new OpenAccountRequest("outside", "cny") { DebitLimit = null });
        await money.PostAsync("/v1/accounts", new OpenAccountRequest("mei/wallet", "cny"));
        await money.PostAsync("/v1/accounts", new OpenAccountRequest("shop", "cny") { Code = 7 });
        return money;
    }

    /// <summary>Sends what must be accepted.</summary>
    public async Task<Written> PostAsync(string path, object? body, Id128? id = null) =>
        (await TestNode.SendAsync(Node.Alice, HttpMethod.Post, path, body, id)).As<Written>();

    public Task<Reply> TransferAsync(TransferRequest request, Id128? id = null, HttpClient? client = null) =>
        TestNode.SendAsync(client ?? Node.Alice, HttpMethod.Post, "/v1/transfers", request, id);

    public Task<Reply> GetAsync(string path, HttpClient? client = null) => TestNode.SendAsync(client ?? Node.Alice, HttpMethod.Get, path);

    public Task<Reply> PayAsync(string from, string to, string amount, Id128? id = null) =>
        TransferAsync(new TransferRequest { Debit = from, Credit = to, Amount = amount }, id);

    public async Task<AccountView> AccountAsync(string name) => (await GetAsync($"/v1/accounts/{Uri.EscapeDataString(name)}")).As<AccountView>();

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}

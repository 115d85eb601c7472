using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Server.Tests.Cases;

/// <summary>A node on which cases run: shipped products enacted, their desks staffed, accounts open and filled, all over the API
/// as far as it is of cases.</summary>
public sealed class CaseStage : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 1, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, ulong> _actors = [];
    private readonly Dictionary<string, HttpClient> _clients = [];
    private readonly Dictionary<string, Id128> _accounts = [];
    private ulong _number = 1_000;

    public TestClock Clock { get; } = new(Start);

    public TestNode Node { get; private set; } = null!;

    /// <summary>Alice governs alone, and reads everything.</summary>
    public HttpClient Alice => Node.Alice;

    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync(time: Clock, settings: new ServerSettings { KeyBackupsLive = TimeSpan.FromDays(1) });
        await EngineAsync(node => node.SubmitAsync(new OpenBook(Head(0), new Id128(1), "CNY", 2, BookPurpose.Money)));
        await AccountAsync("outside", null, mayGoNegative: true);
    }

    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    /// <summary>The text of a shipped product.</summary>
    public static string TextOf(string product)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "Onus.slnx"))) folder = folder.Parent;
        return System.IO.File.ReadAllText(Path.Combine(folder.FullName, "products", product, product + ".onus"));
    }

    /// <summary>Sends a request as somebody.</summary>
    public Task<Reply> SendAsync(string who, HttpMethod method, string path, object? body = null, Id128? id = null, ulong? head = null) => TestNode.SendAsync(
        who == "alice" ? Alice : _clients[who], method, path, body, id,
        head is { } shown ? [("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{shown}\""))] : []);

    public Task<Reply> GetAsync(string who, string path) => SendAsync(who, HttpMethod.Get, path);

    public Task<Reply> PostAsync(string who, string path, object? body = null, Id128? id = null, ulong? head = null) =>
        SendAsync(who, HttpMethod.Post, path, body, id, head);

    /// <summary>An actor by name, registered over the API when first named; with a key that reads and writes.</summary>
    public async Task<ulong> ActorAsync(string name, string kind = "Person")
    {
        if (_actors.TryGetValue(name, out var known)) return known;
        var answer = (await PostAsync("alice", "/v1/actors", new RegisterActorRequest(name, kind))).As<CharterAnswer>();
        _clients.Add(name, Node.ClientFor(answer.Written.Index, "read", "write"));
        return _actors[name] = answer.Written.Index;
    }

    /// <summary>Another client of an actor, for other scopes.</summary>
    public string With(string name, params string[] scopes)
    {
        var key = $"{name} ({string.Join(",", scopes)})";
        if (!_clients.ContainsKey(key)) _clients.Add(key, Node.ClientFor(_actors[name], scopes));
        return key;
    }

    /// <summary>An account of somebody, opened when first named: <c>holder/balance of Mei</c>.</summary>
    public async Task<string> AccountAsync(string name, string? owner, bool mayGoNegative = false)
    {
        var key = owner is null ? name : $"{name} of {owner}";
        if (_accounts.ContainsKey(key)) return key;
        var id = Id128.OfName(key);
        var token = Id128.None;
        if (owner is not null)
        {
            var entry = await ActorAsync(owner, "Entity");
            token = await ReadAsync((cases, _) => cases.Registry.TryGetActor(entry, out var actor) ? actor.Token : default);
        }

        var opened = await EngineAsync(node => node.SubmitAsync(new OpenAccount(Head(0), id, new Id128(1)) { Party = token, DebitLimit = mayGoNegative ? null : 0 }));
        Assert.Equal(OpenAccountOutcome.Accepted, opened.Outcome);
        _accounts.Add(key, id);
        return key;
    }

    /// <summary>Lets an account hold so much more, in fen.</summary>
    public async Task FundAsync(string account, UInt128 fen)
    {
        var command = new TransferCommand { Id = Node.Node.Ids.Next(), Debit = _accounts["outside"], Credit = _accounts[account], Amount = fen };
        Assert.Equal(TransferOutcome.Accepted, (await EngineAsync(node => node.SubmitAsync(command).AsTask())).Outcome);
    }

    /// <summary>Enacts a shipped product as alice, and gives each desk to a person of the name <c>product: desk</c>.</summary>
    public async Task EnactAsync(string product)
    {
        var text = new ProductText(TextOf(product), Path: product + ".onus");
        var compiled = Compile(text);
        var request = new EnactRequest(text);
        var (parties, accounts) = (new Dictionary<string, ulong>(), new Dictionary<string, string>());
        foreach (var party in compiled.Parties)
            if (party.Kind is Language.Compiled.PartyKind.Us or Language.Compiled.PartyKind.Independent)
                parties.Add(party.Name, await ActorAsync(party.Kind == Language.Compiled.PartyKind.Us ? "Lantern Pay" : party.Name, "Entity"));
        foreach (var account in compiled.Accounts)
            if (compiled.Parties[account.Party].Kind == Language.Compiled.PartyKind.Us)
                accounts.Add(account.Name, await AccountAsync(account.Name, "Lantern Pay", account.MayGoNegative));
        (request.Parties, request.Accounts) = (parties, accounts);
        (await PostAsync("alice", "/v1/products", request)).As<CharterAnswer>();
        foreach (var authority in compiled.Authorities)
        {
            if (!authority.Members.IsEmpty) continue;
            var person = await ActorAsync($"{product}: {authority.Name}");
            (await PostAsync("alice", "/v1/grants", new GrantRequest(person, product, authority.Name))).As<CharterAnswer>();
        }
    }

    /// <summary>Opens a case of a shipped product; each party is an actor by name, with accounts of their own.</summary>
    public async Task<Reply> OpenAsync(string product, string opener, Dictionary<string, string> parties, Dictionary<string, string> facts, params EvidenceFile[] evidence)
    {
        var compiled = Compile(new ProductText(TextOf(product), Path: product + ".onus"));
        var (bound, accounts) = (new Dictionary<string, ulong>(), new Dictionary<string, string>());
        foreach (var (party, name) in parties) bound.Add(party, await ActorAsync(name));
        foreach (var account in compiled.Accounts)
        {
            var party = compiled.Parties[account.Party];
            if (party.Kind == Language.Compiled.PartyKind.Us) continue;
            accounts.Add(account.Name, await AccountAsync(account.Name, parties.GetValueOrDefault(party.Name, party.Name), account.MayGoNegative));
        }

        return await PostAsync(parties[opener], "/v1/cases", new OpenCaseRequest(product, opener)
        {
            Parties = bound, Accounts = accounts, Facts = facts.ToDictionary(f => f.Key, f => new FactValue(f.Value)), Evidence = evidence,
        });
    }

    /// <summary>A remittance of CNY 20,000.00 by Bai; its order has a payee that nobody else pays.</summary>
    public async Task<CaseAnswer> RemitAsync(string screening = "clear", string amount = "20000.00", string usd = "2800.00", string sender = "Bai")
    {
        var account = await AccountAsync("sender/account", sender);
        await FundAsync(account, 100_000_000);
        return (await OpenAsync("remittance", "sender", new() { ["sender"] = sender, ["receiver"] = "Northern University" }, new()
        {
            ["amount"] = amount, ["usd-equivalent"] = usd, ["identified"] = "yes", ["screening"] = screening,
            ["payee-account"] = $"payee {_number++}",
        })).As<CaseAnswer>();
    }

    /// <summary>A merchant that applies; with a volume at the line, two people decide.</summary>
    public async Task<CaseAnswer> ApplyAsync(string volume = "500000.00", string merchant = "Blue Kiln") => (await OpenAsync(
        "merchant-onboarding", "merchant", new() { ["merchant"] = merchant }, new()
        {
            ["monthly-volume"] = volume, ["risk-points"] = "12", ["screening"] = "clear", ["owners"] = "matched",
        })).As<CaseAnswer>();

    /// <summary>Evidence with a text as its content.</summary>
    public static EvidenceFile File(string kind, string text, string mediaType = "text/plain", string? name = null) =>
        new(kind, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)), mediaType, name);

    public async Task<CaseDetail> CaseAsync(string who, ulong @case) => (await GetAsync(who, $"/v1/cases/{@case}")).As<CaseDetail>();

    public T Service<T>()
        where T : notnull => Node.Services.GetRequiredService<T>();

    public async Task<T> ReadAsync<T>(Func<Onus.Cases.CasesState, LedgerState, T> read) => (await Node.Node.Engine.ReadAsync(read)).Result;

    private static Language.Compiled.Product Compile(ProductText text)
    {
        var options = new Language.CheckOptions { ReadBeside = path => Server.Cases.ProductCompiler.CalendarOf(text, path) };
        return Language.ProductCheck.Check(Language.Syntax.SourceText.FromString(text.Path, text.Source), options).Compile();
    }

    private CommandHead Head(ulong actor) => new(Node.Node.Ids.Next(), Id128.None, actor);

    private async Task<T> EngineAsync<T>(Func<Engine.OnusEngine, Task<Engine.Answer<T>>> submit)
    {
        var answer = await submit(Node.Node.Engine);
        Assert.True(answer.IsDurable);
        return answer.Result;
    }
}

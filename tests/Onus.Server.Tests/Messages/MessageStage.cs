using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Messages;
using Onus.Server.Messages;
using Onus.Server.Tests.Cases;

namespace Onus.Server.Tests.Messages;

/// <summary>A node that takes messages: the products that govern them, a service that may onboard, and files made from seeds.</summary>
public sealed class MessageStage : IAsyncLifetime
{
    private int _files;

    public CaseStage Stage { get; } = new();

    /// <summary>The service that sends messages in.</summary>
    public ulong Desk { get; private set; }

    public MessageDesk Messages { get; private set; } = null!;

    /// <summary>The settings of the demo, on the book of the stage.</summary>
    public static MessageSettings Settings { get; } = SettingsReader.Read(Sample("messages.json"), [], new Dictionary<string, string>()).Messages! with
    {
        Books = new Dictionary<string, string> { ["CNY"] = new Id128(1).ToString() },
    };

    public DateOnly Today => DateOnly.FromDateTime(Stage.Clock.Now.ToOffset(TimeSpan.FromHours(8)).DateTime);

    public async ValueTask InitializeAsync()
    {
        await Stage.InitializeAsync();
        foreach (var product in new[] { "remittance", "recall", "reconciliation-break" }) await Stage.EnactAsync(product);
        Desk = await Stage.ActorAsync("Message desk", "Service");
        (await Stage.PostAsync("alice", "/v1/grants", new GrantRequest(Desk, "charter", CharterOffice.Onboarder))).As<CharterAnswer>();
        Messages = new MessageDesk(Stage.Node.Node, Settings, Desk, static _ => new Dictionary<string, string> { ["identified"] = "yes", ["screening"] = "clear" });
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    /// <summary>The head of a new message, made now.</summary>
    public MessageDraft Draft(string what) => MessageMarket.China.Draft($"{what}-{++_files}", Today) with { Made = IsoDateTime.Of(Stage.Clock.Now) };

    /// <summary>Some orders to pay.</summary>
    public (MessageDraft Draft, IReadOnlyList<CreditTransfer> Transfers) Orders(int count, ulong seed) =>
        (Draft("ORDERS"), new MessageGenerator(seed, MessageMarket.China).Transfers(count, Today));

    public Task<MessageAnswer> TakeAsync(MessageDraft draft, IReadOnlyList<CreditTransfer> transfers, Func<string, string>? altered = null) =>
        TakeAsync(stream => CreditTransferWriter.Write(stream, draft, transfers), altered);

    public async Task<MessageAnswer> TakeAsync(Action<Stream> write, Func<string, string>? altered = null)
    {
        using var file = new MemoryStream();
        write(file);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        using var sent = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(altered?.Invoke(text) ?? text));
        return Assert.Single(await Messages.TakeAsync(sent, cancellation: TestContext.Current.CancellationToken));
    }

    private static string Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Onus.slnx"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "samples", name);
    }

    /// <summary>How many entries the log has.</summary>
    public ulong Size => Stage.Node.Node.Engine.Log.Head.Size;
}

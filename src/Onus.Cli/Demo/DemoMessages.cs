using System.Globalization;
using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Cli.Scenario;
using Onus.Core;
using Onus.Messages;
using Onus.Server;
using Onus.Server.Messages;

namespace Onus.Cli.Demo;

/// <summary>The payment messages of the demo: samples of others, and some hundreds that are made from a seed.</summary>
internal sealed class DemoMessages
{
    private readonly MessageGenerator _china = new(1, MessageMarket.China);
    private readonly MessageGenerator _germany = new(2, MessageMarket.Germany);
    private readonly MessageDesk _desk;
    private readonly StatementDesk _statements;
    private readonly ScenarioNode _play;
    private readonly DirectoryInfo _folder;
    private int _files;

    private DemoMessages(Node node, ScenarioNode play, MessageSettings settings, ulong desk)
    {
        (_play, Settings) = (play, settings);
        _desk = new MessageDesk(node, Settings, desk, Knows);
        _statements = new StatementDesk(node, Settings, play.Actors.Single(a => a.Name == DemoNames.Officer).Entry);
        _folder = Directory.CreateDirectory(Path.Combine(node.Folder, "messages"));
    }

    /// <summary>Which products govern what.</summary>
    public MessageSettings Settings { get; }

    /// <summary>Where the files are.</summary>
    public string Folder => _folder.FullName;

    private DateOnly Today => DateOnly.FromDateTime(_play.Time.Now.ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>Sets up the desk: the actor that registers who is new.</summary>
    /// <param name="node">The node.</param>
    /// <param name="play">What is played on it.</param>
    /// <param name="settings">The file that says which products govern what.</param>
    public static async Task<DemoMessages> BeginAsync(Node node, ScenarioNode play, string settings)
    {
        var desk = await play.ActorAsync("Message desk", Core.Formats.ActorKind.Service);
        await play.GrantAsync(desk, CharterOffice.Product, CharterOffice.Onboarder);
        var messages = SettingsReader.Read(settings, [], new Dictionary<string, string>()).Messages;
        return new DemoMessages(node, play, messages ?? throw new Refusal($"{settings} names no products for messages"), desk);
    }

    /// <summary>Reads the samples of others, as they are.</summary>
    public async Task<IReadOnlyList<MessageAnswer>> SamplesAsync(string folder)
    {
        var answers = new List<MessageAnswer>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            answers.AddRange(await _desk.TakeAsync(file));
        }

        return answers;
    }

    /// <summary>Makes a file of orders to pay and reads it; the bank of the senders may recall them from then on.</summary>
    public async Task<MessageAnswer> OrdersAsync(int count, bool inChina)
    {
        var (market, generator) = inChina ? (MessageMarket.China, _china) : (MessageMarket.Germany, _germany);
        var (transfers, draft) = (generator.Transfers(count, Today), Draft(market, "ORDERS"));
        var answer = await TakeAsync(draft.Id, stream => CreditTransferWriter.Write(stream, draft, transfers));
        if (inChina) Sent.Add((draft, transfers));
        return answer;
    }

    /// <summary>Lets the bank of the senders call some payments back.</summary>
    public async Task<MessageAnswer> RecallsAsync(int count)
    {
        var bank = await _desk.InstitutionAsync(MessageMarket.China.Sender);
        await _play.GrantAsync(bank, "recall", "sender-desk");
        var (of, transfers) = Sent[0];
        var original = new OriginalMessage(of.Id, "pacs.008.001.08", of.Made);
        var draft = Draft(MessageMarket.China, "RECALLS");
        return await TakeAsync(
            draft.Id, stream => RecallWriter.Write(stream, draft, [.. transfers.Take(count).Select(t => _china.Recall(t, original))]));
    }

    /// <summary>The statement of the bank, with differences planted, held against the ledger.</summary>
    public async Task<MessageAnswer> StatementAsync()
    {
        var movements = Sent.SelectMany(s => s.Transfers)
            .Select((t, i) => new ExpectedMovement((ulong)i, t.Amount, EntrySide.Credit, Today, t.Ids.EndToEnd)).ToList();
        var draft = Draft(MessageMarket.China, "STATEMENT");
        var statement = _china.Statement(draft.Id, movements, new Money(MessageMarket.China.Currency, 100_000_000_000), Today);
        var path = await WriteAsync(draft.Id, stream => StatementWriter.Write(stream, draft, statement));
        using var file = File.OpenRead(path);
        return (await _statements.TakeAsync(file))[0];
    }

    private List<(MessageDraft Draft, IReadOnlyList<CreditTransfer> Transfers)> Sent { get; } = [];

    private async Task<MessageAnswer> TakeAsync(string name, Action<Stream> write)
    {
        var path = await WriteAsync(name, write);
        using var file = File.OpenRead(path);
        var answer = (await _desk.TakeAsync(file))[0];
        if (answer.Answer is { } status) await File.WriteAllTextAsync(Path.ChangeExtension(path, ".pacs002.xml"), status);
        return answer;
    }

    private async Task<string> WriteAsync(string name, Action<Stream> write)
    {
        var path = Path.Combine(_folder.FullName, $"{name}.xml");
        await using var file = File.Create(path);
        write(file);
        return path;
    }

    // Made a moment ago: a command may not be far ahead of the log.
    private MessageDraft Draft(MessageMarket market, string what) => market.Draft(
        $"{what}-{(++_files).ToString("D4", CultureInfo.InvariantCulture)}", Today) with { Made = IsoDateTime.Of(_play.Time.Now) };

    /// <summary>What the house knows of a sender: most are identified, a few patterns and hits come from screening. It goes by the
    /// name alone, so that it is the same in every run.</summary>
    private static Dictionary<string, string> Knows(CreditTransfer transfer)
    {
        var number = (transfer.Debtor.Name ?? "").Sum(c => c);
        return new Dictionary<string, string>
        {
            ["identified"] = number % 4 == 0 ? "no" : "yes",
            ["screening"] = (number % 23) switch { 0 => "listed", 1 => "unscored", < 5 => "pattern", _ => "clear" },
            ["suspicion"] = number % 29 == 0 ? "yes" : "no",
        };
    }
}

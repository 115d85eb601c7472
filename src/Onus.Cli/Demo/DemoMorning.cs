using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;

namespace Onus.Cli.Demo;

/// <summary>The payments of the demo, and what became of them.</summary>
internal sealed class DemoMorning
{
    private static readonly Id128 Book = new(1);

    private readonly OnusEngine _engine;
    private readonly Uuid7Generator _ids = new(TimeProvider.System, SystemEntropy.Instance);
    private readonly List<(string Name, Id128 Id)> _accounts = [];

    private DemoMorning(OnusEngine engine) => _engine = engine;

    /// <summary>What happened, a line each.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Every account at the end.</summary>
    public List<(string Name, string Balance, string OnHold)> Balances { get; } = [];

    /// <summary>The sum of all debits, and of all credits.</summary>
    public string Total { get; private set; } = "";

    /// <summary>The payment that is proven.</summary>
    public Id128 Proven { get; private set; }

    public static async Task<DemoMorning> PlayAsync(OnusEngine engine, CancellationToken cancellation)
    {
        var morning = new DemoMorning(engine);
        await morning.OpenAsync(cancellation);
        await morning.PayAsync();
        await morning.CountAsync(cancellation);
        return morning;
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        await _engine.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money), cancellation: cancellation);
        foreach (var name in new[] { "bank/outside", "mei/wallet", "tea-house/income", "hotel/income", "platform/fees" })
        {
            var account = new OpenAccount(Head(), new Id128((UInt128)(uint)(100 + _accounts.Count)), Book)
            {
                DebitLimit = name == "bank/outside" ? null : UInt128.Zero,
            };
            _accounts.Add((name, account.Account));
            await _engine.SubmitAsync(account, cancellation: cancellation);
        }

        Story.Add("A book in CNY and five accounts were opened; only bank/outside may go negative.");
    }

    private async Task PayAsync()
    {
        await MoveAsync("bank/outside", "mei/wallet", 50_000);
        Story.Add("Mei puts CNY 500.00 into her wallet.");

        var tea = await MoveAsync("mei/wallet", "tea-house/income", 3_850);
        Proven = tea.Command.Id;
        Story.Add("Mei pays the tea house CNY 38.50.");

        var again = await _engine.SubmitAsync(tea.Command);
        Story.Add($"Her phone sends the same payment twice: the answer is '{again.Result.Outcome}', and nothing moves.");

        var hold = await MoveAsync("mei/wallet", "hotel/income", 30_000, TransferAct.Hold);
        var tooMuch = await MoveAsync("mei/wallet", "tea-house/income", 20_000);
        Story.Add($"The hotel holds CNY 300.00. A payment of CNY 200.00 is refused: {tooMuch.Result.Outcome}. The refusal is entry {tooMuch.Result.Index} of the log.");

        await _engine.SubmitAsync(new TransferCommand
        {
            Id = _ids.Next(), Act = TransferAct.Capture, Target = hold.Command.Id, Amount = 26_400, Code = 2,
        });
        Story.Add("The hotel takes CNY 264.00 of its hold; the rest is free again.");

        var fees = Enumerable.Range(0, 1_000).Select(_ => _engine.SubmitAsync(Transfer("tea-house/income", "platform/fees", 1)).AsTask());
        var answers = await Task.WhenAll(fees);
        Story.Add($"1,000 callers at once each pay a fee of CNY 0.01: {answers.Count(a => a.Result.Outcome == TransferOutcome.Accepted):N0} accepted, each durable before it was answered.");
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        foreach (var (name, id) in _accounts)
        {
            var account = (await _engine.ReadAsync(ledger => ledger.TryGetAccount(id, out var found) ? found : default, cancellation: cancellation)).Result;
            var sums = account.Balances;
            var (sign, amount) = sums.CreditsPosted >= sums.DebitsPosted
                ? ("", sums.CreditsPosted - sums.DebitsPosted)
                : ("-", sums.DebitsPosted - sums.CreditsPosted);
            Balances.Add((name, sign + Money.FormatMinor(amount, 2), Money.FormatMinor(sums.DebitsPending, 2)));
        }

        var book = (await _engine.ReadAsync(ledger => ledger.TryGetBook(Book, out var found) ? found : default, cancellation: cancellation)).Result;
        Invariant.Holds(book.Totals.DebitsPosted == book.Totals.CreditsPosted);
        Total = new Money(Currency.Of("CNY"), book.Totals.DebitsPosted).ToString();
    }

    private async Task<(TransferCommand Command, TransferResult Result)> MoveAsync(string from, string to, ulong amount, TransferAct act = TransferAct.Transfer)
    {
        var command = Transfer(from, to, amount) with { Act = act };
        return (command, (await _engine.SubmitAsync(command)).Result);
    }

    private TransferCommand Transfer(string from, string to, ulong amount) =>
        new() { Id = _ids.Next(), Debit = IdOf(from), Credit = IdOf(to), Amount = amount, Code = 1 };

    private Id128 IdOf(string name) => _accounts.First(a => a.Name == name).Id;

    private CommandHead Head() => new(_ids.Next(), Id128.None, 0);
}

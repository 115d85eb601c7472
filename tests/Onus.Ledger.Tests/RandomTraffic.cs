using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>Seeded traffic that uses every kind of command, mostly sensible, often not.</summary>
internal sealed class RandomTraffic(TestLedger ledger, int seed)
{
    private static readonly TransferAct[] Acts =
    [
        TransferAct.Transfer, TransferAct.Transfer, TransferAct.Transfer, TransferAct.Hold, TransferAct.Hold, TransferAct.Hold,
        TransferAct.Capture, TransferAct.Capture, TransferAct.Void, TransferAct.Correction, TransferAct.Import, TransferAct.Lapse,
    ];

    private readonly Random _random = new(seed);
    private readonly List<Id128> _books = [];
    private readonly List<Id128> _accounts = [];
    private readonly List<Id128> _named = [];
    private readonly List<Id128> _holds = [];
    private readonly List<TransferCommand> _sent = [];

    public IReadOnlyList<Id128> Accounts => _accounts;

    /// <summary>Opens books and accounts to play with.</summary>
    public void Open(int books, int accounts)
    {
        for (var i = 0; i < books; i++) _books.Add(ledger.NewBook($"UNIT{i}"));
        for (var i = 0; i < accounts; i++) OpenAccount();
    }

    /// <summary>Runs one random request or batch.</summary>
    public void Step()
    {
        if (_random.Next(3) == 0) ledger.Clock = ledger.Clock.Plus((ulong)_random.NextInt64(3_000_000_000));

        // To the very instant at which a hold lapses, or the last before it.
        if (_random.Next(6) == 0 && ledger.State.NextDue is { } due && due > ledger.Clock.Plus(1))
            ledger.Clock = new LogTime(due.Nanoseconds - (ulong)_random.Next(2));
        switch (_random.Next(20))
        {
            case 0:
                OpenAccount();
                break;
            case 1:
                ledger.Run(new ChangeLimits(ledger.NewHead(), AnyAccount(), AnyLimit(), AnyLimit()));
                break;
            case 2 when _random.Next(3) == 0:
                ledger.Run(new CloseAccount(ledger.NewHead(), AnyAccount(), _random.Next(2) == 0));
                break;
            case 3 or 4:
                ledger.Run(new ReopenAccount(ledger.NewHead(), AnyAccount()));
                break;
            case 5:
                ledger.Lapse(_random.Next(1, 4));
                break;
            case 6 or 7:
                ledger.Run(AnyPostings());
                break;
            default:
                ledger.Run([.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => AnyTransfer())]);
                break;
        }
    }

    public TransferCommand AnyTransfer()
    {
        if (_sent.Count > 0 && _random.Next(6) == 0) return Vary(_sent[^_random.Next(1, Math.Min(_sent.Count, 40) + 1)]);
        var debit = AnyAccount();
        var command = ledger.Transfer(debit, Neighbour(debit), AnyAmount()) with
        {
            Act = Acts[_random.Next(Acts.Length)],
            Linked = _random.Next(8) == 0,
            Code = (ushort)_random.Next(3),
            Term = _random.Next(5) == 0 ? (TransferTerm)_random.Next(8) : TransferTerm.None,
        };
        if (_random.Next(3) == 0)
            command = command with { Reference = new Id128((UInt128)_random.Next(5)), User64 = (ulong)_random.Next(3), User32 = 1 };
        command = Complete(command);
        if (command.Amount != 0 && _random.Next(4) == 0) command = command with { Amount = AtTheLimit(command) };
        if (_random.Next(40) == 0) command = Vary(command);
        _named.Add(command.Id);
        if (command.Act == TransferAct.Hold) _holds.Add(command.Id);
        _sent.Add(command);
        return command;
    }

    public PostingsCommand AnyPostings()
    {
        var accounts = Enumerable.Range(0, _random.Next(2, 6)).Select(_ => AnyAccount()).Distinct().ToList();
        var lines = accounts.Select((account, i) =>
            new PostingsCommand.Line(account, i == 0 ? Side.Debit : Side.Credit, i == 0 ? (UInt128)(accounts.Count - 1) : 1)).ToList();
        if (_random.Next(6) == 0) lines.Add(new PostingsCommand.Line(AnyAccount(), Side.Credit, AnyAmount()));
        var command = new PostingsCommand(ledger.NewHead(), lines) { Code = 7 };
        if (_random.Next(4) == 0)
            command = command with { Conditions = [new PostingsCommand.Line(AnyAccount(), (Side)_random.Next(2), AnyAmount())] };
        if (_random.Next(5) == 0 && _named.Count > 0) command = command with { Corrects = _named[_random.Next(_named.Count)] };
        if (_random.Next(5) == 0) command = command with { Effective = LogTime.FromUnixSeconds(1_700_000_000) };
        _named.Add(command.Head.Id);
        return command;
    }

    private TransferCommand Complete(TransferCommand command) => command.Act switch
    {
        TransferAct.Hold when _random.Next(2) == 0 => command with { Timeout = (ulong)_random.NextInt64(1, 9_000_000_000) },
        TransferAct.Hold when _random.Next(3) == 0 => command with { Due = ledger.Clock.Plus(4_000_000_000) },
        TransferAct.Capture => command with
        {
            Target = AnyHold(),
            Debit = _random.Next(9) == 0 ? command.Debit : Id128.None,
            Credit = _random.Next(9) == 0 ? command.Credit : Id128.None,
            Amount = command.Term == TransferTerm.Whole ? 0 : command.Amount,
            KeepRest = _random.Next(2) == 0,
        },
        TransferAct.Void => command with { Target = AnyHold(), Debit = Id128.None, Credit = Id128.None, Amount = 0 },
        TransferAct.Correction => command with { Target = AnyNamed() },
        TransferAct.Import => command with { Effective = LogTime.FromUnixSeconds(1_600_000_000) },
        _ when command.Term is TransferTerm.IfDebitHasAtLeast or TransferTerm.IfCreditOwesAtLeast =>
            command with { TermAmount = AnyAmount() },
        _ => command,
    };

    private TransferCommand Vary(TransferCommand command) => _random.Next(24) switch
    {
        0 => command with { Amount = AnyAmount() },
        1 => command with { Debit = AnyAccount() },
        2 => command with { Credit = AnyAccount() },
        3 => command with { Code = 9 },
        4 => command with { User128 = 5 },
        5 => command with { Term = (TransferTerm)_random.Next(9) },
        6 => command with { Target = AnyNamed() },
        7 => command with { Actor = _random.Next(2) == 0 ? 3UL : 1UL << 48 },
        8 => command with { Due = ledger.Clock.Plus(1) },
        9 => command with { KeepRest = !command.KeepRest },
        10 => command with { Act = (TransferAct)_random.Next(9) },
        11 => command with { Linked = !command.Linked },
        12 => command with { Timeout = command.Timeout ^ 1 },
        13 => command with { Timeout = ulong.MaxValue },
        14 => command with { Effective = ledger.Clock.Plus((ulong)_random.Next(3) * 5) },
        15 => command with { Reference = new Id128(99) },
        16 => command with { User64 = 77 },
        17 => command with { User32 = 77 },
        18 => command with { TermAmount = AnyAmount() },
        19 => command with { Id = _random.Next(2) == 0 ? Id128.None : new Id128(command.Id.Value ^ ((UInt128)1 << 78)) },
        20 => command with { Id = ledger.IdAt(ledger.Clock.UnixMilliseconds + 299_999 + (ulong)_random.Next(3)) },
        _ => command,
    };

    private void OpenAccount()
    {
        var account = ledger.NewId();
        var result = ledger.Run(new OpenAccount(ledger.NewHead(), account, _books[_random.Next(_books.Count)])
        {
            Party = new Id128((UInt128)_random.Next(4)),
            Code = (ushort)_random.Next(3),
            DebitLimit = AnyLimit(),
            CreditLimit = _random.Next(2) == 0 ? AnyLimit() : null,
        });
        if (result.Outcome == OpenAccountOutcome.Accepted) _accounts.Add(account);
    }

    private UInt128? AnyLimit() => _random.Next(4) switch
    {
        0 => 0,
        1 => (UInt128)_random.Next(200),
        _ => null,
    };

    private UInt128 AnyAmount() => _random.Next(60) switch
    {
        0 => 0,
        1 => UInt128.MaxValue,
        _ => (UInt128)_random.Next(1, 100),
    };

    private Id128 AnyNamed() =>
        _named.Count == 0 || _random.Next(30) == 0 ? ledger.NewId() : _named[Math.Max(0, _named.Count - _random.Next(1, 30))];

    // The most that one of the accounts allows, or one more.
    private UInt128 AtTheLimit(TransferCommand command)
    {
        if (!ledger.State.TryGetAccount(command.Debit, out var debit) || !ledger.State.TryGetAccount(command.Credit, out var credit))
            return command.Amount;
        var most = _random.Next(2) == 0
            ? debit.Balances.Funds + UInt128.Min(debit.DebitLimit ?? 50, 1_000)
            : credit.Balances.Debt + UInt128.Min(credit.CreditLimit ?? 50, 1_000);
        return UInt128.Min(most + (UInt128)_random.Next(2), 100_000);
    }

    private Id128 AnyHold() => _holds.Count == 0 || _random.Next(10) == 0 ? AnyNamed() : _holds[^_random.Next(1, Math.Min(_holds.Count, 12) + 1)];

    // Mostly an account of the same book; the first that is found from a random place on.
    private Id128 Neighbour(Id128 debit)
    {
        if (_random.Next(12) == 0 || !ledger.State.TryGetAccount(debit, out var account)) return AnyAccount();
        var start = _random.Next(_accounts.Count);
        var round = Enumerable.Range(0, _accounts.Count).Select(i => _accounts[(start + i) % _accounts.Count]);
        return round.Where(id => id != debit && ledger.Account(id).Book == account.Book).FirstOrDefault(debit);
    }

    private Id128 AnyAccount() =>
        _random.Next(90) == 0 ? new Id128((UInt128)_random.Next(3)) : _accounts[_random.Next(_accounts.Count)];
}

using System.Globalization;
using Onus.Core;

namespace Onus.Messages;

/// <summary>Makes messages for demonstrations and tests: the same seed gives the same bytes on every machine.</summary>
/// <remarks>Amounts crowd around the lines at which remittances are treated differently in the market of the senders (EUR
/// 1,000; 10,000; 15,000; 30,000), some senders send again and again just below a line, and some receivers are paid by
/// many.</remarks>
public sealed class MessageGenerator
{
    private const int Senders = 48;

    private static readonly string[] Purposes = ["FAMI", "GIFT", "EDUC", "SALA", "SUPP", "CHAR", "RENT"];

    private static readonly string[] Remittances =
        ["For the rent", "Monatliche Unterstützung", "Colegiatura de marzo", "Invoice 2026/117", "Happy birthday!",
            "Gửi mẹ", "Aile desteği"];

    private readonly SplitMix _random;
    private readonly MessageMarket _market;
    private readonly List<(IsoParty Party, IsoAccount Account)> _senders = [];
    private readonly List<(IsoParty Party, IsoAccount Account, IsoAgent Agent)> _receivers = [];
    private int _made;

    /// <summary>Starts from a seed; senders live in Germany unless another market is named.</summary>
    public MessageGenerator(ulong seed, MessageMarket? market = null)
    {
        _random = new SplitMix(seed);
        _market = market ?? MessageMarket.Germany;
        for (var i = 0; i < Senders; i++) _senders.Add((Person(_market.Home), Account(_market.Home)));
        for (var i = 0; i < Senders * 2; i++)
        {
            var corridor = _random.Pick(Corridor.All);
            _receivers.Add((Person(corridor), Account(corridor), Agent(corridor)));
        }
    }

    /// <summary>The account that the generator's statements are of.</summary>
    public static Iban Nostro { get; } = Iban.Of("DE", "500105175407324931");

    /// <summary>Makes transfers that settle on a day.</summary>
    public IReadOnlyList<CreditTransfer> Transfers(int count, DateOnly day)
    {
        var transfers = new List<CreditTransfer>(count);
        for (var i = 0; i < count; i++) transfers.Add(Transfer(day));
        return transfers;
    }

    /// <summary>Makes the recall of a transfer: fraud, a duplicate, or a wrong amount.</summary>
    public RecallRequest Recall(CreditTransfer transfer, OriginalMessage original)
    {
        var reason = _random.Pick<string>(["FRAD", "DUPL", "AM09", "CUST"]);
        var number = Number(++_made);
        return RecallWriter.Of(transfer, original, $"RCL-{number}", $"CASE-{number}",
            new IsoReason(reason, null, null));
    }

    /// <summary>Makes a day's statement over movements, with differences planted in it.</summary>
    /// <remarks>Of each 20 movements one is missing, one has another amount, one is booked twice and one comes 12 days
    /// late.</remarks>
    public StatementDraft Statement(string id, IReadOnlyList<ExpectedMovement> movements, Money opening, DateOnly day)
    {
        var entries = new List<StatementEntry>();
        var account = new IsoAccount { Iban = Nostro, Currency = opening.Currency };
        for (var i = 0; i < movements.Count; i++)
        {
            var movement = movements[i];
            switch (i % 20)
            {
                case 7:
                    break;
                case 11:
                    entries.Add(Entry(movement, account, id,
                        movement.Amount with { Minor = movement.Amount.Minor + 1 + (uint)_random.Below(500) },
                        movement.Day));
                    break;
                case 13:
                    entries.Add(Entry(movement, account, id, movement.Amount, movement.Day));
                    entries.Add(Entry(movement, account, id, movement.Amount, movement.Day));
                    break;
                case 17:
                    entries.Add(Entry(movement, account, id, movement.Amount, movement.Day.AddDays(12)));
                    break;
                default:
                    entries.Add(Entry(movement, account, id, movement.Amount, movement.Day));
                    break;
            }
        }

        return new StatementDraft { Id = id, Account = account, Opening = opening, Day = day, Entries = entries };
    }

    private CreditTransfer Transfer(DateOnly day)
    {
        // A few senders send most, and a few receivers get from many.
        var (sender, account) = _senders[Math.Min(_random.Below(Senders), _random.Below(Senders))];
        var first = Math.Min(_random.Below(_receivers.Count), _random.Below(_receivers.Count));
        var (receiver, theirs, agent) = _receivers[first];
        var number = Number(++_made);
        return new CreditTransfer
        {
            Ids = new TransactionIds
            {
                Instruction = $"INS-{number}", EndToEnd = $"E2E-{number}", Transaction = $"TX-{number}", Uetr = Uetr(),
            },
            Amount = new Money(_market.Currency, (uint)Minor()),
            Settlement = day,
            ChargeBearer = "SHAR",
            Debtor = sender,
            DebtorAccount = account,
            DebtorAgent = _market.Sender,
            CreditorAgent = agent,
            Creditor = receiver,
            CreditorAccount = theirs,
            Purpose = _random.Below(3) == 0 ? null : _random.Pick(Purposes),
            Remittance = _random.Below(4) == 0 ? null : _random.Pick(Remittances),
        };
    }

    private int Minor() => _random.Below(10) switch
    {
        // Ordinary amounts, then whole hundreds, then one cent to 50 euros around a line.
        < 5 => 2_000 + _random.Below(80_000),
        5 => 10_000 * (1 + _random.Below(9)),
        6 => Line() - 1,
        7 => Line(),
        8 => Line() + 1,
        _ => Line() - 5_000 + _random.Below(10_000),
    };

    // The lowest line is the one that is met most.
    private int Line() => _market.Lines[Math.Min(_random.Below(_market.Lines.Length), _random.Below(_market.Lines.Length))];

    private StatementEntry Entry(ExpectedMovement movement, IsoAccount account, string statement, Money amount,
        DateOnly day)
    {
        var number = Number(++_made);
        return new StatementEntry
        {
            StatementId = statement,
            Account = account,
            Reference = $"NTRY-{number}",
            ServicerReference = $"BANK-{number}",
            Amount = amount,
            Side = movement.Side,
            Status = EntryStatus.Booked,
            Booked = day,
            Value = day,
            Details = movement.Reference is { } reference
                ? [new EntryDetail(new TransactionIds { EndToEnd = reference }, amount, null, null)] : [],
        };
    }

    private IsoParty Person(Corridor corridor) => new()
    {
        Name = $"{_random.Pick(corridor.Given)} {_random.Pick(corridor.Family)}",
        Town = corridor.Town,
        Country = corridor.Country,
    };

    private IsoAccount Account(Corridor corridor)
    {
        var number = corridor.BankPrefix + _random.Digits(corridor.AccountDigits);
        return corridor.HasIban ? new IsoAccount { Iban = Iban.Of(corridor.Country, number) }
            : new IsoAccount { Other = number };
    }

    private static IsoAgent Agent(Corridor corridor) =>
        new() { Bic = Bic.Of(corridor.Bic), Country = corridor.Country };

    private Id128 Uetr()
    {
        var bits = ((UInt128)_random.Next() << 64) | _random.Next();
        var version = (UInt128)0xF << 76;
        var variant = (UInt128)3 << 62;
        return new Id128((bits & ~version & ~variant) | ((UInt128)4 << 76) | ((UInt128)2 << 62));
    }

    private static string Number(int number) => number.ToString("D6", CultureInfo.InvariantCulture);
}

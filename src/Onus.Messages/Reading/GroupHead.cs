using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>What the head of a group says for the transactions in it: a payment block, a statement, an
/// investigation.</summary>
internal sealed class GroupHead
{
    public string? Id { get; private init; }

    /// <summary>Whether every value that must be there could be read, so that it can be handed down.</summary>
    public bool IsSound { get; set; }

    public required Tally Tally { get; init; }

    public OriginalMessage? Original { get; private init; }

    public string? CaseId { get; private init; }

    // Of a payment block.
    public IsoParty? Debtor { get; private init; }

    public IsoAccount? Account { get; private init; }

    public IsoAgent? DebtorAgent { get; private init; }

    public IsoParty? UltimateDebtor { get; private init; }

    public DateOnly? Execution { get; private init; }

    public string? ChargeBearer { get; private init; }

    // Of a statement.
    public Balances? Balances { get; private init; }

    /// <summary>Reads the head of a group.</summary>
    public static GroupHead Read(Element group, MessageFamily family, FieldReader fields) => family switch
    {
        MessageFamily.Initiation => PaymentBlock(group, fields),
        MessageFamily.Statement or MessageFamily.Notification => Statement(group, fields),
        _ => Investigation(group, fields),
    };

    private static GroupHead PaymentBlock(Element group, FieldReader fields) => new()
    {
        Id = fields.Id(fields.Required(group, "PmtInfId")),
        Tally = Tally.Read(group, "NbOfTxs", "CtrlSum", null, fields),
        Execution = fields.DateOrTime(fields.Required(group, "ReqdExctnDt")),
        Debtor = fields.Party(fields.Required(group, "Dbtr")),
        Account = fields.Account(fields.Required(group, "DbtrAcct")),
        DebtorAgent = fields.Agent(fields.Required(group, "DbtrAgt")),
        UltimateDebtor = fields.Party(group["UltmtDbtr"]),
        ChargeBearer = fields.Text(group["ChrgBr"], 4),
    };

    private static GroupHead Statement(Element group, FieldReader fields) => new()
    {
        Id = fields.Id(fields.Required(group, "Id")),
        Account = fields.Account(fields.Required(group, "Acct")),
        Tally = Tally.Read(group["TxsSummry"]["TtlNtries"], "NbOfNtries", "Sum", null, fields),
        Balances = Balances.Read(group, fields),
    };

    private static GroupHead Investigation(Element group, FieldReader fields) => new()
    {
        Tally = Tally.Read(Element.None, "NbOfTxs", "CtrlSum", null, fields),
        Original = MessageHead.OriginalOf(group["OrgnlGrpInfAndCxl"], fields)
            ?? MessageHead.OriginalOf(group["OrgnlGrpInfAndSts"], fields),
        CaseId = fields.Id(group["OrgnlGrpInfAndCxl"]["Case"]["Id"]) ?? fields.Id(group["Case"]["Id"]),
    };
}

/// <summary>The booked balances of a statement, between which its booked entries must lead.</summary>
internal sealed class Balances
{
    private readonly MessageRefusal _place;
    private readonly Currency _currency;
    private readonly Int128 _closing;
    private Int128 _running;
    private bool _isKnown = true;

    private Balances(Currency currency, Int128 opening, Int128 closing, MessageRefusal place)
    {
        _currency = currency;
        _running = opening;
        _closing = closing;
        _place = place;
    }

    /// <summary>Reads both balances, or gives null where they are not there or not in one currency.</summary>
    public static Balances? Read(Element statement, FieldReader fields)
    {
        Money? opening = null, closing = null;
        Element first = default, last = default;
        foreach (var balance in statement.All("Bal"))
        {
            var amount = fields.Amount(balance["Amt"], zeroAllowed: true);
            var kind = balance["Tp"]["CdOrPrtry"]["Cd"].Text;
            // Later pages open with an interim balance; then there is nothing to compare.
            if (kind is "OPBD" or "PRCD" && opening is null) (opening, first) = (amount, balance);
            if (kind == "CLBD") (closing, last) = (amount, balance);
        }

        if (opening is not { } from || closing is not { } to || from.Currency != to.Currency) return null;
        var place = new MessageRefusal(IsoRule.BalanceDiffers, last["Amt"].Path, last["Amt"].Line, last["Amt"].Column,
            "");
        return new Balances(from.Currency, Signed(from, first), Signed(to, last), place);
    }

    /// <summary>Goes on by one entry.</summary>
    public void Add(StatementEntry? entry)
    {
        if (entry is null || entry.Amount.Currency != _currency) _isKnown = false;
        else if (entry.Status == EntryStatus.Booked)
            _running += entry.Side == EntrySide.Credit ? (Int128)entry.Amount.Minor : -(Int128)entry.Amount.Minor;
    }

    /// <summary>Says where the entries do not lead from the opening to the closing balance.</summary>
    public void Compare(Findings findings)
    {
        if (!_isKnown || _running == _closing) return;
        findings.Add(_place with { Detail = $"{Text(_closing)} is stated, the opening balance and the booked entries lead to {Text(_running)}" });
    }

    private static Int128 Signed(Money amount, Element balance) =>
        balance["CdtDbtInd"].Text == "DBIT" ? -(Int128)amount.Minor : (Int128)amount.Minor;

    private string Text(Int128 minor) => $"{(minor < 0 ? "-" : "")}{new Money(_currency, (UInt128)Int128.Abs(minor))}";
}

using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Reads the transactions that move money: pacs.008, pain.001 and pacs.004.</summary>
internal static class TransferReading
{
    /// <summary>Reads a pacs.008 transaction.</summary>
    public static CreditTransfer? CreditTransfer(Element transaction, MessageHead head, FieldReader fields,
        ReadLimits limits, out Money? counted)
    {
        var id = fields.Required(transaction, "PmtId");
        var ids = Ids(id, "", fields);
        fields.Required(id, "EndToEndId");
        counted = fields.Amount(fields.Required(transaction, "IntrBkSttlmAmt"));
        CheckCurrency(transaction["IntrBkSttlmAmt"], counted, head, fields);
        var settlement = Settlement(transaction, head, fields, limits);
        var debtor = fields.Party(fields.Required(transaction, "Dbtr"));
        var debtorAgent = fields.Agent(fields.Required(transaction, "DbtrAgt"));
        var creditor = fields.Party(fields.Required(transaction, "Cdtr"));
        var creditorAgent = fields.Agent(fields.Required(transaction, "CdtrAgt"));
        var rest = Common(transaction, fields);
        var instructed = fields.Amount(transaction["InstdAmt"]);
        var accepted = fields.Time(transaction["AccptncDtTm"]);
        var charges = fields.Text(transaction["ChrgBr"], 4);
        var account = fields.Account(transaction["DbtrAcct"]);
        var ultimate = fields.Party(transaction["UltmtDbtr"]);
        var instructing = fields.Agent(transaction["InstgAgt"]);
        var instructedAgent = fields.Agent(transaction["InstdAgt"]);
        if (fields.Findings.Any) return null;
        return new CreditTransfer
        {
            Ids = ids, Amount = counted!.Value, Instructed = instructed, Settlement = settlement!.Value, AcceptedAt = accepted,
            ChargeBearer = charges, Debtor = debtor!, DebtorAccount = account, DebtorAgent = debtorAgent!,
            InstructingAgent = instructing ?? head.Instructing, InstructedAgent = instructedAgent ?? head.Instructed,
            CreditorAgent = creditorAgent!, Creditor = creditor!, CreditorAccount = rest.Account,
            UltimateDebtor = ultimate, UltimateCreditor = rest.UltimateCreditor,
            Purpose = rest.Purpose, Remittance = rest.Remittance, CreditorReference = rest.Reference,
        };
    }

    /// <summary>Reads a pain.001 transaction; who pays, and when, stands in its group.</summary>
    public static CreditTransfer? Initiation(Element transaction, GroupHead group, FieldReader fields,
        out Money? counted)
    {
        var id = fields.Required(transaction, "PmtId");
        var ids = Ids(id, "", fields);
        fields.Required(id, "EndToEndId");
        var amount = fields.Required(transaction, "Amt");
        var equivalent = amount["EqvtAmt"];
        counted = fields.Amount(equivalent.Exists ? fields.Required(equivalent, "Amt")
            : fields.Required(amount, "InstdAmt"));
        var target = equivalent["CcyOfTrf"];
        var currency = fields.CurrencyOf(target, target.Text);
        var creditor = fields.Party(transaction["Cdtr"]);
        var agent = fields.Agent(transaction["CdtrAgt"]);
        var rest = Common(transaction, fields);
        var charges = fields.Text(transaction["ChrgBr"], 4);
        var ultimate = fields.Party(transaction["UltmtDbtr"]);
        if (fields.Findings.Any || !group.IsSound) return null;
        return new CreditTransfer
        {
            Ids = ids, Amount = counted!.Value, TransferCurrency = currency, Settlement = group.Execution!.Value,
            ChargeBearer = charges ?? group.ChargeBearer,
            Debtor = group.Debtor!, DebtorAccount = group.Account, DebtorAgent = group.DebtorAgent!,
            CreditorAgent = agent ?? new IsoAgent(), Creditor = creditor ?? new IsoParty(), CreditorAccount = rest.Account,
            UltimateDebtor = ultimate ?? group.UltimateDebtor, UltimateCreditor = rest.UltimateCreditor,
            Purpose = rest.Purpose, Remittance = rest.Remittance, CreditorReference = rest.Reference,
        };
    }

    /// <summary>Reads a pacs.004 transaction.</summary>
    public static PaymentReturn? Return(Element transaction, MessageHead head, FieldReader fields, ReadLimits limits,
        out Money? counted)
    {
        var ids = Ids(transaction, "Orgnl", fields);
        var id = fields.Id(transaction["RtrId"]);
        counted = fields.Amount(fields.Required(transaction, "RtrdIntrBkSttlmAmt"));
        CheckCurrency(transaction["RtrdIntrBkSttlmAmt"], counted, head, fields);
        var settlement = Settlement(transaction, head, fields, limits);
        var original = MessageHead.OriginalOf(transaction["OrgnlGrpInf"], fields) ?? head.Original;
        var before = fields.Amount(transaction["OrgnlIntrBkSttlmAmt"]);
        var reasons = fields.Reasons(transaction, "RtrRsnInf");
        if (fields.Findings.Any) return null;
        return new PaymentReturn
        {
            ReturnId = id, Ids = ids, Original = original, OriginalAmount = before, Returned = counted!.Value,
            Settlement = settlement!.Value, Reasons = reasons,
        };
    }

    /// <summary>Reads the ids of a transaction, or with the prefix <c>Orgnl</c> those of the one that it speaks
    /// of.</summary>
    public static TransactionIds Ids(Element parent, string prefix, FieldReader fields) => new()
    {
        Instruction = fields.Id(parent[prefix.Length == 0 ? "InstrId" : "OrgnlInstrId"]),
        EndToEnd = fields.Id(parent[prefix.Length == 0 ? "EndToEndId" : "OrgnlEndToEndId"]),
        Transaction = fields.Id(parent[prefix.Length == 0 ? "TxId" : "OrgnlTxId"]),
        Uetr = fields.Uetr(parent[prefix.Length == 0 ? "UETR" : "OrgnlUETR"]),
    };

    private static (IsoAccount? Account, IsoParty? UltimateCreditor, string? Purpose, string? Remittance,
        string? Reference) Common(
        Element transaction, FieldReader fields)
    {
        var remittance = transaction["RmtInf"];
        return (
            fields.Account(transaction["CdtrAcct"]),
            fields.Party(transaction["UltmtCdtr"]),
            fields.CodeOrText(transaction["Purp"]),
            fields.Lines(remittance, "Ustrd", 140),
            fields.Id(remittance["Strd"]["CdtrRefInf"]["Ref"]));
    }

    private static void CheckCurrency(Element amount, Money? money, MessageHead head, FieldReader fields)
    {
        if (money is { } found && head.Tally.StatedTotal is { } total && total.Currency != found.Currency)
            fields.Findings.Add(IsoRule.CurrencyDiffers, amount,
                $"the message states its total in {total.Currency}, this is {found.Currency}");
    }

    private static DateOnly? Settlement(Element transaction, MessageHead head, FieldReader fields, ReadLimits limits)
    {
        var element = transaction["IntrBkSttlmDt"];
        if (!element.Exists && head.Settlement is null) fields.Required(transaction, "IntrBkSttlmDt");
        var date = fields.Date(element) ?? head.Settlement;
        if (date is not { } day || head.Made is not { } made) return date;
        var days = day.DayNumber - made.DayNumber;
        if (days < -limits.SettlementDaysBefore || days > limits.SettlementDaysAfter)
            fields.Findings.Add(IsoRule.DateOutOfWindow, element.Exists ? element : transaction,
                $"settlement on {Iso(day)} is {Math.Abs(days)} days {(days < 0 ? "before" : "after")} the message of {Iso(made)}");
        return date;
    }

    private static string Iso(DateOnly date) =>
        date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

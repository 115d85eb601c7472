using Onus.Core;
using Onus.Messages.Xml;

namespace Onus.Messages;

/// <summary>Reads the entries of camt.053 and camt.054.</summary>
internal static class EntryReading
{
    /// <summary>Reads one entry.</summary>
    public static StatementEntry? Entry(Element entry, GroupHead group, FieldReader fields, out Money? counted)
    {
        counted = fields.Amount(fields.Required(entry, "Amt"), zeroAllowed: true);
        var side = Side(fields.Required(entry, "CdtDbtInd"), fields);
        var status = Status(fields.Required(entry, "Sts"), fields);
        var reversal = Flag(entry["RvslInd"], fields);
        var booked = fields.DateOrTime(entry["BookgDt"]);
        var value = fields.DateOrTime(entry["ValDt"]);
        var reference = fields.Id(entry["NtryRef"]);
        var servicer = fields.Id(entry["AcctSvcrRef"]);
        var details = Details(entry, fields);
        if (counted is { } amount) CheckDetails(entry, amount, details, fields);
        if (fields.Findings.Any || !group.IsSound) return null;
        return new StatementEntry
        {
            StatementId = group.Id!, Account = group.Account!, Reference = reference, ServicerReference = servicer,
            Amount = counted!.Value, Side = side!.Value, IsReversal = reversal, Status = status!.Value,
            Booked = booked, Value = value, Details = details,
        };
    }

    private static List<EntryDetail> Details(Element entry, FieldReader fields)
    {
        var details = new List<EntryDetail>();
        foreach (var block in entry.All("NtryDtls"))
            foreach (var detail in block.All("TxDtls"))
            {
                var references = detail["Refs"];
                // Before version 3 the amount stands a level deeper.
                var amount = detail["Amt"] is { Exists: true } own ? own : detail["AmtDtls"]["TxAmt"]["Amt"];
                var remittance = detail["RmtInf"];
                details.Add(new EntryDetail(
                    TransferReading.Ids(references, "", fields),
                    fields.Amount(amount, zeroAllowed: true),
                    fields.Lines(remittance, "Ustrd", 140),
                    fields.Id(remittance["Strd"]["CdtrRefInf"]["Ref"])));
            }

        return details;
    }

    private static void CheckDetails(Element entry, Money amount, List<EntryDetail> details, FieldReader fields)
    {
        // One detail may be in the sender's currency, or before charges; a batch must add up.
        if (details.Count < 2 || details.Exists(d => d.Amount is not { } part || part.Currency != amount.Currency))
            return;
        UInt128 sum = 0;
        foreach (var detail in details) sum += detail.Amount!.Value.Minor;
        if (sum != amount.Minor)
            fields.Findings.Add(IsoRule.DetailsDiffer, entry["NtryDtls"],
                $"the entry is {amount}, its details add up to {amount with { Minor = sum }}");
    }

    private static EntrySide? Side(Element element, FieldReader fields)
    {
        if (!element.Exists) return null;
        if (element.Text == "CRDT") return EntrySide.Credit;
        if (element.Text == "DBIT") return EntrySide.Debit;
        fields.Findings.Add(IsoRule.ValueForm, element, $"{Shown.Value(element.Text)} is neither CRDT nor DBIT");
        return null;
    }

    private static EntryStatus? Status(Element element, FieldReader fields)
    {
        if (!element.Exists) return null;
        // A text up to version 7, a choice from version 8 on.
        var code = element["Cd"] is { Exists: true } choice ? choice : element;
        switch (code.Text)
        {
            case "BOOK": return EntryStatus.Booked;
            case "PDNG": return EntryStatus.Pending;
            case "INFO": return EntryStatus.Information;
            case "FUTR": return EntryStatus.Future;
            default:
                fields.Findings.Add(IsoRule.ValueForm, code,
                    $"{Shown.Value(code.Text)} is none of BOOK, PDNG, INFO, FUTR");
                return null;
        }
    }

    private static bool Flag(Element element, FieldReader fields)
    {
        if (!element.Exists) return false;
        switch (element.Text.Trim())
        {
            case "true" or "1": return true;
            case "false" or "0": return false;
            default:
                fields.Findings.Add(IsoRule.ValueForm, element,
                    $"{Shown.Value(element.Text)} is neither true nor false");
                return false;
        }
    }
}

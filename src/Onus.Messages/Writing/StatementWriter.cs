namespace Onus.Messages;

/// <summary>Writes camt.053.001.08.</summary>
public static class StatementWriter
{
    /// <summary>Writes a message with one statement in it.</summary>
    public static void Write(Stream stream, MessageDraft draft, StatementDraft statement)
    {
        using var xml = new IsoXml(stream, "camt.053.001.08");
        xml.Open("BkToCstmrStmt");
        xml.Open("GrpHdr");
        xml.Text("MsgId", draft.Id);
        xml.Time("CreDtTm", draft.Made);
        xml.Close();
        xml.Open("Stmt");
        xml.Text("Id", statement.Id);
        xml.Time("CreDtTm", draft.Made);
        xml.Account("Acct", statement.Account);
        var opening = (Int128)statement.Opening.Minor;
        Balance(xml, "OPBD", statement, opening);
        Balance(xml, "CLBD", statement, statement.Entries.Aggregate(opening, Next));
        xml.Within("TxsSummry", () => xml.Within("TtlNtries", () => xml.Text("NbOfNtries", statement.Entries.Count)));
        foreach (var entry in statement.Entries) Write(xml, entry);
        xml.Close();
        xml.Close();
    }

    private static Int128 Next(Int128 balance, StatementEntry entry)
    {
        if (entry.Status != EntryStatus.Booked) return balance;
        return entry.Side == EntrySide.Credit ? balance + (Int128)entry.Amount.Minor
            : balance - (Int128)entry.Amount.Minor;
    }

    private static void Balance(IsoXml xml, string kind, StatementDraft statement, Int128 minor)
    {
        xml.Open("Bal");
        xml.Within("Tp", () => xml.Within("CdOrPrtry", () => xml.Text("Cd", kind)));
        xml.Amount("Amt", statement.Opening with { Minor = (UInt128)Int128.Abs(minor) });
        xml.Text("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT");
        xml.Within("Dt", () => xml.Date("Dt", statement.Day));
        xml.Close();
    }

    private static void Write(IsoXml xml, StatementEntry entry)
    {
        xml.Open("Ntry");
        xml.Text("NtryRef", entry.Reference);
        xml.Amount("Amt", entry.Amount);
        xml.Text("CdtDbtInd", entry.Side == EntrySide.Credit ? "CRDT" : "DBIT");
        if (entry.IsReversal) xml.Text("RvslInd", "true");
        xml.Within("Sts", () => xml.Text("Cd", entry.Status switch
        {
            EntryStatus.Booked => "BOOK",
            EntryStatus.Pending => "PDNG",
            EntryStatus.Information => "INFO",
            _ => "FUTR",
        }));
        if (entry.Booked is not null) xml.Within("BookgDt", () => xml.Date("Dt", entry.Booked));
        if (entry.Value is not null) xml.Within("ValDt", () => xml.Date("Dt", entry.Value));
        xml.Text("AcctSvcrRef", entry.ServicerReference);
        xml.Within("BkTxCd", () => xml.Within("Prtry", () => xml.Text("Cd", "PMNT")));
        if (entry.Details.Count > 0) xml.Within("NtryDtls", () => Write(xml, entry.Details, entry.Side));
        xml.Close();
    }

    private static void Write(IsoXml xml, IReadOnlyList<EntryDetail> details, EntrySide side)
    {
        foreach (var detail in details)
        {
            xml.Open("TxDtls");
            xml.Within("Refs", () => xml.Ids(detail.Ids, ""));
            xml.Amount("Amt", detail.Amount);
            xml.Text("CdtDbtInd", side == EntrySide.Credit ? "CRDT" : "DBIT");
            if (detail.Remittance is not null || detail.CreditorReference is not null)
                xml.Within("RmtInf", () =>
                    CreditTransferWriter.WriteRemittance(xml, detail.Remittance, detail.CreditorReference));
            xml.Close();
        }
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Transfers;

/// <summary>Finds the entries that later commands name: those that were accepted, and those that posted something.</summary>
internal sealed class NamedEntries(LedgerTables tables, EntryLookup entries)
{
    /// <summary>Finds the entry of an accepted command.</summary>
    public bool TryFindAccepted(Id128 id, out ulong entry) =>
        tables.Ids.TryFind(id, tables.Ids.HashOf(id), out entry)
        && (tables.Holds.TryFind(entry, out _) || EntryHeader.KindOf(entries.Read(entry).Span) != EntryKind.Refused);

    /// <summary>Finds an entry that posted something and can be corrected.</summary>
    /// <returns>Accepted, not found, or not posted.</returns>
    public TransferOutcome FindPosted(Id128 id, out ulong entry)
    {
        if (!TryFindAccepted(id, out entry)) return TransferOutcome.TargetNotFound;
        var bytes = entries.Read(entry).Span;
        var posted = TransferLayout.IsTransfer(bytes)
            ? TransferLayout.ReadTrusted(bytes).Act is not (TransferAct.Hold or TransferAct.Void or TransferAct.Lapse)
            : EntryHeader.KindOf(bytes) == EntryKind.Postings;
        return posted ? TransferOutcome.Accepted : TransferOutcome.TargetNotPosted;
    }

    /// <summary>Whether the entry is a hold.</summary>
    public bool IsHold(ulong entry)
    {
        var bytes = entries.Read(entry).Span;
        return TransferLayout.IsTransfer(bytes) && TransferLayout.ReadTrusted(bytes).Act == TransferAct.Hold;
    }
}

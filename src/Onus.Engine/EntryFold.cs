using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Engine;

/// <summary>Folds one entry of the log, of whatever room, into the state: the one way by which opening, checking, auditing
/// and following make state from entries.</summary>
internal static class EntryFold
{
    public static void Apply(LedgerState ledger, ReadOnlyMemory<byte> entry)
    {
        if (!ledger.Apply(entry.Span)) ApplyOther(ledger, entry);
    }

    /// <summary>What an entry of another room does to the ledger: it posts its lines and uses up its command's id.</summary>
    public static void ApplyOther(LedgerState ledger, ReadOnlyMemory<byte> entry)
    {
        var kind = EntryHeader.KindOf(entry.Span);
        if (kind is < EntryKind.ActorRegistered or >= EntryKind.Throttled) return;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        if (LedgerEntry.Read(entry) is { } moving)
            ledger.Post(moving.Lines, [.. envelope.Lineage.Take(moving.Lines.Count)], envelope.Index);
        if (envelope.Command.IsVersion7) ledger.RememberCommand(envelope.Command, envelope.Index, envelope.Time);
    }
}

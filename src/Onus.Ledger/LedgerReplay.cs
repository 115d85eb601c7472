using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Postings;
using Onus.Ledger.Requests;
using Onus.Ledger.Tables;
using Onus.Ledger.Transfers;

namespace Onus.Ledger;

/// <summary>Folds the entries of a log, one after the other.</summary>
internal sealed class LedgerReplay(
    LedgerTables tables, TransferReplay transfers, AccountFold accounts, PostingsFold postings)
{
    public bool Apply(ReadOnlySpan<byte> entry)
    {
        var kind = EntryHeader.KindOf(entry);
        if (kind is EntryKind.Transfer or EntryKind.TransferLong)
        {
            transfers.Apply(entry);
            return true;
        }

        if (kind is < EntryKind.BookOpened or > EntryKind.StateRoot) return false;
        if (kind != EntryKind.StateRoot) Remember(Apply(kind, entry.ToArray()));
        return true;
    }

    private EntryEnvelope Apply(EntryKind kind, byte[] entry)
    {
        switch (kind)
        {
            case EntryKind.BookOpened:
                Invariant.Holds(BookOpened.TryRead(entry, out var book));
                accounts.Apply(book!);
                return book!.Envelope;
            case EntryKind.AccountOpened:
                Invariant.Holds(AccountOpened.TryRead(entry, out var account));
                accounts.Apply(account!);
                return account!.Envelope;
            case EntryKind.LimitsChanged:
                Invariant.Holds(LimitsChanged.TryRead(entry, out var limits));
                accounts.Apply(limits!);
                return limits!.Envelope;
            case EntryKind.AccountClosed:
                Invariant.Holds(AccountClosed.TryRead(entry, out var closed));
                accounts.Apply(closed!);
                return closed!.Envelope;
            case EntryKind.AccountReopened:
                Invariant.Holds(AccountReopened.TryRead(entry, out var reopened));
                accounts.Apply(reopened!);
                return reopened!.Envelope;
            case EntryKind.Postings:
                Invariant.Holds(PostingsEntry.TryRead(entry, out var posted));
                postings.Apply(posted!.Lines, posted.Envelope.Lineage, posted.Envelope.Index);
                return posted.Envelope;
            default:
                Invariant.Holds(RefusedEntry.TryRead(entry, out var refused));
                return refused!.Envelope;
        }
    }

    private void Remember(in EntryEnvelope envelope)
    {
        // What the node opens for itself answers no command.
        if (envelope.Command.IsNone) return;
        tables.Ids.Add(envelope.Command, tables.Ids.HashOf(envelope.Command), envelope.Index, envelope.Time);
    }
}

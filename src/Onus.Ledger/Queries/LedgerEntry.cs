using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>One entry that moves or reserves money, of whatever kind.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Transfer">What it says, if it is a transfer.</param>
/// <param name="Postings">What it says, if it is postings.</param>
/// <param name="Lines">The debits and credits that it posts, reserves, captures or releases.</param>
public sealed record LedgerEntry(
    ulong Index, LogTime Time, EntryKind Kind, TransferEntry? Transfer, PostingsEntry? Postings, IReadOnlyList<PostedLine> Lines)
{
    /// <summary>Reads an entry.</summary>
    /// <returns>The entry, or null if it moves and reserves nothing.</returns>
    public static LedgerEntry? Read(ReadOnlyMemory<byte> bytes)
    {
        if (TransferLayout.TryRead(bytes.Span, out var transfer))
        {
            PostedLine[] lines =
                [new(transfer.Debit, Side.Debit, transfer.Amount), new(transfer.Credit, Side.Credit, transfer.Amount)];
            return new LedgerEntry(transfer.Index, transfer.Time, EntryHeader.KindOf(bytes.Span), transfer, null, lines);
        }

        var kind = EntryHeader.KindOf(bytes.Span);
        if (!AccountStep.HasLines(kind)) return null;
        if (PostingsEntry.TryRead(bytes, out var postings))
            return new LedgerEntry(postings!.Envelope.Index, postings.Envelope.Time, kind, null, postings, postings.Lines);
        var reader = CborExtensions.NewReader(bytes);
        var envelope = EntryEnvelope.ReadStart(reader);
        if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() is not > 0) return null;
        var posted = PostedLine.ReadAll(reader);
        return posted.Length == 0 ? null : new LedgerEntry(envelope.Index, envelope.Time, kind, null, null, posted);
    }
}

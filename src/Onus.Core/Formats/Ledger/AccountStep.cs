using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>What one entry says about one account: where it stands in the account's history, and what it moves.</summary>
/// <param name="Index">The entry's index.</param>
/// <param name="Time">When the log accepted it.</param>
/// <param name="Previous">The account's previous entry; its own index for the opening.</param>
/// <param name="Ordinal">The entry's place in the account's history.</param>
/// <param name="Movement">What it moves; nothing for an opening, a change of limits, a close or a reopening.</param>
/// <param name="Effective">When it took effect: earlier than <paramref name="Time"/> for what was imported.</param>
public readonly record struct AccountStep(
    ulong Index, LogTime Time, ulong Previous, ulong Ordinal, Movement Movement, LogTime Effective)
{
    /// <summary>Reads what the entry says about the account that the entry <paramref name="account"/> opened.</summary>
    /// <returns>Whether the entry is of the account, and well-formed.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> entry, ulong account, out AccountStep step)
    {
        step = default;
        if (TransferLayout.IsTransfer(entry.Span)) return TryReadTransfer(entry.Span, account, out step);
        if (AccountOpened.TryRead(entry, out var opened))
        {
            var index = opened!.Envelope.Index;
            step = new AccountStep(index, opened.Envelope.Time, index, 0, Movement.None, opened.Envelope.Time);
            return index == account;
        }

        if (PostingsEntry.TryRead(entry, out var posted)) return TryReadPostings(posted!, account, out step);
        if (!EntryCodec.TryReadValue(entry, reader => ReadLinked(reader, account), out var linked)) return false;
        step = linked!.Step;
        return true;
    }

    /// <summary>Whether a CBOR entry of that kind begins its body with the lines that it posts.</summary>
    /// <remarks>A kind that posts and is not here would be an entry of its accounts that moves nothing.</remarks>
    public static bool HasLines(EntryKind kind) =>
        kind is EntryKind.Postings or EntryKind.Act or EntryKind.CaseMigrated or EntryKind.CourtOrdered;

    private static bool TryReadTransfer(ReadOnlySpan<byte> entry, ulong account, out AccountStep step)
    {
        step = default;
        if (!TransferLayout.TryRead(entry, out var transfer)) return false;
        if (transfer.Debit != account && transfer.Credit != account) return false;
        var (previous, ordinal, movement) = transfer.Debit == account
            ? (transfer.DebitPrevious, transfer.DebitOrdinal, transfer.DebitMovement)
            : (transfer.CreditPrevious, transfer.CreditOrdinal, transfer.CreditMovement);
        step = new AccountStep(transfer.Index, transfer.Time, previous, ordinal, movement, transfer.Effective);
        return true;
    }

    private static bool TryReadPostings(PostingsEntry posted, ulong account, out AccountStep step)
    {
        step = default;
        for (var i = 0; i < posted.Lines.Count; i++)
        {
            var line = posted.Lines[i];
            if (line.Account != account) continue;
            var link = posted.Envelope.Lineage[i];
            step = new AccountStep(
                posted.Envelope.Index, posted.Envelope.Time, link.Previous, link.Ordinal,
                new Movement(line.Side, line.Amount, 0, 0, 0), posted.Effective ?? posted.Envelope.Time);
            return true;
        }

        return false;
    }

    private static Linked ReadLinked(CborReader reader, ulong account)
    {
        var envelope = EntryEnvelope.ReadStart(reader);
        if (envelope.Kind == EntryKind.Postings) throw new CborContentException("postings of another form");
        var place = 0;
        while (place < envelope.Lineage.Count && envelope.Lineage[place].Subject != account) place++;
        if (place == envelope.Lineage.Count) throw new CborContentException("an entry of other accounts");
        var link = envelope.Lineage[place];
        var movement = Movement.None;
        if (HasLines(envelope.Kind))
        {
            var fields = reader.ReadStartArray();
            var lines = PostedLine.ReadAll(reader);
            for (var i = 0; i < lines.Length; i++)
                if (lines[i].Account == account)
                    movement = i == place && movement == Movement.None
                        ? new Movement(lines[i].Side, lines[i].Amount, 0, 0, 0)
                        : throw new CborContentException("a line without its lineage");
            for (var i = 1; i < fields; i++) reader.SkipValue();
            reader.ReadEndArray();
        }
        else
        {
            reader.SkipValue();
        }

        reader.ReadEndArray();
        return new Linked(new AccountStep(
            envelope.Index, envelope.Time, link.Previous, link.Ordinal, movement, envelope.Time));
    }

    private sealed record Linked(AccountStep Step);
}

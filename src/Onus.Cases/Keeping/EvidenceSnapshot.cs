using System.Formats.Cbor;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Keeping;

/// <summary>The book of what is kept as canonical bytes: things in the order in which they came, then the holds by case.</summary>
internal static class EvidenceSnapshot
{
    private const int Version = 1;

    /// <summary>The book's bytes: the same after the same entries.</summary>
    public static byte[] Of(EvidenceBook book)
    {
        var writer = CborExtensions.NewWriter();
        var a = new CborArchive(writer);
        a.Record(3, () =>
        {
            a.Int(Version);
            a.List([.. book.InOrder], k => Kept(a, k));
            return a.List([.. book.Holds], h => Hold(a, h.Case, h.Holds, null));
        });
        return writer.Encode();
    }

    /// <summary>The book of those bytes.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static EvidenceBook Read(ReadOnlyMemory<byte> snapshot, ICaseThreads cases, DueHeap due)
    {
        var book = new EvidenceBook(cases, due);
        try
        {
            var reader = CborExtensions.NewReader(snapshot);
            var a = new CborArchive(reader);
            a.Record(3, () =>
            {
                if (a.Int(0) != Version) throw new CborContentException("kept things of another version");
                foreach (var kept in a.List<KeptRecord>([], _ => Kept(a, null))) book.Restore(kept);
                return a.List<(ulong Case, IReadOnlyCollection<ulong> Holds)>([], _ => Hold(a, 0, [], book));
            });
            return reader.BytesRemaining == 0 ? book : throw new InvalidDataException("bytes follow the kept things");
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or InvariantViolation
            or OverflowException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"not a snapshot of what is kept: {e.Message}", e);
        }
    }

    private static KeptRecord Kept(CborArchive a, KeptRecord? v) => a.Record(12, () => new KeptRecord(
        new KeptName(a.ULong(v?.Name.Entry ?? 0), a.Hash(v?.Name.Commitment ?? default)), a.Int(v?.Ordinal ?? 0), a.ULong(v?.Case ?? 0),
        a.Word(v?.Kind ?? default), a.Text(v?.What), a.Time(v?.CollectedAt ?? default))
    {
        KeepUntil = a.Maybe(v?.KeepUntil, a.Time),
        IsRetentionOver = a.Flag(v?.IsRetentionOver ?? false),
        IsPermitted = a.Flag(v?.IsPermitted ?? false),
        Order = a.Maybe(v?.Order, a.ULong),
        IsDestroyed = a.Flag(v?.IsDestroyed ?? false),
    });

    private static (ulong Case, IReadOnlyCollection<ulong> Holds) Hold(
        CborArchive a, ulong @case, IReadOnlyCollection<ulong> holds, EvidenceBook? into) => a.Record(2, () =>
    {
        var (of, entries) = (a.ULong(@case), a.List([.. holds], a.ULong));
        into?.Restore(of, entries);
        return (of, (IReadOnlyCollection<ulong>)entries);
    });
}

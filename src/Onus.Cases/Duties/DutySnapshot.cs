using System.Collections.Immutable;
using System.Formats.Cbor;
using Onus.Cases.Clocks;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>The book of duties as canonical bytes: duties in the order of their names, then the threads of the regulators.</summary>
internal static class DutySnapshot
{
    private const int Version = 1;

    /// <summary>The book's bytes: the same after the same entries.</summary>
    public static byte[] Of(DutyBook book)
    {
        var writer = CborExtensions.NewWriter();
        var a = new CborArchive(writer);
        a.Record(3, () =>
        {
            a.Int(Version);
            a.List([.. book.InOrder], d => Duty(a, d));
            return a.List([.. book.Regulators], r => Thread(a, book, r));
        });
        return writer.Encode();
    }

    /// <summary>The book of those bytes.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static DutyBook Read(ReadOnlyMemory<byte> snapshot, DueHeap due)
    {
        var book = new DutyBook(due);
        try
        {
            var reader = CborExtensions.NewReader(snapshot);
            var a = new CborArchive(reader);
            a.Record(3, () =>
            {
                if (a.Int(0) != Version) throw new CborContentException("duties of another version");
                foreach (var duty in a.List<DutyRecord>([], _ => Duty(a, null))) book.Restore(duty);
                return a.List<string>([], _ => Thread(a, book, null));
            });
            return reader.BytesRemaining == 0 ? book : throw new InvalidDataException("bytes follow the duties");
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or InvariantViolation
            or OverflowException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"not a snapshot of duties: {e.Message}", e);
        }
    }

    private static DutyRecord Duty(CborArchive a, DutyRecord? v) => a.Record(14, () => new DutyRecord(
        new DutyName(a.ULong(v?.Name.Act ?? 0), a.Int(v?.Name.Ordinal ?? 0)), a.Word(v?.Kind ?? default), a.ULong(v?.Case ?? 0),
        a.ULong(v?.Product ?? 0), a.Int(v?.Step ?? 0), a.Int(v?.Clause ?? 0), a.Time(v?.Due ?? default))
    {
        LateAt = a.Time(v?.LateAt ?? default),
        State = a.Word(v?.State ?? default),
        IsLate = a.Flag(v?.IsLate ?? false),
        Last = a.ULong(v?.Last ?? 0),
        Document = a.Maybe(v?.Document, a.Hash),
        Regulator = a.MaybeText(v?.Regulator),
    });

    private static string Thread(CborArchive a, DutyBook book, string? regulator) => a.Record(2, () =>
    {
        var name = a.Text(regulator);
        ImmutableArray<ulong> written = regulator is null ? [] : [.. book.MainEntriesOf(regulator)];
        var entries = a.List(written, a.ULong);
        if (regulator is null) book.Restore(name, entries);
        return name;
    });
}

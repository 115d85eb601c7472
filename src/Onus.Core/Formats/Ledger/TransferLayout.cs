using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Onus.Core.Formats;

/// <summary>The two fixed layouts of a transfer entry: 118 bytes, or 178 with reference, user fields and second amount.</summary>
/// <remarks>All integers are big-endian; docs/formats/transfer.md has every byte. With the leaf prefix of RFC 6962 the
/// plain layout fills two blocks of SHA-256 exactly and the long one three.</remarks>
public static class TransferLayout
{
    /// <summary>The size of the plain layout in bytes.</summary>
    public const int PlainSize = 118;

    /// <summary>The size of the long layout in bytes.</summary>
    public const int LongSize = 178;

    /// <summary>The largest index, ordinal or actor that an entry of the ledger can name: they have 48 bits, which a log
    /// of a million entries a second fills in nine years.</summary>
    public const ulong MaxIndex = (1UL << 48) - 1;

    private const int FlagsAt = 1, IndexAt = 2, TimeAt = 10, IdAt = 18, TraceAt = 34, ActorAt = 50;
    private const int DebitAt = 56, DebitPreviousAt = 62, DebitOrdinalAt = 68;
    private const int CreditAt = 74, CreditPreviousAt = 80, CreditOrdinalAt = 86;
    private const int AmountAt = 92, CodeAt = 108, AboutAt = 110;
    private const int ReferenceAt = 118, User128At = 134, User64At = 150, User32At = 158, TermAmountAt = 162;
    private const byte LinkedFlag = 1 << 3, KeepsRestFlag = 1 << 4;
    private const int TermShift = 5;

    /// <summary>Writes the entry in the shortest layout that can say it.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(in TransferEntry entry, Span<byte> destination)
    {
        var isLong = entry.IsLong;
        var size = isLong ? LongSize : PlainSize;
        var to = destination[..size];
        if (isLong)
        {
            BinaryPrimitives.WriteUInt128BigEndian(to[TermAmountAt..], entry.TermAmount);
            BinaryPrimitives.WriteUInt32BigEndian(to[User32At..], entry.User32);
            BinaryPrimitives.WriteUInt64BigEndian(to[User64At..], entry.User64);
            BinaryPrimitives.WriteUInt128BigEndian(to[User128At..], entry.User128);
            entry.Reference.Write(to[ReferenceAt..]);
        }

        // From the back to the front: a 48-bit field is stored as eight bytes, and the two zeros before it are then
        // overwritten by the field in front.
        BinaryPrimitives.WriteUInt64BigEndian(to[AboutAt..], entry.About);
        BinaryPrimitives.WriteUInt16BigEndian(to[CodeAt..], entry.Code);
        BinaryPrimitives.WriteUInt128BigEndian(to[AmountAt..], entry.Amount);
        Write48(to, CreditOrdinalAt, entry.CreditOrdinal);
        Write48(to, CreditPreviousAt, entry.CreditPrevious);
        Write48(to, CreditAt, entry.Credit);
        Write48(to, DebitOrdinalAt, entry.DebitOrdinal);
        Write48(to, DebitPreviousAt, entry.DebitPrevious);
        Write48(to, DebitAt, entry.Debit);
        Write48(to, ActorAt, entry.Actor);
        entry.Trace.Write(to[TraceAt..]);
        entry.Id.Write(to[IdAt..]);
        BinaryPrimitives.WriteUInt64BigEndian(to[TimeAt..], entry.Time.Nanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(to[IndexAt..], entry.Index);
        to[FlagsAt] = (byte)((byte)entry.Act
            | (entry.Linked ? LinkedFlag : 0)
            | (entry.KeepsRest ? KeepsRestFlag : 0)
            | ((byte)entry.Term << TermShift));
        to[0] = (byte)(isLong ? EntryKind.TransferLong : EntryKind.Transfer);
        return size;
    }

    /// <summary>Reads an entry.</summary>
    /// <returns>Whether the bytes are a transfer entry that <see cref="Write"/> could have written of a lawful transfer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> entry, out TransferEntry transfer)
    {
        transfer = default;
        if (!IsTransfer(entry)) return false;
        transfer = ReadTrusted(entry);
        return transfer.IsLong == (entry.Length == LongSize) && TransferShape.IsLawful(transfer);
    }

    /// <summary>Whether the bytes have the kind and the length of a transfer entry.</summary>
    public static bool IsTransfer(ReadOnlySpan<byte> entry) =>
        (entry.Length == PlainSize && entry[0] == (byte)EntryKind.Transfer)
        || (entry.Length == LongSize && entry[0] == (byte)EntryKind.TransferLong);

    /// <summary>Reads an entry of which <see cref="IsTransfer"/> holds, without judging what it says.</summary>
    public static TransferEntry ReadTrusted(ReadOnlySpan<byte> entry)
    {
        var flags = entry[FlagsAt];
        var plain = new TransferEntry
        {
            Index = BinaryPrimitives.ReadUInt64BigEndian(entry[IndexAt..]),
            Time = new LogTime(BinaryPrimitives.ReadUInt64BigEndian(entry[TimeAt..])),
            Id = Id128.Read(entry[IdAt..]),
            Trace = Id128.Read(entry[TraceAt..]),
            Actor = Read48(entry, ActorAt),
            Act = (TransferAct)(flags & 7),
            Linked = (flags & LinkedFlag) != 0,
            KeepsRest = (flags & KeepsRestFlag) != 0,
            Term = (TransferTerm)(flags >> TermShift),
            Debit = Read48(entry, DebitAt),
            DebitPrevious = Read48(entry, DebitPreviousAt),
            DebitOrdinal = Read48(entry, DebitOrdinalAt),
            Credit = Read48(entry, CreditAt),
            CreditPrevious = Read48(entry, CreditPreviousAt),
            CreditOrdinal = Read48(entry, CreditOrdinalAt),
            Amount = BinaryPrimitives.ReadUInt128BigEndian(entry[AmountAt..]),
            Code = BinaryPrimitives.ReadUInt16BigEndian(entry[CodeAt..]),
            About = BinaryPrimitives.ReadUInt64BigEndian(entry[AboutAt..]),
        };
        if (entry.Length == PlainSize) return plain;
        return plain with
        {
            Reference = Id128.Read(entry[ReferenceAt..]),
            User128 = BinaryPrimitives.ReadUInt128BigEndian(entry[User128At..]),
            User64 = BinaryPrimitives.ReadUInt64BigEndian(entry[User64At..]),
            User32 = BinaryPrimitives.ReadUInt32BigEndian(entry[User32At..]),
            TermAmount = BinaryPrimitives.ReadUInt128BigEndian(entry[TermAmountAt..]),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write48(Span<byte> to, int at, ulong value) =>
        BinaryPrimitives.WriteUInt64BigEndian(to[(at - 2)..], value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read48(ReadOnlySpan<byte> from, int at) =>
        BinaryPrimitives.ReadUInt64BigEndian(from[(at - 2)..]) & MaxIndex;
}

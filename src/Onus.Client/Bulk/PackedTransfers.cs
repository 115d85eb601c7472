using System.Buffers.Binary;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Client;

/// <summary>The bytes of packed transfers and of their results, as gRPC carries them: docs/formats/packed-transfers.md.</summary>
/// <remarks>All integers are big-endian. A transfer takes the short form where that says all of it, so that the usual one costs
/// 68 bytes.</remarks>
public static class PackedTransfers
{
    /// <summary>The most transfers of one batch.</summary>
    public const int MostTransfers = 8_192;

    /// <summary>The size of the short form in bytes.</summary>
    public const int ShortSize = 68;

    /// <summary>The size of the long form in bytes.</summary>
    public const int LongSize = 168;

    /// <summary>The size of a result without balances in bytes.</summary>
    public const int PlainResultSize = 34;

    /// <summary>The size of a result with balances in bytes.</summary>
    public const int ResultSize = PlainResultSize + 2 * Balances.Size;

    private const byte LongFlag = 1 << 7, LinkedFlag = 1 << 3, KeepRestFlag = 1 << 4, ActMask = 7, TermMask = 7;

    /// <summary>Writes a transfer and answers its size.</summary>
    public static int Write(in BulkTransfer transfer, Span<byte> to)
    {
        var isLong = transfer.IsLong;
        to[0] = (byte)((byte)transfer.Act | (transfer.Linked ? LinkedFlag : 0) | (transfer.KeepRest ? KeepRestFlag : 0) | (isLong ? LongFlag : 0));
        to[1] = (byte)transfer.Term;
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], transfer.Code);
        transfer.Id.Write(to[4..]);
        transfer.Debit.Write(to[20..]);
        transfer.Credit.Write(to[36..]);
        BinaryPrimitives.WriteUInt128BigEndian(to[52..], transfer.Amount);
        if (!isLong) return ShortSize;
        BinaryPrimitives.WriteUInt128BigEndian(to[68..], transfer.TermAmount);
        transfer.Target.Write(to[84..]);
        transfer.Reference.Write(to[100..]);
        BinaryPrimitives.WriteUInt128BigEndian(to[116..], transfer.User128);
        BinaryPrimitives.WriteUInt64BigEndian(to[132..], transfer.User64);
        BinaryPrimitives.WriteUInt32BigEndian(to[140..], transfer.User32);
        BinaryPrimitives.WriteUInt64BigEndian(to[144..], transfer.Due.Nanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(to[152..], transfer.Timeout);
        BinaryPrimitives.WriteUInt64BigEndian(to[160..], transfer.Effective.Nanoseconds);
        return LongSize;
    }

    /// <summary>Takes the next transfer from the front of <paramref name="from"/>.</summary>
    /// <returns>False where the bytes end within it, or where no writer would have written them: then nothing is taken.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> from, out BulkTransfer transfer)
    {
        transfer = default;
        if (from.Length < ShortSize) return false;
        var isLong = (from[0] & LongFlag) != 0;
        if ((from[0] & 0x60) != 0 || from[1] > TermMask || (isLong && from.Length < LongSize)) return false;
        transfer = new BulkTransfer
        {
            Act = (TransferAct)(from[0] & ActMask),
            Linked = (from[0] & LinkedFlag) != 0,
            KeepRest = (from[0] & KeepRestFlag) != 0,
            Term = (TransferTerm)from[1],
            Code = BinaryPrimitives.ReadUInt16BigEndian(from[2..]),
            Id = Id128.Read(from[4..]),
            Debit = Id128.Read(from[20..]),
            Credit = Id128.Read(from[36..]),
            Amount = BinaryPrimitives.ReadUInt128BigEndian(from[52..]),
        };
        if (isLong) transfer = WithLong(transfer, from);
        if (transfer.IsLong != isLong) return false;
        from = from[(isLong ? LongSize : ShortSize)..];
        return true;
    }

    /// <summary>Writes a result and answers its size.</summary>
    public static int Write(in BulkResult result, bool withBalances, Span<byte> to)
    {
        to[0] = (byte)result.Outcome;
        to[1] = (byte)result.FirstOutcome;
        BinaryPrimitives.WriteUInt64BigEndian(to[2..], result.Index);
        BinaryPrimitives.WriteUInt64BigEndian(to[10..], result.Time.Nanoseconds);
        BinaryPrimitives.WriteUInt128BigEndian(to[18..], result.Amount);
        if (!withBalances) return PlainResultSize;
        result.Debit.Write(to[PlainResultSize..]);
        result.Credit.Write(to[(PlainResultSize + Balances.Size)..]);
        return ResultSize;
    }

    /// <summary>Reads a result of its size.</summary>
    public static BulkResult ReadResult(ReadOnlySpan<byte> from, bool withBalances) => new(
        (TransferOutcome)from[0],
        (TransferOutcome)from[1],
        BinaryPrimitives.ReadUInt64BigEndian(from[2..]),
        new LogTime(BinaryPrimitives.ReadUInt64BigEndian(from[10..])),
        BinaryPrimitives.ReadUInt128BigEndian(from[18..]),
        withBalances ? Balances.Read(from[PlainResultSize..]) : default,
        withBalances ? Balances.Read(from[(PlainResultSize + Balances.Size)..]) : default);

    private static BulkTransfer WithLong(in BulkTransfer transfer, ReadOnlySpan<byte> from) => transfer with
    {
        TermAmount = BinaryPrimitives.ReadUInt128BigEndian(from[68..]),
        Target = Id128.Read(from[84..]),
        Reference = Id128.Read(from[100..]),
        User128 = BinaryPrimitives.ReadUInt128BigEndian(from[116..]),
        User64 = BinaryPrimitives.ReadUInt64BigEndian(from[132..]),
        User32 = BinaryPrimitives.ReadUInt32BigEndian(from[140..]),
        Due = new LogTime(BinaryPrimitives.ReadUInt64BigEndian(from[144..])),
        Timeout = BinaryPrimitives.ReadUInt64BigEndian(from[152..]),
        Effective = new LogTime(BinaryPrimitives.ReadUInt64BigEndian(from[160..])),
    };
}

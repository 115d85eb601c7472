using CsCheck;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

public sealed class TransferLayoutTests
{
    private static readonly Gen<ulong> Index48 = Gen.ULong.Select(value => value & TransferLayout.MaxIndex);
    private static readonly Gen<UInt128> Any128 = Gen.Select(Gen.ULong, Gen.ULong, (h, l) => new UInt128(h, l));

    private static readonly Gen<TransferEntry> AnyEntry =
        from index in Gen.ULong[1000, TransferLayout.MaxIndex]
        from time in Gen.ULong[1, ulong.MaxValue - 1]
        from ids in Gen.Select(Any128, Any128)
        from actor in Index48
        from act in Gen.Int[0, 6]
        from accounts in Gen.Select(Gen.ULong[0, 400], Gen.ULong[401, 900])
        from threads in Gen.Select(Gen.ULong[901, 999], Gen.ULong[901, 999], Gen.ULong[2, TransferLayout.MaxIndex], Gen.ULong[2, 9])
        from amount in Any128.Where(a => a != UInt128.Zero)
        from code in Gen.UShort
        from about in Gen.ULong[1, 999]
        from extra in Gen.Select(Gen.Bool, Any128, Any128, Gen.ULong, Gen.UInt)
        select new TransferEntry
        {
            Index = index,
            Time = new LogTime(time),
            Id = act == 4 ? Id128.None : Version7(ids.Item1),
            Trace = act == 4 ? Id128.None : new Id128(ids.Item2),
            Actor = act == 4 ? 0 : actor,
            Act = (TransferAct)act,
            Debit = accounts.Item1,
            DebitPrevious = threads.Item1,
            DebitOrdinal = threads.Item3,
            Credit = accounts.Item2,
            CreditPrevious = threads.Item2,
            CreditOrdinal = threads.Item4,
            Amount = amount,
            Code = act == 4 ? (ushort)0 : code,
            About = act switch
            {
                0 => 0,
                1 => time + 1,
                6 => time,
                _ => about,
            },
            Reference = extra.Item1 && act != 4 ? new Id128(extra.Item2) : Id128.None,
            User128 = extra.Item1 && act != 4 ? extra.Item3 : 0,
            User64 = extra.Item1 && act != 4 ? extra.Item4 : 0,
            User32 = extra.Item1 && act != 4 ? extra.Item5 : 0,
        };

    [Fact]
    public void Every_lawful_entry_reads_back_from_its_bytes() => AnyEntry.Sample(entry =>
    {
        Span<byte> bytes = stackalloc byte[TransferLayout.LongSize];
        var size = TransferLayout.Write(entry, bytes);
        return size == (entry.IsLong ? 178 : 118)
            && TransferLayout.TryRead(bytes[..size], out var back)
            && back == entry;
    });

    // The layouts are canonical: whatever is read writes back to the very same bytes.
    [Fact]
    public void Damaged_bytes_are_refused_or_say_another_lawful_entry() =>
        Gen.Select(AnyEntry, Gen.Int[0, 177], Gen.Byte).Sample((entry, at, value) =>
        {
            Span<byte> bytes = stackalloc byte[TransferLayout.LongSize];
            var size = TransferLayout.Write(entry, bytes);
            bytes[at % size] = value;
            if (!TransferLayout.TryRead(bytes[..size], out var back)) return true;
            Span<byte> again = stackalloc byte[TransferLayout.LongSize];
            return TransferLayout.Write(back, again) == size && again[..size].SequenceEqual(bytes[..size]);
        });

    [Fact]
    public void Bytes_of_another_length_are_refused() => AnyEntry.Sample(entry =>
    {
        Span<byte> bytes = stackalloc byte[TransferLayout.LongSize + 1];
        var size = TransferLayout.Write(entry, bytes);
        return !TransferLayout.TryRead(bytes[..(size - 1)], out _)
            && !TransferLayout.TryRead(bytes[..(size + 1)], out _)
            && !TransferLayout.TryRead([], out _);
    });

    private static Id128 Version7(UInt128 bits) =>
        new((bits & ~(((UInt128)0xF << 76) | ((UInt128)3 << 62))) | ((UInt128)7 << 76) | ((UInt128)2 << 62));
}

using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>The four sums of an account or a book, in minor units; each only grows, but for pending ones that are resolved.</summary>
/// <param name="DebitsPosted">All debits ever posted.</param>
/// <param name="CreditsPosted">All credits ever posted.</param>
/// <param name="DebitsPending">Debits that open holds reserve.</param>
/// <param name="CreditsPending">Credits that open holds reserve.</param>
public readonly record struct Balances(
    UInt128 DebitsPosted,
    UInt128 CreditsPosted,
    UInt128 DebitsPending,
    UInt128 CreditsPending)
{
    /// <summary>The size of the four sums in bytes, big-endian, in the order of the fields.</summary>
    public const int Size = 64;

    /// <summary>What the account holds to give: posted credits less posted and pending debits; zero when there is none.</summary>
    public UInt128 Funds => Difference(CreditsPosted, DebitsPosted, DebitsPending);

    /// <summary>What the account owes to take: posted debits less posted and pending credits; zero when there is none.</summary>
    public UInt128 Debt => Difference(DebitsPosted, CreditsPosted, CreditsPending);

    /// <summary>Writes the four sums as 64 bytes.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt128BigEndian(destination[48..], CreditsPending);
        BinaryPrimitives.WriteUInt128BigEndian(destination[32..], DebitsPending);
        BinaryPrimitives.WriteUInt128BigEndian(destination[16..], CreditsPosted);
        BinaryPrimitives.WriteUInt128BigEndian(destination, DebitsPosted);
    }

    /// <summary>Reads four sums from 64 bytes.</summary>
    public static Balances Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt128BigEndian(source),
        BinaryPrimitives.ReadUInt128BigEndian(source[16..]),
        BinaryPrimitives.ReadUInt128BigEndian(source[32..]),
        BinaryPrimitives.ReadUInt128BigEndian(source[48..]));

    /// <summary>Adds sum to sum.</summary>
    /// <returns>Whether none of the four has more than 128 bits.</returns>
    public static bool TryAdd(in Balances left, in Balances right, out Balances sum)
    {
        unchecked
        {
            sum = new Balances(
                left.DebitsPosted + right.DebitsPosted,
                left.CreditsPosted + right.CreditsPosted,
                left.DebitsPending + right.DebitsPending,
                left.CreditsPending + right.CreditsPending);
        }

        return sum.DebitsPosted >= left.DebitsPosted && sum.CreditsPosted >= left.CreditsPosted
            && sum.DebitsPending >= left.DebitsPending && sum.CreditsPending >= left.CreditsPending;
    }

    // The sum of the last two always fits: a book's totals, posted and pending together, have at most 128 bits.
    private static UInt128 Difference(UInt128 whole, UInt128 posted, UInt128 pending)
    {
        var taken = posted + pending;
        return whole > taken ? whole - taken : UInt128.Zero;
    }
}

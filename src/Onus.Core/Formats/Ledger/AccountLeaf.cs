using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>What a state root commits to about one account; the leaves of a book's sum-tree.</summary>
/// <param name="Account">The entry that opened the account.</param>
/// <param name="Head">Its last entry.</param>
/// <param name="Ordinal">The place of that entry in its history.</param>
/// <param name="Balances">Its sums after that entry.</param>
public readonly record struct AccountLeaf(ulong Account, ulong Head, ulong Ordinal, Balances Balances)
{
    /// <summary>The size of a leaf in bytes.</summary>
    public const int Size = 24 + Balances.Size;

    /// <summary>The byte before a leaf under its hash; that of a log's leaf is 0.</summary>
    public const byte Prefix = 0x02;

    /// <summary>The leaf as a node of the tree: its hash, and its sums.</summary>
    public SumNode ToNode()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return new SumNode(Sha256Lanes.HashOne(Prefix, bytes), Balances);
    }

    /// <summary>Writes the leaf, big-endian in the order of its fields.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Account);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Head);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], Ordinal);
        Balances.Write(destination[24..]);
    }

    /// <summary>Reads a leaf from its bytes.</summary>
    public static AccountLeaf Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64BigEndian(source),
        BinaryPrimitives.ReadUInt64BigEndian(source[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
        Balances.Read(source[24..]));
}

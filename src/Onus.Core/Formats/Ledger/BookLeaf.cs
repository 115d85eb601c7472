using System.Buffers.Binary;

namespace Onus.Core.Formats;

/// <summary>What a state root commits to about one book; the leaves of the tree over all books.</summary>
/// <param name="Book">The entry that opened the book.</param>
/// <param name="Accounts">How many accounts it has.</param>
/// <param name="Root">The root of its sum-tree, with the totals of the book.</param>
public readonly record struct BookLeaf(ulong Book, ulong Accounts, SumNode Root)
{
    /// <summary>The size of a leaf in bytes.</summary>
    public const int Size = 16 + SumNode.Size;

    /// <summary>The byte before a leaf under its hash.</summary>
    public const byte Prefix = 0x04;

    /// <summary>The byte before two hashes under the hash of their parent.</summary>
    public const byte NodePrefix = 0x05;

    /// <summary>The hash of the leaf.</summary>
    public Hash256 Hash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Size];
            Write(bytes);
            return Sha256Lanes.HashOne(Prefix, bytes);
        }
    }

    /// <summary>Writes the leaf.</summary>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Book);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Accounts);
        Root.Write(destination[16..]);
    }

    /// <summary>Reads a leaf.</summary>
    public static BookLeaf Read(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64BigEndian(source),
        BinaryPrimitives.ReadUInt64BigEndian(source[8..]),
        SumNode.Read(source[16..]));

    /// <summary>The hash of a node over two books or nodes.</summary>
    public static Hash256 Parent(in Hash256 left, in Hash256 right)
    {
        Span<byte> children = stackalloc byte[2 * Hash256.Size];
        left.Write(children);
        right.Write(children[Hash256.Size..]);
        return Sha256Lanes.HashOne(NodePrefix, children);
    }

    /// <summary>The root over all books to which a book and the hashes beside its path lead.</summary>
    /// <returns>Whether the path has the length that place and size need.</returns>
    public static bool TryFold(
        in Hash256 leaf, ulong place, ulong size, IReadOnlyList<Hash256> path, out Hash256 root)
    {
        ArgumentNullException.ThrowIfNull(path);
        root = leaf;
        if (place >= size) return false;
        ulong node = place, last = size - 1;
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            var fromLeft = (node & 1) == 1 || node == last;
            root = fromLeft ? Parent(sibling, root) : Parent(root, sibling);
            while (fromLeft && (node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0;
    }
}

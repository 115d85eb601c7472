using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Log.Tests.Tree;

/// <summary>RFC 6962 §2.1 word for word: recursive, slow, and obviously right.</summary>
internal static class ReferenceTree
{
    public static Hash256 Leaf(byte[] entry) => new(SHA256.HashData([0x00, .. entry]));

    public static Hash256 Node(Hash256 left, Hash256 right) =>
        new(SHA256.HashData([0x01, .. left.Bytes, .. right.Bytes]));

    public static Hash256 Root(ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.IsEmpty) return new Hash256(SHA256.HashData([]));
        if (leaves.Length == 1) return leaves[0];
        var k = Split(leaves.Length);
        return Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    public static List<Hash256> Path(int m, ReadOnlySpan<Hash256> leaves)
    {
        if (leaves.Length == 1) return [];
        var k = Split(leaves.Length);
        return m < k ? [.. Path(m, leaves[..k]), Root(leaves[k..])] : [.. Path(m - k, leaves[k..]), Root(leaves[..k])];
    }

    public static List<Hash256> Proof(int m, ReadOnlySpan<Hash256> leaves) => SubProof(m, leaves, true);

    private static List<Hash256> SubProof(int m, ReadOnlySpan<Hash256> leaves, bool whole)
    {
        if (m == leaves.Length) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return m <= k
            ? [.. SubProof(m, leaves[..k], whole), Root(leaves[k..])]
            : [.. SubProof(m - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n) k *= 2;
        return k;
    }
}

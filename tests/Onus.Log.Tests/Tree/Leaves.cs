using Onus.Core;

namespace Onus.Log.Tests.Tree;

/// <summary>Leaf hashes that differ, made from their indexes.</summary>
internal static class Leaves
{
    public static byte[] Entry(int index) => BitConverter.GetBytes(index);

    public static Hash256[] Take(int count)
    {
        var leaves = new Hash256[count];
        for (var i = 0; i < count; i++) leaves[i] = MerkleHasher.HashLeaf(Entry(i));
        return leaves;
    }
}

namespace Onus.Log.Tree;

/// <summary>A full subtree: the 2^<see cref="Level"/> leaves from <see cref="Index"/> × 2^<see cref="Level"/>
/// on.</summary>
/// <param name="Level">The height above the leaves; a leaf is a full subtree of level 0.</param>
/// <param name="Index">The position among the full subtrees of that level.</param>
public readonly record struct NodeId(int Level, ulong Index)
{
    /// <summary>The index after the subtree's last leaf: a tree of at least this size contains the subtree.</summary>
    /// <remarks>The largest 64-bit value where the subtree lies beyond every tree.</remarks>
    public ulong End =>
        Level is >= 0 and < 64 && Index < ulong.MaxValue >> Level ? (Index + 1) << Level : ulong.MaxValue;
}

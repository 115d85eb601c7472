using System.Numerics;

namespace Onus.Log.Tree;

/// <summary>How RFC 6962 §2.1 cuts a range of leaves into full subtrees.</summary>
internal static class Subtrees
{
    /// <summary>A tree of 2^63 leaves or more is refused: no index, size or shift then leaves 64 bits.</summary>
    public const ulong MaxSize = 1UL << 63;

    /// <summary>The largest power of two below <paramref name="size"/>, where §2.1 splits a tree of that size (≥
    /// 2).</summary>
    public static ulong Split(ulong size) => 1UL << BitOperations.Log2(size - 1);

    /// <summary>Appends the full subtrees that cover [<paramref name="begin"/>, <paramref name="end"/>), left to
    /// right.</summary>
    /// <remarks>The begin is a multiple of the largest power of two that is not above the range's length.</remarks>
    public static void Cover(ulong begin, ulong end, List<NodeId> nodes)
    {
        while (begin < end)
        {
            var level = BitOperations.Log2(end - begin);
            nodes.Add(new NodeId(level, begin >> level));
            begin += 1UL << level;
        }
    }
}

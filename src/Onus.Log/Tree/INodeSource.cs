using Onus.Core;

namespace Onus.Log.Tree;

/// <summary>Where the hashes of full subtrees are read: memory, tiles that were fetched, a store on a device.</summary>
/// <remarks>The hash of a full subtree never changes once its last leaf is there, so a source needs no
/// versions.</remarks>
public interface INodeSource
{
    /// <summary>Reads the hash of each of <paramref name="nodes"/> into the same place of
    /// <paramref name="hashes"/>.</summary>
    /// <exception cref="KeyNotFoundException">The source does not hold a node that was asked for.</exception>
    void Read(ReadOnlySpan<NodeId> nodes, Span<Hash256> hashes);
}

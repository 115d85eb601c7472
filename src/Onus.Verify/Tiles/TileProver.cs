using Onus.Core;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Verify.Tiles;

/// <summary>Makes proofs from tiles. What the tiles say is not believed: the proof is checked against signed roots.</summary>
internal static class TileProver
{
    /// <summary>The consistency proof between two sizes.</summary>
    /// <exception cref="Refusal">A tile is missing or too short.</exception>
    public static async Task<Hash256[]> ConsistencyAsync(ITileSource source, ulong size1, ulong size2, CancellationToken cancellation)
    {
        var plan = ProofPlan.Consistency(size1, size2);
        var nodes = new Hash256[plan.Nodes.Count];
        for (var i = 0; i < nodes.Length; i++) nodes[i] = await ReadNodeAsync(source, plan.Nodes[i], size2, cancellation);
        return plan.Fold(nodes);
    }

    private static async Task<Hash256> ReadNodeAsync(ITileSource source, NodeId node, ulong size, CancellationToken cancellation)
    {
        var tile = Tiling.Containing(node, size, out var first, out var count);
        if (await source.ReadTileAsync(tile, cancellation) is not { } bytes)
        {
            throw new Refusal($"the log has no {tile}", ExitCode.Unavailable);
        }

        if (bytes.Length < (first + count) * Hash256.Size) throw new Refusal($"{tile} is too short", ExitCode.Unavailable);
        var hashes = new Hash256[count];
        for (var i = 0; i < count; i++) hashes[i] = new Hash256(bytes.Span.Slice((first + i) * Hash256.Size, Hash256.Size));
        return Tiling.SubtreeRoot(hashes);
    }
}

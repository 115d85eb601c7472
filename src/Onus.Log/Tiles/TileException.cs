namespace Onus.Log.Tiles;

/// <summary>What is wrong with a tile that a source answered.</summary>
public enum TileProblem
{
    /// <summary>The source has neither the tile nor, where it is partial, the full one at its place.</summary>
    Missing,

    /// <summary>The bytes are not as many hashes or entries as the tree's size says.</summary>
    Malformed,

    /// <summary>The partial tiles together do not lead to the root that the reader trusts; which of them is wrong
    /// cannot be told, and the highest is named.</summary>
    EdgeNotUnderRoot,

    /// <summary>The hashes do not lead to the tile's hash in the tile above it, or the entries not to their
    /// hashes.</summary>
    NotInTree,
}

/// <summary>A tile source answered something that is no part of the log; nothing that was read with it is
/// returned.</summary>
public sealed class TileException(TileId tile, TileProblem problem) : IOException(Describe(tile, problem))
{
    /// <summary>The tile that was asked for.</summary>
    public TileId Tile { get; } = tile;

    /// <summary>What is wrong with it.</summary>
    public TileProblem Problem { get; } = problem;

    private static string Describe(TileId tile, TileProblem problem) => problem switch
    {
        TileProblem.Missing => $"{tile} is missing",
        TileProblem.Malformed => $"{tile} does not have {tile.Width} {(tile.IsBundle ? "entries" : "hashes")}",
        TileProblem.EdgeNotUnderRoot => $"{tile} and the partial tiles below it do not lead to the checkpoint's root",
        _ => $"{tile} is not part of the tree under the checkpoint's root",
    };
}

namespace Onus.Log.Tree;

/// <summary>What checking a proof found, in order of precedence: where more than one holds, the first is
/// answered.</summary>
/// <remarks>The default value is a refusal, so an outcome that nobody set proves nothing.</remarks>
public enum ProofOutcome
{
    /// <summary>The index is not below the tree's size, or the first size is above the second.</summary>
    OutOfRange,

    /// <summary>The proof has another number of hashes than these sizes need.</summary>
    WrongLength,

    /// <summary>The proof does not lead to the first tree's root.</summary>
    FirstRootDiffers,

    /// <summary>The proof does not lead to the tree's root; of a consistency proof, to the second tree's
    /// root.</summary>
    RootDiffers,

    /// <summary>The first tree is empty: every tree appends to it, so nothing was proven about the second.</summary>
    FromEmptyTree,

    /// <summary>The proof holds.</summary>
    Verified,
}

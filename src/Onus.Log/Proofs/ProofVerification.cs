using Onus.Core.Formats;
using Onus.Log.Policy;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>What checking a proof found, in order of precedence.</summary>
/// <remarks>The default value is a refusal.</remarks>
public enum ProofVerdict
{
    /// <summary>The checkpoint does not satisfy the policy; nothing under it is proven.</summary>
    CheckpointRefused,

    /// <summary>The inclusion proof does not lead from this entry to the checkpoint's root.</summary>
    NotIncluded,

    /// <summary>The entry is in the log, but it carries another index than the proof claims.</summary>
    OtherPosition,

    /// <summary>The log has this entry at this index.</summary>
    Verified,
}

/// <summary>The outcome of checking a proof.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Checkpoint">What was found about the checkpoint.</param>
/// <param name="Inclusion">What was found about the inclusion proof; meaningful once the checkpoint is verified.</param>
/// <param name="Entry">What the entry says of itself; null when it is no entry of Onus.</param>
public sealed record ProofVerification(
    ProofVerdict Outcome, CheckpointVerification Checkpoint, ProofOutcome Inclusion, EntryHeader? Entry)
{
    /// <summary>Whether the log has this entry at this index, as far as the policy goes.</summary>
    public bool IsVerified => Outcome == ProofVerdict.Verified;
}

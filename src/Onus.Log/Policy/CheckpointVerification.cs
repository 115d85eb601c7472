using Onus.Log.Notes;

namespace Onus.Log.Policy;

/// <summary>What checking a checkpoint against a policy found, in order of precedence.</summary>
/// <remarks>The default value is a refusal.</remarks>
public enum CheckpointOutcome
{
    /// <summary>The policy lists no log of this origin.</summary>
    UnknownLog,

    /// <summary>A line names a known log or witness key that did not make it: the checkpoint is forged or damaged.</summary>
    BadSignature,

    /// <summary>No key of this log has signed.</summary>
    NotSignedByLog,

    /// <summary>The log has signed; too few witnesses have.</summary>
    QuorumMissing,

    /// <summary>The log has signed, and the policy's quorum of witnesses, if it asks for one.</summary>
    Verified,
}

/// <summary>The outcome of checking a checkpoint against a policy.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Signatures">Every genuine signature of a known key; empty when one was not genuine.</param>
/// <param name="Quorum">Which witnesses counted; null where it did not come to counting.</param>
/// <param name="Offender">With <see cref="CheckpointOutcome.BadSignature"/>, the key whose line is not genuine.</param>
public sealed record CheckpointVerification(
    CheckpointOutcome Outcome, IReadOnlyList<VerifiedSignature> Signatures, Quorum? Quorum, VerifierKey? Offender)
{
    /// <summary>Whether the checkpoint may be believed as far as the policy goes.</summary>
    public bool IsVerified => Outcome == CheckpointOutcome.Verified;
}

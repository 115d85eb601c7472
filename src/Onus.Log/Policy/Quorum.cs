namespace Onus.Log.Policy;

/// <summary>Whether enough witnesses have cosigned, and which.</summary>
/// <param name="IsReached">Whether the policy's quorum is there.</param>
/// <param name="IsRequired">Whether the policy asks for any witness at all; without one, nothing but the operator's word
/// excludes a second view of the log.</param>
/// <param name="Counted">The witnesses under the quorum that cosigned.</param>
/// <param name="Missing">The witnesses under the quorum that did not; when it is reached, it was reached without them.</param>
public sealed record Quorum(
    bool IsReached, bool IsRequired, IReadOnlyList<PolicyWitness> Counted, IReadOnlyList<PolicyWitness> Missing);

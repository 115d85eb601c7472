using Onus.Log.Notes;

namespace Onus.Witness.Client;

/// <summary>What came of asking a witness to cosign, the good news first.</summary>
public enum WitnessOutcome
{
    /// <summary>The witness has cosigned.</summary>
    Cosigned,

    /// <summary>The witness has already cosigned a larger size: this log has lost its end, or there are two of it. Stop and
    /// find out before anything else is signed.</summary>
    Ahead,

    /// <summary>The witness has seen another history of this log, or the proof was wrong (422, or 409 at the same size).
    /// Stop and find out.</summary>
    Inconsistent,

    /// <summary>The witness does not know this log (404): its operator must add it.</summary>
    UnknownLog,

    /// <summary>The witness does not accept the log's signature (403): it knows another key.</summary>
    NotTrusted,

    /// <summary>The witness does not understand the request (400).</summary>
    Refused,

    /// <summary>The witness answered what the protocol does not allow, or a cosignature that is not genuine.</summary>
    BadReply,

    /// <summary>The witness did not answer, or not in time. Ask again later.</summary>
    Unavailable,
}

/// <summary>The answer of one witness.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Cosignatures">The genuine cosignatures; empty unless cosigned.</param>
/// <param name="WitnessSize">The size that the witness says it cosigned last, where it said so.</param>
/// <param name="Detail">What happened, in one line, for whoever reads the journal of the node.</param>
public sealed record WitnessReply(
    WitnessOutcome Outcome, IReadOnlyList<NoteSignature> Cosignatures, ulong? WitnessSize, string Detail);

using Onus.Core.Formats;

namespace Onus.Log.Proofs;

/// <summary>What checking a receipt found, in order of precedence.</summary>
/// <remarks>The default value is a refusal.</remarks>
public enum ReceiptVerdict
{
    /// <summary>The receipt names another log or key than the caller's, or the caller's is no Ed25519 log key.</summary>
    UnknownLog,

    /// <summary>Index, size and number of hashes do not fit each other.</summary>
    MalformedProof,

    /// <summary>The log has not signed the root to which the proof leads from this entry: another entry, or a forgery.</summary>
    BadSignature,

    /// <summary>The signature is genuine, but size or index are not those that were signed or that the entry carries.</summary>
    OtherPosition,

    /// <summary>The signature is genuine, but neither a signed size nor the entry says where the entry is.</summary>
    PositionUnproven,

    /// <summary>The log has this entry at this index.</summary>
    Verified,
}

/// <summary>The outcome of checking a receipt.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Entry">What the entry says of itself; null when it is no entry of Onus.</param>
public readonly record struct ReceiptVerification(ReceiptVerdict Outcome, EntryHeader? Entry)
{
    /// <summary>Whether the log has this entry at this index, on its operator's word: a receipt holds no cosignatures.</summary>
    public bool IsVerified => Outcome == ReceiptVerdict.Verified;
}

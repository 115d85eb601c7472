namespace Onus.Log.Notes;

/// <summary>What became of checking a note against a set of known keys, in order of precedence.</summary>
public enum NoteVerdict
{
    /// <summary>A line names a known key and the key did not make it: the note is forged or damaged.</summary>
    BadSignature,

    /// <summary>No line is by a known key: nothing is known about the text.</summary>
    NoKnownSignature,

    /// <summary>At least one known key signed, and every line that names a known key is genuine.</summary>
    Verified,
}

/// <summary>The outcome of checking a note.</summary>
/// <param name="Verdict">The outcome; nothing in the note may be believed unless it is <see cref="NoteVerdict.Verified"/>.</param>
/// <param name="Signatures">The genuine signatures, in the order of their lines; empty unless verified.</param>
/// <param name="Offender">With <see cref="NoteVerdict.BadSignature"/>, the key whose line is not genuine.</param>
public sealed record NoteVerification(
    NoteVerdict Verdict, IReadOnlyList<VerifiedSignature> Signatures, VerifierKey? Offender = null)
{
    /// <summary>Whether the note may be believed.</summary>
    public bool IsVerified => Verdict == NoteVerdict.Verified;
}

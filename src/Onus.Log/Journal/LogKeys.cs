using Onus.Log.Notes;

namespace Onus.Log.Journal;

/// <summary>A log's own keys as they stand in its segments, ready to check the log's own checkpoints.</summary>
internal static class LogKeys
{
    /// <summary>The set of that one key; empty when the vkey is none that this build can check.</summary>
    public static VerifierSet Of(string verifierKey) =>
        VerifierKey.TryParse(verifierKey, out var key, out _) && NoteVerifiers.Standard(key) is { } verifier
            ? new VerifierSet(verifier)
            : new VerifierSet();

    /// <summary>The set of all keys under which the log signed as its present origin.</summary>
    public static VerifierSet Of(IReadOnlyList<string> verifierKeys) => new(verifierKeys
        .Select(text => VerifierKey.TryParse(text, out var key, out _) ? NoteVerifiers.Standard(key) : null).OfType<INoteVerifier>());

    /// <summary>Reads a checkpoint that one of the keys signed for that origin, or answers null.</summary>
    public static Checkpoint? TryRead(this VerifierSet keys, ReadOnlySpan<byte> note, string origin) =>
        SignedCheckpoint.TryParse(note, out var signed, out _) && signed.Checkpoint.Origin == origin
            && keys.Verify(signed.Note).IsVerified
            ? signed.Checkpoint
            : null;

    /// <summary>The origin that a vkey names.</summary>
    public static string OriginOf(string verifierKey)
    {
        var end = verifierKey.IndexOf('+', StringComparison.Ordinal);
        return end < 0 ? verifierKey : verifierKey[..end];
    }
}

namespace Onus.Log.Notes;

/// <summary>The keys that a verifier knows; it ignores signatures of all others.</summary>
public sealed class VerifierSet
{
    private readonly Dictionary<(string Name, uint Id), INoteVerifier> _verifiers = [];

    /// <summary>The set of these keys.</summary>
    /// <exception cref="ArgumentException">Two keys share name and id, so that a line could not tell them apart.</exception>
    public VerifierSet(params IEnumerable<INoteVerifier> verifiers)
    {
        ArgumentNullException.ThrowIfNull(verifiers);
        foreach (var verifier in verifiers)
        {
            if (!_verifiers.TryAdd((verifier.Key.Name, verifier.Key.Id), verifier))
            {
                throw new ArgumentException($"two keys are called {verifier.Key.Name}+{verifier.Key.Id:x8}", nameof(verifiers));
            }
        }
    }

    /// <summary>Whether the line names a key of this set; it need not be genuine.</summary>
    public bool Knows(NoteSignature line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return _verifiers.ContainsKey((line.Name, line.KeyId));
    }

    /// <summary>Checks every signature line that names a known key.</summary>
    /// <remarks>One line that is not genuine condemns the note, even beside genuine ones: somebody changed it.</remarks>
    public NoteVerification Verify(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var genuine = new List<VerifiedSignature>();
        foreach (var line in note.Signatures)
        {
            if (!_verifiers.TryGetValue((line.Name, line.KeyId), out var verifier)) continue;
            if (!verifier.Verify(note.Text, line.Signature))
            {
                return new NoteVerification(NoteVerdict.BadSignature, [], verifier.Key);
            }

            genuine.Add(new VerifiedSignature(verifier.Key, NoteVerifiers.Timestamp(verifier.Key, line.Signature)));
        }

        return genuine.Count == 0
            ? new NoteVerification(NoteVerdict.NoKnownSignature, [])
            : new NoteVerification(NoteVerdict.Verified, genuine);
    }
}

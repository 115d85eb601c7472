using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>What is wrong with an actor's signature, in order of precedence.</summary>
public enum SignatureVerdict : byte
{
    /// <summary>The actor signed exactly this statement, with a key of theirs that counts.</summary>
    Valid,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It has not the form of one.</summary>
    Malformed,

    /// <summary>No key of the actor's was added by the entry that it names.</summary>
    KeyNotOfActor,

    /// <summary>The key was revoked.</summary>
    KeyRevoked,

    /// <summary>The key did not sign this statement.</summary>
    OtherStatement,
}

/// <summary>Whether an actor signed a statement.</summary>
public static class SignedDecision
{
    /// <summary>Checks a signature against the keys that count now.</summary>
    /// <param name="registry">The keys.</param>
    /// <param name="signatures">The cryptography.</param>
    /// <param name="actor">The entry that registered the actor who must have signed.</param>
    /// <param name="statement">The statement's bytes.</param>
    /// <param name="signature">The 72 bytes of a <see cref="DecisionSignature"/>, or none.</param>
    public static SignatureVerdict Check(
        Registry registry, IActorSignatures signatures, ulong actor, ReadOnlySpan<byte> statement, ReadOnlyMemory<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(signatures);
        if (signature.IsEmpty) return SignatureVerdict.Missing;
        if (!DecisionSignature.TryRead(signature, out var signed)) return SignatureVerdict.Malformed;
        if (!registry.TryGetKey(signed.Key, out var key) || key.Actor != actor) return SignatureVerdict.KeyNotOfActor;
        if (key.Revoked is not null) return SignatureVerdict.KeyRevoked;
        return signatures.Verify(key.Algorithm, key.PublicKey.AsSpan(), statement, signed.Bytes.Span)
            ? SignatureVerdict.Valid
            : SignatureVerdict.OtherStatement;
    }
}

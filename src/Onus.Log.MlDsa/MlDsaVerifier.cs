using System.Buffers.Binary;
using Onus.Log.Notes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Onus.Log.MlDsa;

/// <summary>Checks ML-DSA-44 signatures on checkpoints (0x06).</summary>
/// <remarks>They cover origin, size and root, not the extension lines of a checkpoint.</remarks>
public sealed class MlDsaVerifier : INoteVerifier
{
    internal const int SignatureSize = 2_420;

    private readonly MLDsaPublicKeyParameters _publicKey;

    private MlDsaVerifier(VerifierKey key, MLDsaPublicKeyParameters publicKey)
    {
        Key = key;
        _publicKey = publicKey;
    }

    /// <inheritdoc/>
    public VerifierKey Key { get; }

    /// <summary>The verifiers of <see cref="NoteVerifiers.Standard"/> and those of ML-DSA-44 keys.</summary>
    public static INoteVerifier? Factory(VerifierKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Type == SignatureType.CosignatureMlDsa44
            ? new MlDsaVerifier(key, MLDsaPublicKeyParameters.FromEncoding(MLDsaParameters.ml_dsa_44, key.PublicKey.ToArray()))
            : NoteVerifiers.Standard(key);
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != sizeof(ulong) + SignatureSize) return false;
        if (!Checkpoint.TryParse(text, out var checkpoint, out _)) return false;
        var time = BinaryPrimitives.ReadUInt64BigEndian(signature);
        if (time > SubtreeMessage.MaxTimestamp) return false;

        var verifier = new Org.BouncyCastle.Crypto.Signers.MLDsaSigner(MLDsaParameters.ml_dsa_44, deterministic: true);
        verifier.Init(false, _publicKey);
        verifier.BlockUpdate(SubtreeMessage.OfCheckpoint(Key.Name, time, checkpoint));
        return verifier.VerifySignature(signature[sizeof(ulong)..].ToArray());
    }
}

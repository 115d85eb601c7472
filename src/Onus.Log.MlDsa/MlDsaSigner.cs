using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Log.Notes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Onus.Log.MlDsa;

/// <summary>An ML-DSA-44 private key in memory that signs checkpoints (0x06), as a log's second key or as a witness's.</summary>
/// <remarks>Signing is deterministic (FIPS 204 §3.4), so that a replayed log writes the same bytes.</remarks>
public sealed class MlDsaSigner : INoteSigner
{
    private const string PrivatePrefix = "PRIVATE+KEY+";
    private const int SeedSize = 32;

    private readonly MLDsaPrivateKeyParameters _key;

    private MlDsaSigner(string name, MLDsaPrivateKeyParameters key)
    {
        _key = key;
        Key = new VerifierKey(name, SignatureType.CosignatureMlDsa44, key.GetPublicKeyEncoded());
    }

    /// <inheritdoc/>
    public VerifierKey Key { get; }

    /// <inheritdoc/>
    public int SignatureSize => sizeof(ulong) + MlDsaVerifier.SignatureSize;

    /// <summary>A new key.</summary>
    /// <param name="name">The key's name: a log's origin, or what its operator calls a witness.</param>
    /// <param name="entropy">Where the 32 secret bytes come from.</param>
    public static MlDsaSigner Generate(string name, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        Span<byte> seed = stackalloc byte[SeedSize];
        entropy.Fill(seed);
        var signer = FromSeed(name, seed);
        CryptographicOperations.ZeroMemory(seed);
        return signer;
    }

    /// <summary>The key that these 32 secret bytes determine (FIPS 204 §6.1).</summary>
    /// <exception cref="ArgumentException">Another length, or a name that keys may not have.</exception>
    public static MlDsaSigner FromSeed(string name, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedSize) throw new ArgumentException($"a seed of {seed.Length} bytes", nameof(seed));
        if (!KeyName.IsValid(name)) throw new ArgumentException($"not a key name: '{name}'", nameof(name));
        return new MlDsaSigner(name, MLDsaPrivateKeyParameters.FromSeed(MLDsaParameters.ml_dsa_44, seed.ToArray()));
    }

    /// <summary>Reads the text form of <see cref="ExportPrivateKey"/>.</summary>
    public static bool TryParsePrivateKey(
        string text, [NotNullWhen(true)] out MlDsaSigner? signer, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        signer = null;
        error = "an ML-DSA-44 private key has the form PRIVATE+KEY+name+id+base64 of 0x06 and 32 bytes";
        if (!text.StartsWith(PrivatePrefix, StringComparison.Ordinal)) return false;
        var parts = text[PrivatePrefix.Length..].Split('+', 3);
        var material = new byte[SeedSize + 1];
        if (parts.Length != 3 || !KeyName.IsValid(parts[0])) return false;
        if (!Convert.TryFromBase64String(parts[2], material, out var size) || size != material.Length) return false;
        if (material[0] != (byte)SignatureType.CosignatureMlDsa44) return false;

        var read = FromSeed(parts[0], material.AsSpan(1));
        CryptographicOperations.ZeroMemory(material);
        if (read.ExportPrivateKey() != text)
        {
            error = "the key id does not belong to this name and private key";
            return false;
        }

        signer = read;
        error = null;
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>The signature does not cover extension lines, should the checkpoint have any.</remarks>
    /// <exception cref="ArgumentException">The text is no checkpoint.</exception>
    public void Sign(ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> signature)
    {
        if (!Checkpoint.TryParse(text, out var checkpoint, out var error)) throw new ArgumentException(error, nameof(text));

        BinaryPrimitives.WriteUInt64BigEndian(signature, unixSeconds);
        var signer = new Org.BouncyCastle.Crypto.Signers.MLDsaSigner(MLDsaParameters.ml_dsa_44, deterministic: true);
        signer.Init(true, _key);
        signer.BlockUpdate(SubtreeMessage.OfCheckpoint(Key.Name, unixSeconds, checkpoint));
        signer.GenerateSignature().CopyTo(signature[sizeof(ulong)..]);
    }

    /// <summary>The secret as text: <c>PRIVATE+KEY+name+id+base64(0x06, seed)</c>. Whoever reads it can sign.</summary>
    public string ExportPrivateKey()
    {
        byte[] material = [(byte)SignatureType.CosignatureMlDsa44, .. _key.GetSeed()];
        return string.Create(CultureInfo.InvariantCulture, $"{PrivatePrefix}{Key.Name}+{Key.Id:x8}+{Convert.ToBase64String(material)}");
    }
}

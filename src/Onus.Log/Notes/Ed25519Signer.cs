using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NSec.Cryptography;
using Onus.Core;

namespace Onus.Log.Notes;

/// <summary>An Ed25519 private key in memory that signs notes (0x01) or cosigns checkpoints (0x04).</summary>
/// <remarks>Signing allocates nothing but, for cosignatures, a pooled buffer. Not two threads at once.</remarks>
public sealed class Ed25519Signer : INoteSigner, IDisposable
{
    private const string PrivatePrefix = "PRIVATE+KEY+";
    private const int SeedSize = 32;

    private readonly Key _key;

    private Ed25519Signer(string name, SignatureType type, Key key)
    {
        _key = key;
        Key = new VerifierKey(name, type, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <inheritdoc/>
    public VerifierKey Key { get; }

    /// <inheritdoc/>
    public int SignatureSize => Key.Type == SignatureType.Ed25519
        ? Ed25519Verifier.SignatureSize
        : sizeof(ulong) + Ed25519Verifier.SignatureSize;

    /// <summary>A new key.</summary>
    /// <param name="name">The key's name: a log's origin, or what its operator calls a witness.</param>
    /// <param name="type"><see cref="SignatureType.Ed25519"/> for a log, <see cref="SignatureType.CosignatureEd25519"/> for
    /// a witness.</param>
    /// <param name="entropy">Where the 32 secret bytes come from.</param>
    public static Ed25519Signer Generate(string name, SignatureType type, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        Span<byte> seed = stackalloc byte[SeedSize];
        entropy.Fill(seed);
        var signer = FromSeed(name, type, seed);
        seed.Clear();
        return signer;
    }

    /// <summary>The key that these 32 secret bytes determine (RFC 8032 §5.1.5).</summary>
    /// <exception cref="ArgumentException">Another algorithm, another length, or a name that keys may not have.</exception>
    public static Ed25519Signer FromSeed(string name, SignatureType type, ReadOnlySpan<byte> seed)
    {
        if (type is not (SignatureType.Ed25519 or SignatureType.CosignatureEd25519))
        {
            throw new ArgumentException($"not an Ed25519 algorithm: {type}", nameof(type));
        }

        if (seed.Length != SeedSize) throw new ArgumentException($"a seed of {seed.Length} bytes", nameof(seed));
        if (!KeyName.IsValid(name)) throw new ArgumentException($"not a key name: '{name}'", nameof(name));
        var parameters = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
        return new(name, type, NSec.Cryptography.Key.Import(
            SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, in parameters));
    }

    /// <summary>Reads the text form of <see cref="ExportPrivateKey"/>.</summary>
    public static bool TryParsePrivateKey(
        string text, [NotNullWhen(true)] out Ed25519Signer? signer, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        signer = null;
        error = "a private key has the form PRIVATE+KEY+name+id+key";
        if (!text.StartsWith(PrivatePrefix, StringComparison.Ordinal)) return false;
        var parts = text[PrivatePrefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !KeyName.IsValid(parts[0]) || !VerifierKey.TryParseId(parts[1], out var id)) return false;
        if (StrictBase64.Decode(parts[2]) is not { Length: SeedSize + 1 } material)
        {
            error = "the private key is not base64 of an algorithm byte and 32 bytes";
            return false;
        }

        if ((SignatureType)material[0] is not (SignatureType.Ed25519 or SignatureType.CosignatureEd25519))
        {
            error = $"the private key is of algorithm 0x{material[0]:x2}, only 0x01 and 0x04 are Ed25519";
            return false;
        }

        var read = FromSeed(parts[0], (SignatureType)material[0], material.AsSpan(1));
        Array.Clear(material);
        if (read.Key.Id != id)
        {
            read.Dispose();
            error = "the key id does not belong to this name and private key";
            return false;
        }

        signer = read;
        error = null;
        return true;
    }

    /// <summary>Reads the text form of <see cref="ExportPrivateKey"/>.</summary>
    /// <exception cref="FormatException">The text is no private key; the message says why and repeats nothing of it.</exception>
    public static Ed25519Signer ParsePrivateKey(string text) =>
        TryParsePrivateKey(text, out var signer, out var error) ? signer : throw new FormatException(error);

    /// <inheritdoc/>
    public void Sign(ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> signature)
    {
        if (Key.Type == SignatureType.Ed25519)
        {
            SignatureAlgorithm.Ed25519.Sign(_key, text, signature[..Ed25519Verifier.SignatureSize]);
            return;
        }

        Invariant.Holds(unixSeconds <= NoteVerifiers.MaxTimestamp);
        BinaryPrimitives.WriteUInt64BigEndian(signature, unixSeconds);
        var message = ArrayPool<byte>.Shared.Rent(CosignatureMessage.MaxPrefixSize + text.Length);
        var length = CosignatureMessage.Write(text, unixSeconds, message);
        SignatureAlgorithm.Ed25519.Sign(
            _key, message.AsSpan(0, length), signature.Slice(sizeof(ulong), Ed25519Verifier.SignatureSize));
        ArrayPool<byte>.Shared.Return(message);
    }

    /// <summary>The secret as text, in the form of Go's sumdb/note: <c>PRIVATE+KEY+name+id+base64(algorithm, seed)</c>.
    /// Whoever reads it can sign.</summary>
    public string ExportPrivateKey() => string.Create(
        CultureInfo.InvariantCulture,
        $"{PrivatePrefix}{Key.Name}+{Key.Id:x8}+{StrictBase64.Encode([(byte)Key.Type, .. _key.Export(KeyBlobFormat.RawPrivateKey)])}");

    /// <summary>Wipes the secret from memory.</summary>
    public void Dispose() => _key.Dispose();
}

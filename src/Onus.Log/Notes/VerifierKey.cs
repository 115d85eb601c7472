using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onus.Log.Notes;

/// <summary>A public key with its name and algorithm; its text form is the vkey of C2SP signed-note.</summary>
/// <remarks>Two keys are equal when name, algorithm and key material are.</remarks>
public sealed class VerifierKey : IEquatable<VerifierKey>
{
    private readonly byte[] _publicKey;

    /// <summary>The key with this name, algorithm and material.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule of <see cref="KeyName"/>, or the material has not the
    /// algorithm's length.</exception>
    public VerifierKey(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
        : this(name, type, publicKey.ToArray(), IdOf(name, type, publicKey))
    {
        if (!KeyName.IsValid(name)) throw new ArgumentException($"not a key name: '{name}'", nameof(name));
        if (publicKey.Length != PublicKeySize(type)) throw new ArgumentException("wrong key length", nameof(publicKey));
    }

    private VerifierKey(string name, SignatureType type, byte[] publicKey, uint id)
    {
        Name = name;
        Type = type;
        Id = id;
        _publicKey = publicKey;
    }

    /// <summary>The key's name; a log's is its origin.</summary>
    public string Name { get; }

    /// <summary>The algorithm; a vkey of an algorithm that this library does not know keeps its number.</summary>
    public SignatureType Type { get; }

    /// <summary>The first four bytes of SHA-256 over name, LF, algorithm and key, big-endian.</summary>
    public uint Id { get; }

    /// <summary>Whether its signatures are cosignatures, which state a time.</summary>
    public bool IsCosigner => Type is SignatureType.CosignatureEd25519 or SignatureType.CosignatureMlDsa44;

    /// <summary>The key material without the algorithm byte.</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>Reads a vkey: <c>name+8 hex digits+base64(algorithm, key)</c>.</summary>
    /// <param name="text">The vkey.</param>
    /// <param name="key">The key.</param>
    /// <param name="error">What is wrong with the text.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out VerifierKey? key, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        key = null;
        var parts = text.Split('+', 3);
        if (parts.Length != 3) error = "a verifier key has the form name+id+key";
        else if (!KeyName.IsValid(parts[0])) error = "the name is empty, too long, or holds a space, plus or control character";
        else if (!TryParseId(parts[1], out var id)) error = "the key id is not eight lower-case hexadecimal digits";
        else if (StrictBase64.Decode(parts[2]) is not { Length: > 1 } material) error = "the key is not strict base64";
        else error = Check(parts[0], (SignatureType)material[0], material.AsSpan(1), id, out key);
        return error is null;
    }

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="FormatException">The text is no vkey; the message says why.</exception>
    public static VerifierKey Parse(string text) =>
        TryParse(text, out var key, out var error) ? key : throw new FormatException(error);

    /// <summary>Whether both wrap the same key material, whatever they are called.</summary>
    public bool HasSameMaterial(VerifierKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return PublicKey.SequenceEqual(other.PublicKey);
    }

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) =>
        other is not null && Type == other.Type && Name == other.Name && PublicKey.SequenceEqual(other.PublicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VerifierKey);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)Id);

    /// <summary>The vkey.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{StrictBase64.Encode([(byte)Type, .. _publicKey])}");

    internal static uint IdOf(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        byte[] input = [.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey];
        return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(input));
    }

    internal static bool TryParseId(string text, out uint id)
    {
        id = 0;
        return text.Length == 8 && !text.Any(char.IsAsciiLetterUpper)
            && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id);
    }

    // Other algorithms may derive their ids in other ways (ECDSA keys do), so theirs are taken as written.
    private static string? Check(string name, SignatureType type, ReadOnlySpan<byte> publicKey, uint id, out VerifierKey? key)
    {
        key = null;
        var size = PublicKeySize(type);
        if (size != 0 && publicKey.Length != size) return $"the key has {publicKey.Length} bytes, its algorithm needs {size}";
        if (size != 0 && IdOf(name, type, publicKey) != id) return "the key id does not belong to this name and key";
        key = new VerifierKey(name, type, publicKey.ToArray(), id);
        return null;
    }

    private static int PublicKeySize(SignatureType type) => type switch
    {
        SignatureType.Ed25519 or SignatureType.CosignatureEd25519 => 32,
        SignatureType.CosignatureMlDsa44 => 1_312,
        _ => 0,
    };
}

using System.Buffers.Binary;
using System.Text;

namespace Onus.Log.Notes;

/// <summary>One signature line of a note: whose it claims to be, and the signature.</summary>
public sealed class NoteSignature
{
    private readonly byte[] _signature;

    /// <summary>The signature that this key is said to have made.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule of <see cref="KeyName"/>, or the signature is empty.</exception>
    public NoteSignature(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        if (!KeyName.IsValid(name)) throw new ArgumentException($"not a key name: '{name}'", nameof(name));
        if (signature.IsEmpty) throw new ArgumentException("an empty signature", nameof(signature));
        Name = name;
        KeyId = keyId;
        _signature = signature.ToArray();
    }

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The key's id.</summary>
    public uint KeyId { get; }

    /// <summary>The signature without the key id.</summary>
    public ReadOnlySpan<byte> Signature => _signature;

    private static ReadOnlySpan<byte> Dash => "— "u8;

    /// <summary>Signs a note text.</summary>
    public static NoteSignature Make(INoteSigner signer, ReadOnlySpan<byte> text, ulong unixSeconds)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var signature = new byte[signer.SignatureSize];
        signer.Sign(text, unixSeconds, signature);
        return new NoteSignature(signer.Key.Name, signer.Key.Id, signature);
    }

    /// <summary>Reads one line without its LF; null when it is no signature line.</summary>
    public static NoteSignature? TryParse(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Dash)) return null;
        line = line[Dash.Length..];
        var space = line.IndexOf((byte)' ');
        if (space < 0 || !System.Text.Unicode.Utf8.IsValid(line[..space])) return null;
        var name = Encoding.UTF8.GetString(line[..space]);
        if (!KeyName.IsValid(name) || StrictBase64.Decode(line[(space + 1)..]) is not { Length: > sizeof(uint) } bytes) return null;
        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsSpan(sizeof(uint)));
    }

    /// <summary>The most bytes of the line that <see cref="WriteLine"/> writes for a key.</summary>
    internal static int MaxLineSize(INoteSigner signer) =>
        Dash.Length + Encoding.UTF8.GetByteCount(signer.Key.Name) + 2
        + System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(sizeof(uint) + signer.SignatureSize);

    /// <summary>Signs and writes the line straight into <paramref name="line"/>; answers its length.</summary>
    internal static int WriteLine(INoteSigner signer, ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> line)
    {
        Span<byte> payload = stackalloc byte[sizeof(uint) + signer.SignatureSize];
        BinaryPrimitives.WriteUInt32BigEndian(payload, signer.Key.Id);
        signer.Sign(text, unixSeconds, payload[sizeof(uint)..]);
        Dash.CopyTo(line);
        var length = Dash.Length;
        length += Encoding.UTF8.GetBytes(signer.Key.Name, line[length..]);
        line[length++] = (byte)' ';
        length += StrictBase64.Encode(payload, line[length..]);
        line[length++] = (byte)'\n';
        return length;
    }

    /// <summary>The line without its LF.</summary>
    public override string ToString()
    {
        var payload = new byte[sizeof(uint) + _signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(payload, KeyId);
        _signature.CopyTo(payload, sizeof(uint));
        return $"— {Name} {StrictBase64.Encode(payload)}";
    }
}

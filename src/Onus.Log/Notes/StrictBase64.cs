using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Onus.Core;

namespace Onus.Log.Notes;

/// <summary>Base64 of RFC 4648 §4 with padding, one text for each value: no white space, no stray bits at the end.</summary>
/// <remarks>The framework's decoder skips white space and drops stray bits; a format that is signed or hashed must not.</remarks>
internal static class StrictBase64
{
    /// <summary>Decodes the text, or answers null when it is not the one base64 text of any bytes.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (text.Length % 4 != 0) return null;
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return TryDecode(text, bytes, out var written) ? bytes.AsSpan(0, written).ToArray() : null;
    }

    /// <summary>Decodes the text into <paramref name="bytes"/>; false when it is not strict or does not fit.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes, out int written)
    {
        var status = Base64.DecodeFromUtf8(text, bytes, out var consumed, out written);
        if (status != OperationStatus.Done || consumed != text.Length) return false;

        var again = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(written));
        Base64.EncodeToUtf8(bytes[..written], again, out _, out var length);
        var same = text.SequenceEqual(again.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(again);
        return same;
    }

    /// <summary>Decodes exactly one hash; false for anything else.</summary>
    public static bool TryDecodeHash(ReadOnlySpan<byte> text, out Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size + 1];
        var ok = TryDecode(text, bytes, out var written) && written == Hash256.Size;
        hash = ok ? new Hash256(bytes[..Hash256.Size]) : default;
        return ok;
    }

    /// <summary>Writes the text and answers its length.</summary>
    public static int Encode(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        var status = Base64.EncodeToUtf8(bytes, text, out _, out var written);
        Invariant.Holds(status == OperationStatus.Done);
        return written;
    }

    /// <summary>The text as a string.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    /// <summary>Decodes a string.</summary>
    public static byte[]? Decode(string text) => Decode(Encoding.UTF8.GetBytes(text));
}

namespace Onus.Log.Notes;

/// <summary>The bytes that a cosignature/v1 signs: a header line, a time line, the checkpoint text (C2SP
/// tlog-cosignature, "Ed25519 signed message").</summary>
internal static class CosignatureMessage
{
    /// <summary>The most bytes that stand before the text.</summary>
    public const int MaxPrefixSize = 20 + StrictDecimal.MaxDigits + 1;

    private static ReadOnlySpan<byte> Header => "cosignature/v1\ntime "u8;

    /// <summary>Writes the message and answers its length.</summary>
    public static int Write(ReadOnlySpan<byte> text, ulong unixSeconds, Span<byte> message)
    {
        Header.CopyTo(message);
        var length = Header.Length;
        length += StrictDecimal.Format(unixSeconds, message[length..]);
        message[length++] = (byte)'\n';
        text.CopyTo(message[length..]);
        return length + text.Length;
    }
}

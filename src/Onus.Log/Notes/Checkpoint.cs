using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Onus.Core;

namespace Onus.Log.Notes;

/// <summary>The state of a log at one size (C2SP tlog-checkpoint): the text under which log and witnesses put their
/// signatures.</summary>
/// <param name="Origin">Which log: 1 to 255 bytes of UTF-8 without control characters.</param>
/// <param name="Size">The number of its entries.</param>
/// <param name="Root">The RFC 6962 root over all of them.</param>
public sealed record Checkpoint(string Origin, ulong Size, Hash256 Root)
{
    /// <summary>The longest origin in UTF-8 bytes; the specification sets no limit, the ML-DSA-44 message this one.</summary>
    public const int MaxOriginSize = 255;

    /// <summary>The most bytes of extension lines that are read.</summary>
    public const int MaxExtensionsSize = 65_536;

    /// <summary>Further lines, each ended by LF; empty for none. Onus writes none: no monitor can audit them.</summary>
    public string Extensions { get; init; } = "";

    /// <summary>The most bytes of a text without extension lines.</summary>
    internal const int MaxTextSize = MaxOriginSize + 1 + StrictDecimal.MaxDigits + 1 + 44 + 1;

    /// <summary>Reads the text of a note as a checkpoint.</summary>
    /// <param name="text">The note's text with its final LF.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="error">What is wrong with which line.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> text, [NotNullWhen(true)] out Checkpoint? checkpoint, [NotNullWhen(false)] out string? error)
    {
        checkpoint = null;
        var rest = text;
        if (!Lines.Take(ref rest, out var origin) || !Lines.Take(ref rest, out var size) || !Lines.Take(ref rest, out var root))
        {
            error = "a checkpoint has at least three lines: origin, size, root";
        }
        else if (!IsOrigin(origin)) error = $"the origin (line 1) is empty, longer than {MaxOriginSize} bytes or not plain UTF-8";
        else if (!StrictDecimal.TryParse(size, out var entries)) error = "the size (line 2) is no decimal number below 2^64";
        else if (!StrictBase64.TryDecodeHash(root, out var hash)) error = "the root (line 3) is not strict base64 of 32 bytes";
        else if (ExtensionsError(rest) is { } extensionError) error = extensionError;
        else
        {
            error = null;
            checkpoint = new Checkpoint(Encoding.UTF8.GetString(origin), entries, hash)
            {
                Extensions = Encoding.UTF8.GetString(rest),
            };
        }

        return error is null;
    }

    /// <summary>The text to sign, with its final LF.</summary>
    public byte[] ToText()
    {
        var origin = Encoding.UTF8.GetBytes(Origin);
        Invariant.Holds(IsOrigin(origin));
        Span<byte> text = stackalloc byte[MaxTextSize];
        var length = Write(origin, Size, Root, text);
        return [.. text[..length], .. Encoding.UTF8.GetBytes(Extensions)];
    }

    /// <summary>The text to sign.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToText());

    /// <summary>Writes the three lines and answers their length.</summary>
    internal static int Write(ReadOnlySpan<byte> origin, ulong size, in Hash256 root, Span<byte> text)
    {
        origin.CopyTo(text);
        var length = origin.Length;
        text[length++] = (byte)'\n';
        length += StrictDecimal.Format(size, text[length..]);
        text[length++] = (byte)'\n';
        length += StrictBase64.Encode(root.Bytes, text[length..]);
        text[length++] = (byte)'\n';
        return length;
    }

    private static bool IsOrigin(ReadOnlySpan<byte> origin) =>
        origin.Length is > 0 and <= MaxOriginSize && Utf8.IsValid(origin) && !origin.ContainsAnyInRange((byte)0, (byte)0x1F);

    private static string? ExtensionsError(ReadOnlySpan<byte> lines)
    {
        if (lines.Length > MaxExtensionsSize) return $"more than {MaxExtensionsSize} bytes of extension lines";
        if (!Utf8.IsValid(lines)) return "the extension lines are not UTF-8";
        while (!lines.IsEmpty)
        {
            if (!Lines.Take(ref lines, out var line) || line.IsEmpty) return "an extension line is empty or does not end in LF";
        }

        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Onus.Log.Notes;

/// <summary>A text and the signatures under it (C2SP signed-note). Nothing in it is to be believed before a
/// <see cref="VerifierSet"/> has verified it.</summary>
public sealed class SignedNote
{
    /// <summary>The most signatures in one note; the specification asks for at least 16.</summary>
    public const int MaxSignatures = 100;

    /// <summary>The largest note in bytes: a hundred post-quantum signatures and a page of text fit.</summary>
    public const int MaxSize = 1_000_000;

    private readonly byte[] _text;

    /// <summary>The note of a text and its signatures.</summary>
    /// <exception cref="ArgumentException">The text or the number of signatures breaks the format.</exception>
    public SignedNote(ReadOnlySpan<byte> text, IReadOnlyList<NoteSignature> signatures)
    {
        ArgumentNullException.ThrowIfNull(signatures);
        if (TextError(text) is { } error) throw new ArgumentException(error, nameof(text));
        if (signatures.Count is 0 or > MaxSignatures) throw new ArgumentException("too few or too many signatures", nameof(signatures));
        _text = text.ToArray();
        Signatures = signatures;
    }

    /// <summary>The signed text with its final LF.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <summary>The signatures in the order of their lines.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">The whole note, to its final LF.</param>
    /// <param name="note">The note.</param>
    /// <param name="error">What is wrong, and in which line of signatures.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SignedNote? note, [NotNullWhen(false)] out string? error)
    {
        error = Read(bytes, out note);
        return error is null;
    }

    /// <summary>Reads a note.</summary>
    /// <exception cref="FormatException">The bytes are no note; the message says why.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var note, out var error) ? note : throw new FormatException(error);

    /// <summary>The same text with further signatures below the present ones.</summary>
    public SignedNote With(IEnumerable<NoteSignature> signatures) => new(_text, [.. Signatures, .. signatures]);

    /// <summary>The note as bytes.</summary>
    public byte[] ToBytes()
    {
        var lines = new StringBuilder("\n");
        foreach (var signature in Signatures) lines.Append(CultureInfo.InvariantCulture, $"{signature}\n");
        return [.. _text, .. Encoding.UTF8.GetBytes(lines.ToString())];
    }

    /// <summary>The note as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    private static string? Read(ReadOnlySpan<byte> bytes, out SignedNote? note)
    {
        note = null;
        if (bytes.Length > MaxSize) return $"a note of more than {MaxSize} bytes";

        // The last empty line separates: the text itself may hold empty lines.
        var split = bytes.LastIndexOf("\n\n"u8);
        if (split < 0) return "no empty line between text and signatures";
        var text = bytes[..(split + 1)];
        if (TextError(text) is { } error) return error;

        var lines = bytes[(split + 2)..];
        if (lines.IsEmpty || lines[^1] != '\n') return "no signature line, or the last one does not end in LF";
        var signatures = new List<NoteSignature>();
        while (Lines.Take(ref lines, out var line))
        {
            if (signatures.Count == MaxSignatures) return $"more than {MaxSignatures} signatures";
            var signature = NoteSignature.TryParse(line);
            if (signature is null) return $"signature line {signatures.Count + 1} has not the form '— name base64'";
            signatures.Add(signature);
        }

        note = new SignedNote(text, signatures);
        return null;
    }

    private static string? TextError(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != '\n') return "the text does not end in LF";
        if (!Utf8.IsValid(text)) return "the text is not UTF-8";
        foreach (var b in text)
        {
            if (b < 0x20 && b != '\n') return $"the text holds control character 0x{b:x2}";
        }

        return null;
    }
}

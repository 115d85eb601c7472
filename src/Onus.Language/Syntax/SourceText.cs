using System.Text;

namespace Onus.Language.Syntax;

/// <summary>A source file as text that gives back exactly its bytes, with the places of its lines.</summary>
/// <remarks>Bytes that are not UTF-8 become lone surrogates U+DC80 to U+DCFF, so that any file has a text and every text
/// has its file. A line ends at LF; a CR before it is white space.</remarks>
public sealed class SourceText
{
    /// <summary>How many bytes of a file need be read: one with more is refused as too long, whatever follows.</summary>
    public const int MaxBytes = 4 * (SourceLimits.MaxLength + 1);

    private readonly int[] _lineStarts;

    private SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        _lineStarts = FindLines(text);
    }

    /// <summary>The name to print in messages.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>How many lines there are; an empty text has one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>A source from a string, as an editor holds it.</summary>
    public static SourceText FromString(string path, string text) => new(path, text);

    /// <summary>A source from the bytes of a file.</summary>
    public static SourceText FromBytes(string path, ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> pair = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) ascii = bytes.Length;
            text.Append(Encoding.ASCII.GetString(bytes[..ascii]));
            bytes = bytes[ascii..];
            if (bytes.IsEmpty) break;
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == System.Buffers.OperationStatus.Done)
            {
                text.Append(pair[..rune.EncodeToUtf16(pair)]);
                bytes = bytes[consumed..];
                continue;
            }

            text.Append((char)(0xDC00 + bytes[0]));
            bytes = bytes[1..];
        }

        return new SourceText(path, text.ToString());
    }

    /// <summary>The bytes of the file that this text came from, or would be written to.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>(Text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < Text.Length; i++)
        {
            if (Rune.TryGetRuneAt(Text, i, out var rune))
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
            else if (Text[i] is >= '\uDC80' and <= '\uDCFF')
            {
                bytes.Add((byte)(Text[i] - 0xDC00));
            }
            else
            {
                bytes.AddRange("\uFFFD"u8); // a lone surrogate that came from no file has no bytes
            }
        }

        return [.. bytes];
    }

    /// <summary>The line of a position, counted from one.</summary>
    public int LineOf(int position)
    {
        var index = Array.BinarySearch(_lineStarts, position);
        return index >= 0 ? index + 1 : ~index;
    }

    /// <summary>The column of a position in UTF-16 units, counted from one.</summary>
    public int ColumnOf(int position) => position - _lineStarts[LineOf(position) - 1] + 1;

    /// <summary>The position where a line starts; lines count from one.</summary>
    public int StartOfLine(int line) => _lineStarts[line - 1];

    /// <summary>The text of a line without its end.</summary>
    public string LineText(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r') end--;
        return Text[start..end];
    }

    /// <summary>The text of a span.</summary>
    public string this[TextSpan span] => Text.Substring(span.Start, span.Length);

    private static int[] FindLines(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n'); i >= 0; i = text.IndexOf('\n', i + 1)) starts.Add(i + 1);
        return [.. starts];
    }
}

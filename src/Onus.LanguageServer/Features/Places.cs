using Onus.Language;
using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;
using Range = Onus.LanguageServer.Protocol.Range;

namespace Onus.LanguageServer.Features;

/// <summary>Between the protocol's lines and characters, which count from zero, and the source's positions.</summary>
internal static class Places
{
    /// <summary>Gets the position in the text; a place outside the text becomes the nearest inside.</summary>
    public static int Offset(SourceText source, Position position)
    {
        if (position.Line < 0) return 0;
        if (position.Line >= source.LineCount) return source.Text.Length;
        var line = source.LineText(position.Line + 1);
        return source.StartOfLine(position.Line + 1) + Math.Clamp(position.Character, 0, line.Length);
    }

    public static TextSpan Span(SourceText source, Range range)
    {
        var (start, end) = (Offset(source, range.Start), Offset(source, range.End));
        return TextSpan.FromBounds(Math.Min(start, end), Math.Max(start, end));
    }

    public static Position Position(SourceText source, int offset)
    {
        var line = source.LineOf(offset);
        return new Position(line - 1, offset - source.StartOfLine(line));
    }

    public static Range Range(SourceText source, TextSpan span) =>
        new(Position(source, span.Start), Position(source, span.End));
}

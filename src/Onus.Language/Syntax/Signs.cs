using System.Buffers;

namespace Onus.Language.Syntax;

/// <summary>Signs of other languages that people write here out of habit, and the words that stand for them.</summary>
internal static class Signs
{
    private static readonly (string Sign, string Word)[] Habits =
    [
        ("<=", "is at most"), (">=", "is at least"), ("<>", "is not"), ("!=", "is not"), ("&&", "and"), ("||", "or"),
        ("<", "is under"), (">", "is over"), ("!", "not"), ("&", "and"), ("|", "or"), ("//", "--"), ("#", "--"),
        ("/*", "--"), ("'", "\""), ("\u201C", "\""), ("\u201D", "\""), ("\u00AB", "\""), ("\u00BB", "\""),
        ("\u2018", "\""), ("\u2019", "\""), ("\u3001", ","), ("\uFF0C", ","), ("\uFF05", "%"), (";", ""), (":", ""),
    ];

    private static readonly SearchValues<char> OtherQuotes = SearchValues.Create("'\u201C\u201D\u00AB\u00BB\u2018\u2019");

    /// <summary>What is wrong with the sign at <paramref name="start"/>; moves behind all of it.</summary>
    public static Diagnostic Fault(string text, int start, ref int position)
    {
        foreach (var (sign, word) in Habits)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) != 0) continue;
            position = start + sign.Length;
            if (word == "\"" && Quoted(text, start, ref position) is { } quoted) return quoted;
            var span = new TextSpan(start, position - start);
            return Diagnostic.Of(DiagnosticCode.UnexpectedWord, $"`{sign}` is no sign of this language", span) with
            {
                Fix = word.Length == 0 ? new Fix("leave it out", span, "") : new Fix($"write {word}", span, word),
            };
        }

        return Diagnostic.Of(DiagnosticCode.UnexpectedWord,
            $"`{Shown.Of(text.AsSpan(start, 1))}` is no sign of this language", new TextSpan(start, 1));
    }

    // A text in other quotes is one fault, not one for each of its words.
    private static Diagnostic? Quoted(string text, int start, ref int position)
    {
        var line = text.AsSpan(position);
        var end = line.IndexOf('\n');
        if (end >= 0) line = line[..end];
        var close = line.LastIndexOfAny(OtherQuotes);
        if (close <= 0) return null;
        var inside = line[..close].ToString();
        position += close + 1;
        var span = TextSpan.FromBounds(start, position);
        return Diagnostic.Of(DiagnosticCode.UnexpectedWord, "a text stands in straight double quotes", span) with
        {
            Fix = new Fix($"write \"{inside}\"", span, $"\"{inside.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
        };
    }
}

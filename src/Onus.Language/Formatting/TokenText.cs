using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Puts the tokens of a clause side by side.</summary>
internal static class TokenText
{
    /// <summary>The tokens with one space between them, none before a comma or percent sign nor inside parentheses.</summary>
    public static string Join(IEnumerable<SyntaxToken> tokens)
    {
        var text = new StringBuilder();
        SyntaxToken? last = null;
        foreach (var token in tokens)
        {
            var tight = last is null || last.Kind == TokenKind.OpenParenthesis
                || token.Kind is TokenKind.Comma or TokenKind.Percent or TokenKind.CloseParenthesis;
            if (!tight) text.Append(' ');
            text.Append(token.Text);
            last = token;
        }

        return text.ToString();
    }

    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text) => TextWidth.Blank(text).Length;

    /// <summary>The text with blanks up to a column.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));
}

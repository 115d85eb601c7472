namespace Onus.Language.Syntax;

/// <summary>The written form of names: ASCII kebab-case, <c>party/name</c> for accounts.</summary>
internal static class Names
{
    /// <summary>The longest name; a message must be able to show it.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether this is a code of two or three upper-case letters.</summary>
    public static bool IsCode(ReadOnlySpan<char> text) =>
        text.Length is 2 or 3 && text.IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Whether the text is a name, or for an account two names joined by a slash.</summary>
    public static bool IsValid(ReadOnlySpan<char> text, TokenKind kind)
    {
        if (kind != TokenKind.Account) return IsName(text);
        var slash = text.IndexOf('/');
        return IsName(text[..slash]) && IsName(text[(slash + 1)..]);
    }

    /// <summary>What is wrong with a word that is no name.</summary>
    public static Diagnostic Fault(ReadOnlySpan<char> text, int start)
    {
        var span = new TextSpan(start, text.Length);
        if (DeceptiveCharacters.InName(text, start) is { } deceptive) return deceptive;
        var shown = Shown.Of(text);
        var slash = text.IndexOf('/');
        var repaired = slash < 0 ? Repair(text) : $"{Repair(text[..slash])}/{Repair(text[(slash + 1)..])}";
        var title = text.Length > MaxLength
            ? $"`{shown}` is too long for a name: {text.Length} characters, {MaxLength} at most"
            : slash == text.Length - 1
                ? $"`{shown}` lacks the account's own name: party/name"
                : $"`{shown}` is no name: lower-case letters a to z and digits, words joined by single hyphens";
        return Diagnostic.Of(DiagnosticCode.UnexpectedWord, title, span) with
        {
            Fix = text.Length <= MaxLength && IsValid(repaired, slash < 0 ? TokenKind.Word : TokenKind.Account)
                ? new Fix($"write {repaired}", span, repaired)
                : null,
        };
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > MaxLength || !char.IsAsciiLetterLower(text[0]) || text[^1] == '-') return false;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '-' ? text[i - 1] == '-' : !(char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i])))
                return false;
        }

        return true;
    }

    private static string Repair(ReadOnlySpan<char> text)
    {
        var repaired = new System.Text.StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(text[i - 1])) repaired.Append('-');
            if (char.IsAsciiLetterOrDigit(c)) repaired.Append(char.ToLowerInvariant(c));
            else if (c is '-' or '_' && repaired.Length > 0 && repaired[^1] != '-') repaired.Append('-');
        }

        return repaired.ToString().Trim('-');
    }
}

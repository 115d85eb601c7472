namespace Onus.Messages;

/// <summary>Text of a file as a message to people shows it: short, and nothing that moves a terminal.</summary>
internal static class Shown
{
    private const int MaxLength = 48;
    private const int MaxSentence = 160;

    /// <summary>A name of an element or attribute.</summary>
    public static string Name(string name) => Clean(name, MaxLength);

    /// <summary>A value, in quotes.</summary>
    public static string Value(string value) => $"'{Clean(value, MaxLength)}'";

    /// <summary>A sentence that quotes the file.</summary>
    public static string Sentence(string sentence) => Clean(sentence, MaxSentence);

    private static string Clean(string text, int length)
    {
        // Element names of messages are clean and short, and most of what comes here.
        if (text.Length <= length && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var cut = text.Length > length ? text[..length] : text;
        var clean = string.Create(cut.Length, cut, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = from[i] is < ' ' or > '~' ? '?' : from[i];
        });
        return text.Length > length ? clean + "..." : clean;
    }
}

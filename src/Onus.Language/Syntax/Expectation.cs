namespace Onus.Language.Syntax;

/// <summary>Something that could stand at a place: a word of the language, a name of some kind, or a described token.</summary>
/// <param name="Word">The word; null for names and tokens.</param>
/// <param name="Name">The kind of name; null for words and tokens.</param>
/// <param name="Text">How a message says it.</param>
/// <param name="StartsClause">Whether it starts a clause or a section, and so belongs on a line of its own.</param>
internal readonly record struct Expectation(string? Word, NameKind? Name, string Text, bool StartsClause = false)
{
    /// <summary>The first word of a clause or section, said with all its words.</summary>
    public static Expectation OfClause(string word, string words) => new(word, null, words, StartsClause: true);

    /// <summary>A word of the language.</summary>
    public static Expectation OfWord(string word) => new(word, null, word);

    /// <summary>A name of a kind.</summary>
    public static Expectation OfName(NameKind kind) => new(null, kind, kind.Describe());

    /// <summary>A token, in words such as <c>a date such as 2027-01-31</c>.</summary>
    public static Expectation OfToken(string description) => new(null, null, description);
}

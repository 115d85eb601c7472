using System.Text.RegularExpressions;
using Onus.Console.Tests.Bench;
using Onus.Console.Wording;

namespace Onus.Console.Tests.Shell;

/// <summary>Both languages say the same things.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Both_languages_have_the_same_keys_and_fill_in_the_same_values()
    {
        var english = WordBook.Embedded.Of(WordBook.English);
        var chinese = WordBook.Embedded.Of(WordBook.Chinese);
        Assert.Empty(english.Keys.Except(chinese.Keys));
        Assert.Empty(chinese.Keys.Except(english.Keys));
        Assert.All(english, w => Assert.Equal(ValuesIn(w.Value.Split('|')[^1]), ValuesIn(chinese[w.Key])));
    }

    [Fact]
    public void Every_key_that_a_page_uses_is_said()
    {
        var words = WordBook.Embedded.Of(WordBook.English);
        var source = Path.Combine(Visit.Root(), "src", "Onus.Console");
        var unsaid =
            from file in Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            from Match use in KeyUse().Matches(File.ReadAllText(file))
            let key = use.Groups[1].Value
            where !words.ContainsKey(key)
            select $"{Path.GetFileName(file)}: {key}";
        Assert.Empty(unsaid);
    }

    [Fact]
    public void Amounts_have_separators_and_a_true_minus()
    {
        Assert.Equal("0", Words.Amount("0"));
        Assert.Equal("999.00", Words.Amount("999.00"));
        Assert.Equal("\u22121,234,567.05", Words.Amount("-1234567.05"));
    }

    [Fact]
    public void Spans_are_told_in_their_two_largest_units()
    {
        var words = Words.In(WordBook.English);
        Assert.Equal("3 d 4 h", words.Span(new TimeSpan(3, 4, 59, 59)));
        Assert.Equal("59 min 5 s", words.Span(new TimeSpan(0, 59, 5)));
        Assert.Equal("0 s", words.Span(TimeSpan.Zero));
        Assert.Equal("one witness", words.Count("log.witnesses", 1));
        Assert.Equal("2 witnesses", words.Count("log.witnesses", 2));
    }

    private static string ValuesIn(string text) => string.Join(' ', Value().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Value();

    // W["key"] and W.Say("key", ...): a key that is put together of parts is not found here.
    [GeneratedRegex("""\bW(?:\[|\.Say\(|\.Count\()"([^"]+)"(?=[\],)])""")]
    private static partial Regex KeyUse();
}

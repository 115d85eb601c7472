using Onus.Language.Syntax;

namespace Onus.Language.Tests.Diagnostics;

/// <summary>Puts the sections of an explanation into the product that all explanations are about.</summary>
internal static class ExplanationPrograms
{
    private static readonly string Base = File.ReadAllText(Path.Combine(TestFiles.Root(), "docs", "language", "late-refund.onus"));

    /// <summary>The base product with the fragment's sections in place of its own of the same name, or added to it; a line
    /// <c>-- without state x, step y</c> takes sections out.</summary>
    public static string Complete(string fragment)
    {
        var sections = Split(Base);
        var comments = fragment.Split('\n').TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal)).ToArray();
        foreach (var gone in comments.Where(c => c.StartsWith("-- without ", StringComparison.Ordinal)).SelectMany(c => c[11..].Split(", ")))
            Assert.Equal(1, sections.RemoveAll(s => s.Key == KeyOf(gone.Split(' ')[0], gone.Split(' ')[1])));
        foreach (var section in Split(fragment))
        {
            var place = sections.FindIndex(s => s.Key == section.Key);
            if (place >= 0) sections[place] = section;
            else sections.Insert(sections.Count - 1, section);
        }

        return string.Join('\n', comments.Concat(sections.Select(s => s.Text))) + "\n";
    }

    /// <summary>The sections of a text, each under its kind and name; blank lines between clauses are left out.</summary>
    public static List<(string Key, string Text)> Split(string text)
    {
        var sections = new List<(string Key, string Text)>();
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && line[0] != ' ' && Keywords.TrySection(words[0], out _))
                sections.Add((KeyOf(words[0], words.ElementAtOrDefault(1) ?? ""), line));
            else if (sections.Count > 0 && line.Length > 0)
                sections[^1] = (sections[^1].Key, sections[^1].Text + "\n" + line);
        }

        return sections;
    }

    private static string KeyOf(string word, string name) => word switch
    {
        "step" or "appeal" or "request" => "act " + name,
        "perimeter" or "facts" or "stake" or "keep" or "product" or "example" => word,
        _ => $"{word} {name}",
    };
}

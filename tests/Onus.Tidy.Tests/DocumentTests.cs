using System.Text.RegularExpressions;

namespace Onus.Tidy.Tests;

/// <summary>The documents name things that are there.</summary>
public sealed partial class DocumentTests
{
    private static IEnumerable<string> Pages => Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Every_format_page_lists_the_code_it_must_match()
    {
        var without = Pages.Where(p => p.StartsWith("docs/formats/", StringComparison.Ordinal) && !p.EndsWith("/README.md", StringComparison.Ordinal))
            .Where(p => !CodeFile().IsMatch(Repository.Read(p)));
        Assert.Empty(without);
    }

    [Fact]
    public void Every_code_file_that_a_document_names_exists()
    {
        var missing =
            from page in Pages
            from Match match in CodeFile().Matches(Repository.Read(page))
            where !Repository.Files.Contains(match.Groups[1].Value)
            select $"{page}: {match.Groups[1].Value}";
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_relative_link_of_a_document_leads_to_a_file()
    {
        var broken =
            from page in Pages
            from Match match in Link().Matches(Repository.Read(page))
            let target = match.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page) ?? "", target))
            where !Path.Exists(path)
            select $"{page}: {target}";
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"`((?:src|tests|bench|eng)/[A-Za-z0-9_./-]+\.[a-z]+)`")]
    private static partial Regex CodeFile();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Docs;

/// <summary>The reference's lists of clauses and words are written from the keyword table (ONUS_UPDATE_EXPECT=1).</summary>
public sealed class ReferenceTests
{
    private static readonly string Page = Path.Combine(TestFiles.Root(), "docs", "language", "reference.md");

    [Fact]
    public void The_reference_lists_what_the_keyword_table_holds()
    {
        var page = File.ReadAllText(Page);
        var written = Fill(Fill(Fill(page, "clauses", Clauses()), "reserved", Words(Keywords.Reserved)), "contextual",
            Words(Keywords.Contextual.Except(Keywords.Reserved)));
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_EXPECT") == "1") File.WriteAllText(Page, written);
        Assert.Equal(written, File.ReadAllText(Page));
    }

    private static string Fill(string page, string part, string text)
    {
        var mark = $"<!-- generated: {part} -->\n";
        Assert.Contains(mark, page, StringComparison.Ordinal);
        return Regex.Replace(page, Regex.Escape(mark) + ".*?<!-- end -->", (mark + text + "<!-- end -->").Replace("$", "$$", StringComparison.Ordinal),
            RegexOptions.Singleline);
    }

    private static string Clauses()
    {
        var text = new StringBuilder();
        foreach (var section in Keywords.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"### `{section.Word}`\n\n{char.ToUpperInvariant(section.Says[0])}{section.Says[1..]}.\n\n");
            if (section.Clauses.IsEmpty) continue;
            text.Append("| Clause | Then | Says |\n|---|---|---|\n");
            foreach (var clause in section.Clauses.Select(Keywords.Of))
            {
                var form = clause.Form.Replace("\"", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
                var repeats = clause.Repeats ? " May stand more than once." : "";
                text.Append(CultureInfo.InvariantCulture, $"| `{clause.Words}` | {(form.Length > 0 ? $"`{form}`" : "")} | {clause.Says}.{repeats} |\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Words(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        var column = 0;
        foreach (var word in words.Distinct().Order(StringComparer.Ordinal))
        {
            if (column > 0) text.Append(column + word.Length > 110 ? '\n' : ' ');
            column = column + word.Length > 110 ? 0 : column;
            text.Append(CultureInfo.InvariantCulture, $"`{word}`");
            column += word.Length + 3;
        }

        return text.Append('\n').ToString();
    }
}

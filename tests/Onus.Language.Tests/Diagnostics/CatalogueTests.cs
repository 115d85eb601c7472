using System.Globalization;
using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Diagnostics;

/// <summary>Every code is explained, and what the explanations call wrong and right is so.</summary>
public sealed class CatalogueTests
{
    private static readonly string Page = Path.Combine(TestFiles.Root(), "docs", "language", "diagnostics.md");

    public static TheoryData<DiagnosticCode> Codes() => [.. Enum.GetValues<DiagnosticCode>().Where(c => c != DiagnosticCode.None)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_explained_by_a_wrong_and_a_right_text(DiagnosticCode code)
    {
        var entry = Catalogue.Find(code);
        Assert.True(entry is not null, $"{code.Text()} has no page in Diagnostics/Explanations");

        // These two are found by running the examples, not by the check.
        DiagnosticCode[] wrong = code is DiagnosticCode.ExampleFails or DiagnosticCode.NeverVisited ? [] : [code];
        Assert.Equal(wrong, Check(entry.Wrong));
        Assert.Equal([], Check(entry.Right));
    }

    [Fact]
    public void A_page_reads_well_in_a_terminal()
    {
        foreach (var entry in Catalogue.All)
            Assert.All(entry.Page().Split('\n'), line => Assert.True(line.Length <= 124, $"{entry.Code.Text()}: {line}"));
    }

    [Fact]
    public void The_reference_page_is_the_catalogue()
    {
        var page = ReferencePage();
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_EXPECT") == "1") File.WriteAllText(Page, page);
        Assert.Equal(File.ReadAllText(Page), page);
    }

    private static DiagnosticCode[] Check(string fragment)
    {
        var text = ExplanationPrograms.Complete(fragment);
        var samples = Path.Combine(TestFiles.Folder, "samples", "late-refund.onus");
        var options = TestDirectives.Apply(TestFiles.OptionsFor(samples), text) with
        {
            ReadProduct = name => TestFiles.Source(Path.Combine(TestFiles.Folder, "golden", "funds", "opened", name + ".onus")),
        };
        var result = ProductCheck.Check(SourceText.FromString("late-refund.onus", text), options);

        // Notes list every place where a person may choose, and the base product has some; all else comes alone.
        Assert.True(result.Diagnostics.Count(d => d.Severity > Severity.Note) < 2, TextRenderer.Render(result));
        return [.. result.Diagnostics.Select(d => d.Code).Distinct()];
    }

    private static string ReferencePage()
    {
        var page = new StringBuilder();
        page.Append("# Messages of the checker\n\n");
        page.Append("<!-- Generated from src/Onus.Language/Diagnostics by a test; change it there. -->\n\n");
        page.Append("Each text below is part of the product [late-refund.onus](late-refund.onus); put into it, the wrong one gives\n");
        page.Append("exactly this message and the right one gives none. `onus explain CODE` prints the same. Codes are never reused.\n");
        page.Append("Severity: an error refuses the product, a warning does not, a note is only shown on request.\n\n");
        page.Append("| Code | Severity | Says |\n|---|---|---|\n");
        foreach (var entry in Catalogue.All)
        {
            var severity = entry.Code.DefaultSeverity().ToString().ToLowerInvariant();
            page.Append(CultureInfo.InvariantCulture, $"| [{entry.Code.Text()}](#{entry.Code.Text().ToLowerInvariant()}) | {severity} | {entry.Title} |\n");
        }

        foreach (var entry in Catalogue.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {entry.Code.Text()}\n\n**{entry.Title}**\n\n{entry.Rule}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"*Why it matters.* {entry.Why}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"Wrong:\n\n```onus\n{entry.Wrong}\n```\n\nRight:\n\n```onus\n{entry.Right}\n```\n");
        }

        return page.ToString();
    }
}

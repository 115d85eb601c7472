using System.Text;
using Onus.Language.Formatting;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Docs;

/// <summary>Every step of the tutorial is done as the reader does it, and the checker says what the page says it does.</summary>
public sealed class TutorialTests
{
    private const string File = "card-dispute.onus";

    private static readonly string Page = Path.Combine(TestFiles.Root(), "docs", "language", "tutorial.md");

    [Fact]
    public void Each_step_gives_the_message_that_the_page_shows()
    {
        var sections = new List<(string Key, string Text)>();
        var steps = 0;
        foreach (var (kind, body) in Fences())
        {
            if (kind == "onus")
            {
                Take(sections, body);
                continue;
            }

            steps++;
            Assert.Equal(body, Said(string.Join('\n', sections.Select(s => s.Text)) + "\n"));
        }

        Assert.Equal(9, steps);
    }

    [Fact]
    public void The_finished_product_is_without_faults()
    {
        var sections = new List<(string Key, string Text)>();
        foreach (var (kind, body) in Fences())
            if (kind == "onus") Take(sections, body);
        Assert.Equal(File + ": no faults", Said(string.Join('\n', sections.Select(s => s.Text)) + "\n"));
    }

    private static string Said(string text)
    {
        var formatted = ProductFormatter.Format(SourceText.FromString(File, text))!;
        var result = ProductCheck.Check(SourceText.FromString(File, formatted), new CheckOptions());
        return result.Diagnostics.IsEmpty ? File + ": no faults" : TextRenderer.Render(result).TrimEnd('\n');
    }

    private static List<(string Kind, string Body)> Fences()
    {
        var fences = new List<(string Kind, string Body)>();
        var body = new StringBuilder();
        string? open = null;
        foreach (var line in System.IO.File.ReadAllLines(Page))
        {
            if (open is null && line is "```onus" or "```text") open = line[3..];
            else if (open is not null && line == "```")
            {
                fences.Add((open, body.ToString().TrimEnd('\n')));
                body.Clear();
                open = null;
            }
            else if (open is not null) body.Append(line).Append('\n');
        }

        return fences;
    }

    private static void Take(List<(string Key, string Text)> sections, string fragment)
    {
        foreach (var section in Diagnostics.ExplanationPrograms.Split(fragment))
        {
            var place = sections.FindIndex(s => s.Key == section.Key);
            if (place >= 0) sections[place] = section;
            else sections.Add(section);
        }
    }
}

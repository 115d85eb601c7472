using System.Text;
using CsCheck;
using Onus.Language.Formatting;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Formatting;

/// <summary>The formatter changes white space and nothing else, and has nothing to change in what it wrote.</summary>
public sealed class FormatterTests
{
    private static readonly string[] Products =
    [
        .. TestFiles.Samples,
        Path.Combine(TestFiles.Root(), "docs", "language", "late-refund.onus"),
        .. Directory.EnumerateFiles(Path.Combine(TestFiles.Folder, "golden"), "*.onus", SearchOption.AllDirectories).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Formatting_keeps_every_word_and_comment_and_is_done_after_once()
    {
        foreach (var path in Products)
        {
            var source = TestFiles.Source(path);
            if (ProductFormatter.Format(source) is not { } formatted) continue;
            AssertSame(source.Text, formatted, path);
        }
    }

    [Fact]
    public void White_space_and_comments_anywhere_change_only_the_place_of_comments()
    {
        var text = TestFiles.Sample("remittance.onus");
        var tokens = SyntaxTree.Parse(SourceText.FromString("x.onus", text), new DiagnosticBag(SourceText.FromString("x.onus", text)))
            .Root.Tokens().ToArray();
        string[] gaps = [" ", "\n", "\n\n", "   ", "  -- a comment\n", "\n-- on its own line\n", "\n  -- indented\n\n"];
        Gen.Int[0, 40].Array[tokens.Length].Sample(picks =>
        {
            var mangled = new StringBuilder();
            for (var i = 0; i < tokens.Length; i++)
                mangled.Append(tokens[i].Text).Append(gaps[Math.Min(picks[i], 40) is var p && p < gaps.Length ? p : p % 4]);
            AssertSame(mangled.ToString(), ProductFormatter.Format(SourceText.FromString("x.onus", mangled.ToString()))!, "mangled");
        }, iter: 20);
    }

    [Fact]
    public void A_crowded_line_becomes_the_layout_of_the_samples()
    {
        const string Crowded = """
            product p "P" version 1
            party buyer "Buyer" is consumer party shop "The shop" is us
            -- what is at stake
            facts price money EUR  lateness   duration
            stake price
            step refund "Refund" from claimed to refunded decided by rule when price is at most small-line and lateness is over grace and lateness is under long-wait or price is under tiny-line posts all from shop/refunds to buyer/bank, tip from shop/tips to buyer/bank if unfunded, then owe
            keep photo for file-life from closing -- and no longer
            """;
        const string Expected = """
            product p "P"
              version       1

            party buyer "Buyer"     is consumer
            party shop  "The shop"  is us

            -- what is at stake
            facts
              price     money EUR
              lateness  duration

            stake price

            step refund "Refund"
              from          claimed
              to            refunded
              decided by    rule
              when          price is at most small-line and lateness is over grace and lateness is under long-wait
                         or price is under tiny-line
              posts         all from shop/refunds to buyer/bank,
                            tip from shop/tips to buyer/bank
              if unfunded, then owe

            keep photo
              for           file-life from closing  -- and no longer

            """;
        Assert.Equal(Expected, ProductFormatter.Format(SourceText.FromString("p.onus", Crowded)));
    }

    [Fact]
    public void In_Markdown_only_the_fences_are_formatted()
    {
        const string Text = "# Law\n\nArticle  1.\n\n```onus\nproduct p \"P\" version 1\n```\n\nMore   prose.\n\n```onus\nparty a \"A\"\n```\n";
        const string Expected = "# Law\n\nArticle  1.\n\n```onus\nproduct p \"P\"\n  version       1\n```\n\nMore   prose.\n\n```onus\nparty a \"A\"\n```\n";
        Assert.Equal(Expected, ProductFormatter.Format(SourceText.FromString("p.onus.md", Text)));
        Assert.Equal(Expected, ProductFormatter.Format(SourceText.FromString("p.onus.md", Expected)));
    }

    [Fact]
    public void A_text_with_faults_of_syntax_is_left_alone() =>
        Assert.Null(ProductFormatter.Format(SourceText.FromString("p.onus", "product p \"P\" versoin 1")));

    private static void AssertSame(string before, string after, string what)
    {
        Assert.Equal(Words(before), Words(after));
        Assert.Equal(CommentsOf(before), CommentsOf(after));
        var again = ProductFormatter.Format(SourceText.FromString("x.onus", after));
        Assert.True(after == again, $"{what}: formatting again changes it\n{after}\n----\n{again}");
    }

    private static string[] Words(string text)
    {
        var source = SourceText.FromString("x.onus", text);
        return [.. SyntaxTree.Parse(source, new DiagnosticBag(source)).Root.Tokens().Select(t => t.Text)];
    }

    private static string[] CommentsOf(string text)
    {
        var source = SourceText.FromString("x.onus", text);
        return [.. SyntaxTree.Parse(source, new DiagnosticBag(source)).Root.Tokens()
            .SelectMany(t => source[t.Trivia].Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0).Order(StringComparer.Ordinal)];
    }
}

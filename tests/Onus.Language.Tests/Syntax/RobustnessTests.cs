using System.Diagnostics.CodeAnalysis;
using CsCheck;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Syntax;

/// <summary>Whatever is done to a product, the check ends with messages and never with an exception.</summary>
public sealed class RobustnessTests
{
    [Fact]
    public void Every_prefix_of_a_sample_is_read()
    {
        foreach (var path in TestFiles.Samples)
        {
            var text = TestFiles.Source(path).Text;
            for (var length = 0; length < text.Length; length += 7) AssertRead(text[..length]);
        }
    }

    [Fact]
    public void A_sample_cut_off_anywhere_is_checked()
    {
        foreach (var path in TestFiles.Samples)
        {
            var text = TestFiles.Source(path).Text;
            for (var length = 0; length < text.Length; length += 499) AssertChecked(text[..length]);
        }
    }

    [Fact]
    public void A_sample_without_any_one_of_its_lines_is_checked() => WithoutEachLine(step: 5);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_sample_without_each_one_of_its_lines_is_checked() => WithoutEachLine(step: 1);

    [Fact]
    public void Words_of_a_sample_exchanged_left_out_or_doubled_are_checked() => Exchange(iterations: 60);

    [Fact]
    [Trait("Category", "Slow")]
    public void Words_of_a_sample_exchanged_left_out_or_doubled_are_checked_for_long() => Exchange(iterations: 20_000);

    [Fact]
    public void Any_character_put_anywhere_is_read()
    {
        var text = TestFiles.Sample("chargeback.onus");
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Char, Gen.Int[0, 2]).Sample((at, c, kind) =>
            AssertRead(kind switch
            {
                0 => text[..at] + c + text[at..],
                1 => text[..at] + c + text[(at + 1)..],
                _ => text.Remove(at, Math.Min(40, text.Length - at)),
            }), iter: 300);
    }

    private static void WithoutEachLine(int step)
    {
        foreach (var path in TestFiles.Samples)
        {
            var lines = TestFiles.Source(path).Text.Split('\n');
            for (var i = 0; i < lines.Length; i += step)
                AssertChecked(string.Join('\n', lines.Where((_, j) => j != i)));
        }
    }

    private static void Exchange(int iterations)
    {
        foreach (var path in TestFiles.Samples)
        {
            var source = TestFiles.Source(path);
            var tokens = SyntaxTree.Parse(source, new DiagnosticBag(source)).Root.Tokens().SkipLast(1).ToArray();
            Gen.Select(Gen.Int[0, tokens.Length - 1], Gen.Int[0, tokens.Length - 1], Gen.Int[0, 2]).Sample((a, b, kind) =>
            {
                var (from, to) = (tokens[a].Span, tokens[b].Span);
                var with = kind switch { 0 => source[to], 1 => "", _ => source[from] + " " + source[from] };
                AssertChecked(source.Text[..from.Start] + with + source.Text[from.End..]);
            }, iter: iterations, threads: 1);
        }
    }

    private static void AssertRead(string text)
    {
        var source = SourceText.FromString("x.onus", text);
        Assert.Equal(text, SyntaxTree.Parse(source, new DiagnosticBag(source)).ToString());
    }

    [SuppressMessage("Usage", "CA2201:Do not raise reserved exception types", Justification = "the text belongs to the failure")]
    private static void AssertChecked(string text)
    {
        try
        {
            var options = TestFiles.OptionsFor(Path.Combine(TestFiles.Folder, "samples", "x.onus"));
            TextRenderer.Render(ProductCheck.Check(SourceText.FromString("x.onus", text), options));
        }
        catch (Exception e)
        {
            throw new Exception($"the check of this text threw:\n{text}", e);
        }
    }
}

using System.Text;
using CsCheck;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Syntax;

/// <summary>The tree is lossless: whatever the source, putting the tree's tokens together gives the source again.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Every_sample_comes_back_from_its_tree_unchanged()
    {
        foreach (var path in TestFiles.Samples)
        {
            var source = TestFiles.Source(path);
            var bag = new DiagnosticBag(source);
            Assert.Equal(source.Text, SyntaxTree.Parse(source, bag).ToString());
            Assert.Equal(File.ReadAllBytes(path), source.ToBytes());
            Assert.Empty(bag.Items);
        }
    }

    [Fact]
    public void Any_bytes_come_back_from_their_tree_unchanged() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            var source = SourceText.FromBytes("any.onus", bytes);
            var text = SyntaxTree.Parse(source, new DiagnosticBag(source)).ToString();
            return text == source.Text && source.ToBytes().AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    public void Any_words_of_the_language_in_any_order_come_back_unchanged()
    {
        string[] gaps = [" ", "\n", "\n  ", "\r\n"];
        var words = Keywords.Sections.Select(s => s.Word).Concat(Keywords.Clauses.SelectMany(c => c.Parts))
            .Concat(Keywords.Connectives).Concat(Keywords.Contextual)
            .Concat(["x", "a/b", "EUR", "1,000.00", "2027-01-31", "\"t\"", ",", "%", "=", "(", ")", "--c", "\"open", "1,0"])
            .Distinct().ToArray();
        Gen.Select(Gen.Int[0, words.Length - 1], Gen.Int[0, 3]).Array[0, 60].Sample(picks =>
        {
            var text = new StringBuilder();
            foreach (var (word, gap) in picks) text.Append(words[word]).Append(gaps[gap]);
            var source = SourceText.FromString("any.onus", text.ToString());
            var result = ProductCheck.Check(source, new CheckOptions());
            return result.Tree.ToString() == source.Text && TextRenderer.Render(result).Length >= 0;
        });
    }
}

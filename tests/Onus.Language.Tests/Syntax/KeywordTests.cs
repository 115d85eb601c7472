using Onus.Language.Syntax;

namespace Onus.Language.Tests.Syntax;

/// <summary>The keyword table is complete and consistent: everything else is made from it.</summary>
public sealed class KeywordTests
{
    [Fact]
    public void Every_section_and_every_clause_has_one_row()
    {
        Assert.Equal(Enum.GetValues<SectionKind>(), Keywords.Sections.Select(s => s.Kind));
        Assert.Equal(Enum.GetValues<ClauseKind>().Order(), Keywords.Clauses.Select(c => c.Kind).Order());
    }

    [Fact]
    public void Every_clause_belongs_to_a_section() =>
        Assert.Empty(Enum.GetValues<ClauseKind>().Except(Keywords.Sections.SelectMany(s => s.Clauses)));

    [Fact]
    public void The_first_word_tells_the_clauses_of_a_section_apart()
    {
        // `in own favour` beside the `in` of requests is told apart by its second word.
        foreach (var section in Keywords.Sections)
        {
            var twice = section.Clauses.GroupBy(c => Keywords.Of(c).Parts[0]).Where(g => g.Count() > 1).Select(g => g.Key);
            Assert.Equal(section.Kind == SectionKind.Request ? ["in"] : [], twice);
        }
    }

    [Fact]
    public void Every_word_of_the_grammar_is_in_the_table()
    {
        var known = Keywords.Sections.Select(s => s.Word).Concat(Keywords.Clauses.SelectMany(c => c.Parts))
            .Concat(Keywords.Connectives).Concat(Keywords.Contextual).ToHashSet();
        var used = Keywords.Clauses.SelectMany(c => c.Form.Split('"').Where((_, i) => i % 2 == 1)).Where(w => char.IsLetter(w[0]));
        Assert.Empty(used.Except(known));
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("none")]
    [InlineData("day")]
    [InlineData("us")]
    public void A_word_that_means_something_only_in_its_place_can_be_a_name(string word) =>
        Assert.DoesNotContain(word, Keywords.Reserved.AsEnumerable());

    [Theory]
    [InlineData("step")]
    [InlineData("liable")]
    [InlineData("then")]
    [InlineData("clock")]
    public void A_reserved_word_cannot_be_a_name(string word) => Assert.Contains(word, Keywords.Reserved.AsEnumerable());
}

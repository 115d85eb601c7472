using Onus.Language.Mutation;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Mutation;

// Goal: a wrong product is reported. Method: every small change of the sample products; what survives the checks stands on
// a reviewed list with a reason, or counts as missed. `dotnet run --project tests/Onus.Language.Mutation` prints the score.
public sealed class MutationTests
{
    [Fact]
    public void Every_mutant_has_a_name_of_its_own_and_changes_the_text()
    {
        foreach (var path in Samples.Paths())
        {
            var source = TestFiles.Source(path);
            var mutants = new Mutator(SyntaxTree.Parse(source, new DiagnosticBag(source))).Mutants().ToList();
            Assert.NotEmpty(mutants);
            Assert.Equal(mutants.Count, mutants.Select(m => m.Key).Distinct(StringComparer.Ordinal).Count());
            Assert.All(mutants, m => Assert.NotEqual(source.Text, m.Apply(source)));
        }
    }

    [Fact]
    public void The_mutants_of_one_product_are_reported_or_reviewed()
    {
        var path = Samples.Paths().Single(p => p.EndsWith("salary-advance.onus", StringComparison.Ordinal));
        var score = new Score(Survey.Of(path, Samples.OptionsFor(path)), Samples.Reviewed());
        Assert.Empty(score.Missed.Select(m => m.Key));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Of_the_wrong_mutants_of_all_products_at_least_ninety_nine_percent_are_reported()
    {
        var reviewed = Samples.Reviewed();
        var outcomes = Samples.Paths().SelectMany(p => Survey.Of(p, Samples.OptionsFor(p))).ToList();
        var score = new Score(outcomes, reviewed);
        Assert.True(score.PerTenThousand >= 9_900,
            $"{score.Percent} of the wrong mutants are reported; missed:\n{string.Join('\n', score.Missed.Select(m => m.Key))}");
        Assert.Empty(reviewed.Unused);
    }

    [Theory]
    [InlineData("* | step * | number | *", true)]
    [InlineData("* | step pay | number | 1 -> 2", true)]
    [InlineData("* | step pay | number", false)]
    [InlineData("other | step pay | number | 1 -> 2", false)]
    public void A_review_covers_what_its_pattern_matches_as_a_whole(string pattern, bool covers)
    {
        var outcome = new Outcome("loan", new Mutant("step pay", "number", "1 -> 2", default, ""), []);
        Assert.Equal(covers, new Reviewed([$"{pattern}\tsound\ta reason"]).Covers(outcome));
    }

    [Theory]
    [InlineData("* | *")]
    [InlineData("* | *\tperhaps\ta reason")]
    [InlineData("* | *\tsound\t")]
    public void A_review_without_a_verdict_or_a_reason_is_refused(string line) =>
        Assert.Throws<FormatException>(() => new Reviewed([line]));
}

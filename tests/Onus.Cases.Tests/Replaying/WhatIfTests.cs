using System.Text.Json;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests.Replaying;

/// <summary>The same version changes nothing; another one changes what its text changes.</summary>
public sealed class WhatIfTests
{
    public static TheoryData<string> Names() => [.. ToldStory.Products.Select(t => t.Product.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Under_the_same_version_every_case_goes_where_it_went(string name)
    {
        var text = ToldStory.Products.Single(t => t.Product.Name == name);
        foreach (var example in text.Product.Examples.Where(e => !KeepsHistory(text.Product, e)).Take(6))
        {
            using var story = ToldStory.Tell(text.Product, example);
            Assert.True(WhatIf.TryRun(story.Node, story.Size, text, out var report, out var refusal), refusal);
            Assert.True(report!.Elsewhere == 0 && report.Turns.IsEmpty && report.Impossible.IsEmpty, $"{example.Title}: {WhatIfPage.Write(report)}");
            Assert.All(report.Liability, l => Assert.Equal((l.Open, l.Borne), (l.WouldOpen, l.WouldBear)));
            Assert.All(report.Reports, r => Assert.Equal(r.Live, r.Would));
            Assert.Equal(0ul, report.MovementsLeftOut);
        }
    }

    [Fact]
    public void A_lower_quota_turns_a_payment_off_at_the_first_step()
    {
        var text = ToldStory.Compile("remittance", source => source.Replace("quota = USD 50,000", "quota = USD 500", StringComparison.Ordinal));
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        Assert.True(WhatIf.TryRun(story.Node, story.Size, text, out var report, out var refusal), refusal);
        Assert.Equal((1ul, 1ul), (report!.Cases, report.Elsewhere));
        var turn = Assert.Single(report.Turns);
        Assert.Equal(("ordered", "release", "ask-source"), (turn.State, turn.Live, turn.Would));
        Assert.NotEmpty(report.Impossible);
        using var json = JsonDocument.Parse(WhatIfPage.WriteJson(report));
        Assert.Equal("release", json.RootElement.GetProperty("turns")[0].GetProperty("live").GetString());
    }

    [Fact]
    public void A_product_without_cases_is_refused_in_one_line()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        var other = ToldStory.Products.Single(t => t.Product.Name == "recall");
        Assert.False(WhatIf.TryRun(story.Node, story.Size, other, out _, out var refusal));
        Assert.Equal("the log has no case of recall", refusal);
    }

    private static bool KeepsHistory(Product product, Example example) => example.Lines.Any(line =>
        line.Action == ExampleAction.GivenFact && product.Facts[line.Subject].Kept is not null && line.Value != 0);
}

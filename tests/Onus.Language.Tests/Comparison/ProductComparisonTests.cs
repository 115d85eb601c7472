using System.Text.Json;
using System.Xml.Linq;
using Onus.Language.Comparison;
using Onus.Language.Tests.Documents;

namespace Onus.Language.Tests.Comparison;

public sealed class ProductComparisonTests
{
    [Fact]
    public void A_product_means_the_same_as_itself()
    {
        foreach (var path in TestFiles.Samples.Append(Bound.GoodwillPath))
        {
            var source = File.ReadAllText(path);
            var result = Compare(source, source, path);
            Assert.True(result.IsEmpty, ComparisonText.Write(result));
            var text = ComparisonText.Write(result);
            Assert.Contains("nothing that the product means has changed", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Order_layout_and_comments_are_not_meaning()
    {
        var sections = Bound.Goodwill.Split("\n\n").ToList();
        var moved = string.Join("\n\n-- a remark\n", [sections[0], .. sections.Skip(1).Reverse()]);
        Assert.True(Compare(Bound.Goodwill, moved.Replace("  ", "     ", StringComparison.Ordinal)).IsEmpty);
    }

    [Theory]
    [InlineData("small = EUR 50", "small = EUR 80", ChangeArea.Thresholds, "small", "", "EUR 50.00", "EUR 80.00")]
    [InlineData(
        "first-look = 2 days", "first-look = 3 days",
        ChangeArea.Clocks, "received", "clock",
        "2 days, then Nobody looked in time", "3 days, then Nobody looked in time")]
    [InlineData(
        "first-look, then hand-over", "answer-window, then hand-over",
        ChangeArea.Clocks, "received", "clock",
        "2 days, then Nobody looked in time", "35 days, then Nobody looked in time")]
    [InlineData("owner         lead", "owner         chief", ChangeArea.Owners, "with-lead", "owner", "Lead", "Chief")]
    [InlineData(
        "liable        shop for all\n  at most       first-look",
        "liable        customer for all\n  at most       first-look",
        ChangeArea.Liability, "received", "liable",
        "The shop for all", "Customer for all")]
    [InlineData(
        "decided by    lead or clock", "decided by    clock",
        ChangeArea.Deciders, "repay", "decided by",
        "Lead or the clock", "the clock")]
    [InlineData(
        "within 1 day with reasons", "within 2 days",
        ChangeArea.Duties, "repay", "tells",
        "Customer within 1 day with reasons", "Customer within 2 days")]
    [InlineData(
        "Article 101(2)", "Article 101(3)",
        ChangeArea.Sources, "psd2-101", "cites",
        "Directive (EU) 2015/2366, Article 101(2)", "Directive (EU) 2015/2366, Article 101(3)")]
    [InlineData(
        "as primary", "as to confirm",
        ChangeArea.Sources, "psd2-101", "checked",
        "2026-11-20 by Legal desk, against the official text", "2026-11-20 by Legal desk, to be confirmed")]
    [InlineData("2027-01-01", "2028-01-01", ChangeArea.Perimeter, "goodwill", "in effect", "2027-01-01", "2028-01-01")]
    [InlineData("is consumer", "", ChangeArea.People, "customer", "stands to us", "Consumer", "Plain")]
    [InlineData(
        "to EUR 1,000", "to EUR 2,000",
        ChangeArea.Inputs, "claim", "can be",
        "an amount in EUR, from EUR 1.00 to EUR 1,000.00", "an amount in EUR, from EUR 1.00 to EUR 2,000.00")]
    [InlineData(
        "  posts         all from shop/cash to customer/card\n  discharges    shop for all\n  tells", "  tells",
        ChangeArea.Money, "repay", "posts",
        "all from Our cash to The customer's card", null)]
    [InlineData("short all in shop/cash", "", ChangeArea.Money, "repaid", "holdings", "Our cash is short of all", null)]
    [InlineData(
        "waits for an answer", "waits",
        ChangeArea.Law, "asked", "says",
        "The customer has complained and waits for an answer.", "The customer has complained and waits.")]
    public void A_change_is_found_in_its_area(
        string old, string now, ChangeArea area, string name, string aspect, string? before, string? after)
    {
        Assert.Contains(old, Bound.Goodwill, StringComparison.Ordinal);
        var changed = Bound.Goodwill.Replace(old, now, StringComparison.Ordinal);
        var changes = Compare(Bound.Goodwill, changed).Changes;
        var change = Assert.Single(changes, c => c.Area == area && c.Name == name && c.Aspect == aspect);
        Assert.Equal((before, after), (change.Before, change.After));
    }

    [Fact]
    public void The_way_back_is_the_same_change_turned_round()
    {
        var changed = Bound.Goodwill.Replace("small = EUR 50", "small = EUR 80", StringComparison.Ordinal)
            .Replace("owner         lead", "owner         chief", StringComparison.Ordinal);
        var there = Compare(Bound.Goodwill, changed).Changes;
        var back = Compare(changed, Bound.Goodwill).Changes;
        Assert.Equal(there, back.Select(c => c with { Before = c.After, After = c.Before }));
    }

    [Fact]
    public void States_and_steps_that_come_and_go_are_named()
    {
        var without = Bound.Goodwill.Replace("step repay-small", "step repay-tiny", StringComparison.Ordinal);
        var changes = Compare(Bound.Goodwill, without).Changes.Where(c => c.Aspect == "").ToList();
        Assert.Contains(changes, c => c is { Name: "repay-tiny", Before: null, After: "step" });
        Assert.Contains(changes, c => c is { Name: "repay-small", Before: "step", After: null });
    }

    [Fact]
    public void It_says_for_exactly_which_cases_the_decision_changes()
    {
        var changed = Bound.Goodwill.Replace("small = EUR 50", "small = EUR 80", StringComparison.Ordinal);
        var decision = Assert.Single(Compare(Bound.Goodwill, changed).Decisions);
        Assert.Equal("received", decision.Name);
        Assert.Equal("claim is over EUR 50.00 and at most EUR 80.00 and reason is damaged", decision.Cases);
        Assert.Equal("no rule decides", decision.Before);
        Assert.Equal("Small and damaged: repaid at once (by rule)", decision.After);
    }

    [Fact]
    public void Text_json_and_page_say_the_same()
    {
        var changed = Bound.Goodwill.Replace("small = EUR 50", "small = EUR 80", StringComparison.Ordinal)
            .Replace("With the team lead", "<b> & \"\"lead\"\"", StringComparison.Ordinal)
            .Replace("version       1", "version       2", StringComparison.Ordinal);
        var result = Compare(Bound.Goodwill, changed);
        var text = ComparisonText.Write(result);
        using var json = JsonDocument.Parse(ComparisonJson.Write(result));
        var page = XDocument.Parse(ComparisonPage.Write(result)).Root!.Value;
        Assert.StartsWith("goodwill version 1 -> goodwill version 2\n", text, StringComparison.Ordinal);
        Assert.Equal(result.Changes.Length, json.RootElement.GetProperty("changes").GetArrayLength());
        Assert.Contains("<b> & \"lead\"", page, StringComparison.Ordinal);
        foreach (var change in result.Changes)
        {
            Assert.Contains(change.After ?? "nothing", text, StringComparison.Ordinal);
            Assert.Contains(change.After ?? "—", page, StringComparison.Ordinal);
        }
    }

    private static ComparisonResult Compare(string before, string after, string path = "goodwill.onus") =>
        ProductComparison.Compare(Bound.Product(before, path), Bound.Product(after, path), new CheckOptions());
}

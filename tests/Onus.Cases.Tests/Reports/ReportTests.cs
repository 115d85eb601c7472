using System.Text.Json;
using Onus.Cases.Tests.Replaying;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Tests.Reports;

/// <summary>Exposures and shadows against what the entries themselves add up to.</summary>
public sealed class ReportTests
{
    public static TheoryData<string> Names() => [.. ToldStory.Products.Select(t => t.Product.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Exposure_is_what_the_liability_books_owe_after_every_act(string name)
    {
        using var story = Tell(name);
        using var fold = new LogFold(story.Node, story.Size);
        while (fold.Next < story.Size)
        {
            var isAct = EntryHeader.KindOf(story.Read(fold.Next).Span) == EntryKind.Act;
            fold.Step();
            if (!isAct) continue;
            var report = ExposureQuery.Run(fold);
            foreach (var currency in fold.Tables.Cases.Currencies)
            {
                var owed = fold.Tables.Books.Owed(currency);
                Assert.Equal(owed, Sum(report.Lines.Select(l => l.Amount), currency));
                Assert.Equal(owed, Sum(report.Totals.Select(t => t.Amount), currency));
            }
        }
    }

    [Fact]
    public void The_history_of_a_party_ends_at_its_total_and_begins_with_its_first_case()
    {
        using var story = Tell("remittance");
        using var fold = new LogFold(story.Node, story.Size);
        fold.MoveTo(LogReplayTests.FirstAct(story) + 1);
        var all = ExposureQuery.Run(fold);
        var total = Assert.Single(all.Totals, t => t.Amount.Minor > 0);
        var one = ExposureQuery.Run(fold, total.Actor);
        Assert.Equal(total.Amount, one.History[^1].After);
        Assert.Equal(fold.Next - 1, one.History[0].Entry);
        Assert.All(one.Lines, l => Assert.Equal(total.Actor, l.Actor));
    }

    [Fact]
    public void A_cap_says_how_full_it_is()
    {
        using var story = Tell("refund-cap");
        using var fold = new LogFold(story.Node, story.Size);
        fold.MoveTo(story.Size);
        var report = ExposureQuery.Run(fold);
        Assert.NotEmpty(report.Caps);
        using var json = JsonDocument.Parse(ExposurePage.WriteJson(report));
        Assert.Equal(report.Caps.Length, json.RootElement.GetProperty("caps").GetArrayLength());
        Assert.Contains("cap " + report.Caps[0].Cap, ExposurePage.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Shadows_are_counted_act_by_act()
    {
        var found = false;
        foreach (var text in ToldStory.Products.Where(t => !t.Product.Shadows.IsEmpty))
        {
            foreach (var example in text.Product.Examples)
            {
                using var story = ToldStory.Tell(text.Product, example);
                var differing = (ulong)Acts(story).Where(a => IsOf(a, story)).Sum(act => act.Shadows.Select(s => s.Shadow).Distinct().Count());
                using var fold = new LogFold(story.Node, story.Size);
                var report = ShadowQuery.Run(fold, text.Product.Name, ShadowEvery.Day);
                Assert.Equal(differing, report.Periods.Aggregate(0ul, (sum, p) => sum + p.Differing));
                Assert.All(report.Periods, p => Assert.Equal(p.Differing, p.Differences.Aggregate(0ul, (sum, d) => sum + d.Acts)));
                Assert.All(report.Periods, p => Assert.True(p.Differing <= p.Acts));
                found |= differing > 0;
                JsonDocument.Parse(ShadowPage.WriteJson(report)).Dispose();
            }
        }

        Assert.True(found);
    }

    private static bool IsOf(ActEntry act, ToldStory story) =>
        story.Node.Cases.Products.Get(act.Product).Product.Name == story.Product.Name;

    private static IEnumerable<ActEntry> Acts(ToldStory story)
    {
        for (ulong i = 0; i < story.Size; i++)
            if (story.Node.Cases.Tables.TryReadAct(story.Read(i), out var act)) yield return act;
    }

    private static UInt128 Sum(IEnumerable<Money> amounts, Currency currency) =>
        amounts.Where(a => a.Currency == currency).Aggregate(UInt128.Zero, (sum, a) => sum + a.Minor);

    private static ToldStory Tell(string name)
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == name).Product;
        return ToldStory.Tell(product, product.Examples.MaxBy(e => e.Lines.Length)!);
    }
}

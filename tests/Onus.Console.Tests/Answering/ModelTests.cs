using System.Globalization;
using System.Text.Json;
using CsCheck;
using Onus.Client.Contracts;
using Onus.Console.Drawing;
using Onus.Console.Pages.Decisions;
using Onus.Console.Pages.People;
using Onus.Console.Parts;
using Onus.Console.Tests.FakeApi;
using Onus.Language;
using Onus.Language.Syntax;

namespace Onus.Console.Tests.Answering;

/// <summary>What the pages work out by themselves, against slower or other ways.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Sums_are_those_of_decimal_arithmetic_to_the_last_digit() =>
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 4]).Array[0, 12].Sample(parts =>
        {
            var amounts = parts.Select(p => new decimal((int)(p.Item1 % 1_000_000_007), 0, 0, p.Item1 < 0, (byte)p.Item2)).ToArray();
            var texts = amounts.Select(a => a.ToString(CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(amounts.Sum(), decimal.Parse(Sums.Of(texts), CultureInfo.InvariantCulture));
        });

    [Fact]
    public void A_sum_that_no_decimal_holds_is_exact() =>
        Assert.Equal("340282366920938463463374607431768211456.50", Sums.Of(["340282366920938463463374607431768211455.75", "0.75"]));

    [Fact]
    public void What_an_explanation_leaves_out_is_empty()
    {
        const string Least = """{"format":"onus-explanation/1","entry":7,"time":"","kind":"Act","headline":"x","stays":[{"state":"filed","title":"Filed","fired":{"step":"s","title":"S","why":"w","to":"t"}}]}""";
        var view = ExplanationView.Read(JsonDocument.Parse(Least).RootElement)!;
        Assert.Empty(view.Shadows);
        Assert.Empty(view.Next);
        Assert.Empty(view.Facts);
        var stay = Assert.Single(view.Stays);
        Assert.Empty(stay.Options);
        Assert.Empty(stay.Differences);
        Assert.Empty(stay.Fired!.Because);
    }

    [Fact]
    public void Silence_takes_the_way_that_the_clocks_of_the_text_say()
    {
        var product = ProductCheck.Check(SourceText.FromString("product.onus", Chargeback.Source), new CheckOptions()).Product!;
        var map = SafeSvg.Parse(Chargeback.Map(Chargeback.Source))!;
        foreach (var start in product.States)
        {
            var way = new List<string> { start.Name };
            for (var state = start; state.Clock?.Then is { } then; way.Add(state.Name)) state = product[product[then].To!.Value];
            Assert.Equal(way, SilentPath.Of(map, start.Name).States);
        }
    }

    [Fact]
    public void Money_is_moved_by_whoever_may_take_a_step_that_posts_and_by_nobody_else()
    {
        var product = Chargeback.View(2, FakeNode.Now, true);
        GrantView[] grants = [.. product.Authorities.Select((a, i) => new GrantView((ulong)i, (ulong)(100 + i), null, Chargeback.Name, a.Name, a.Title)),
            new GrantView(99, 199, null, "another-product", product.Authorities[0].Name, "")];
        var account = new AccountView(FakeNode.Id(501), 1, "a", FakeNode.Id(1), "EUR", 3, null, 0, "0", null, false, new BalanceView("0", "0", "0", "0", "0"), 1, 1);
        var ways = MoneyMovers.Of(account, [product], grants);
        var bound = product.Accounts[0].Name;
        Assert.Equal(
            product.Steps.Where(s => s.Posts.Any(p => p.From == bound || p.To == bound)).Select(s => s.Name).Order(StringComparer.Ordinal),
            ways.Where(w => w.IsSure).Select(w => w.Step.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(ways.SelectMany(w => w.By).SelectMany(b => b.Holders), h => h.Actor == 199);
        Assert.All(ways.SelectMany(w => w.By).Where(b => b.Name is "rule" or "clock"), b => Assert.Empty(b.Holders));
    }
}

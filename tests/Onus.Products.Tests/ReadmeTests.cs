using System.Globalization;
using System.Text.RegularExpressions;
using Onus.Language.Binding;
using Onus.Language.Compiled;

namespace Onus.Products.Tests;

/// <summary>The pages beside a product say what its text says: the same rules, policies, identity and amounts.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Names() => [.. ShippedProduct.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_sources_is_the_rules_of_the_text(string name)
    {
        var product = ShippedProduct.Of(name);
        var expected = product.Result.Product!.Rules.Select(r =>
            $"| `{r.Name}` | {r.Cites} | {r.Title} | {Sets(product, r)} | {Mark(r.Checked!.As)} | {Day(r.Checked.Date)} |");
        Assert.Equal(expected, Rows(product.Readme, "| rule |"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_table_of_our_own_choices_is_the_policies_of_the_text(string name)
    {
        var product = ShippedProduct.Of(name);
        var compiled = product.Result.Compile();
        var expected = compiled.Sources.Where(s => !s.IsRule).Select(s =>
            $"| `{s.Name}` | {compiled.Authorities[s.DecidedBy!.Value.Index].Name} | {Day(s.ReviewBy!.Value)} | "
            + $"{Sets(product, product.Result.Product!.Policies.Single(p => p.Name == s.Name))} |");
        Assert.Equal(expected, Rows(product.Readme, "| policy |"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_pins_the_hash_of_the_compiled_product(string name)
    {
        var product = ShippedProduct.Of(name);
        var compiled = product.Result.Compile();
        Assert.Contains(
            $"Version {compiled.Version}, compiled hash `{ProductCodec.HashOf(compiled)}`.", product.Readme, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_scenario_tells_stories_that_the_text_has(string name)
    {
        var product = ShippedProduct.Of(name);
        var stories = product.Result.Product!.Examples.Select(e => e.Title).ToHashSet();
        var told = Quoted().Matches(Unwrapped(product.Scenario)).Select(m => m.Groups[1].Value).Where(stories.Contains);
        Assert.NotEmpty(told);
        var named = StoryNamed().Matches(Unwrapped(product.Scenario)).Select(m => m.Groups[1].Value);
        Assert.All(named, title => Assert.Contains(title, stories));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_amount_of_the_scenario_is_one_of_the_text_or_what_one_leaves_of_another(string name)
    {
        var product = ShippedProduct.Of(name);
        var known = Amounts(product.Text).ToHashSet();
        foreach (var (currency, value) in Amounts(product.Scenario).Distinct())
        {
            Assert.True(
                value == 0 || known.Contains((currency, value)) || known.Any(k => k.Currency == currency && known.Contains((currency, k.Value - value))),
                $"{currency} {value} of {name}/scenario.md follows from nothing in the text");
        }
    }

    private static string[] Rows(string page, string head) =>
    [
        .. page.Split('\n').SkipWhile(l => !l.StartsWith(head, StringComparison.Ordinal)).Skip(2)
            .TakeWhile(l => l.StartsWith('|')),
    ];

    private static string Sets(ShippedProduct product, BoundSource source) => string.Join(
        ", ", product.Result.Product!.Quantities.Where(q => q.Source == source.Name).Select(q => $"{q.Name} = {q.Value}"));

    private static string Mark(CheckedAs kind) => kind switch
    {
        CheckedAs.Primary => "V1",
        CheckedAs.Secondary => "V2",
        CheckedAs.ToConfirm => "V3",
        _ => "none",
    };

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Unwrapped(string page) => page.Replace('\n', ' ');

    private static IEnumerable<(string Currency, decimal Value)> Amounts(string text) => Amount().Matches(text).Select(m =>
        (m.Groups[1].Value, decimal.Parse(m.Groups[2].Value, NumberStyles.Number, CultureInfo.InvariantCulture)));

    [GeneratedRegex("“([^”]*)”")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:examples?|and) “([^”]*)”")]
    private static partial Regex StoryNamed();

    [GeneratedRegex(@"\b([A-Z]{3}) (\d[\d,]*(?:\.\d+)?)")]
    private static partial Regex Amount();
}

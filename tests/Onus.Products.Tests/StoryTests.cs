using System.Collections.Immutable;
using Onus.Cases;

namespace Onus.Products.Tests;

/// <summary>The stories of the shipped products come true on the real ledger and runtime, and go everywhere.</summary>
public sealed class StoryTests
{
    private static readonly DateOnly AsOf = new(2026, 11, 24);

    private static readonly Lazy<ImmutableArray<CompiledText>> All = new(() => [.. ShippedProduct.Names.Select(n => ShippedProduct.Of(n).Compiled)]);

    public static TheoryData<string> Names() => [.. ShippedProduct.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_story_comes_true_and_together_they_visit_every_state_and_step(string name)
    {
        var text = All.Value.Single(t => t.Product.Name == name);
        var product = text.Product;
        var (fired, visited) = (new HashSet<int>(), new HashSet<int>());
        foreach (var story in product.Examples)
        {
            var result = StoryRunner.Play(text, story, All.Value, AsOf);
            Assert.True(result.CameTrue, $"{name}, line {result.Line}, “{result.Title}”: {result.Departure}");
            fired.UnionWith(Enumerable.Range(0, product.Steps.Length).Where(i => result.Fired[i]));
            visited.UnionWith(Enumerable.Range(0, product.States.Length).Where(i => result.Visited[i]));
        }

        Assert.Empty(product.Steps.Where((_, i) => !fired.Contains(i)).Select(s => s.Name));
        Assert.Empty(product.States.Where((_, i) => !visited.Contains(i)).Select(s => s.Name));
    }
}

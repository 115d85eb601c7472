using Onus.Testing.Cases;

namespace Onus.Cases.Tests.Model;

/// <summary>The interpreter tells the stories of the shipped products as their authors did.</summary>
public sealed class PlainStoryTests
{
    public static TheoryData<string> Products() => [.. ShippedProducts.Names];

    [Theory]
    [MemberData(nameof(Products))]
    public void The_examples_come_true(string name)
    {
        var (product, calendar, _) = ShippedProducts.Read(name);
        var departures = product.Examples.Select(e => PlainStory.Departure(product, calendar, e)).Where(d => d is not null).ToList();
        Assert.True(departures.Count == 0, string.Join("\n", departures));
    }
}

using System.Xml.Linq;
using Onus.Language.Binding;
using Onus.Language.Diagrams;
using Onus.Language.Documents;

namespace Onus.Products.Tests;

/// <summary>Pages and maps of the shipped products are well-formed and complete.</summary>
public sealed class PictureTests
{
    public static TheoryData<string> Names() => [.. ShippedProduct.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_to_sign_shows_every_state_step_and_story(string name)
    {
        var product = ShippedProduct.Of(name);
        var page = ProductDocument.Write(product.Result, product.Options);
        var body = XDocument.Parse(page).Root!.Value;
        var bound = product.Result.Product!;
        Assert.All(Titles(bound).Concat(bound.Examples.Select(e => e.Title)), t => Assert.Contains(t, body, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_map_is_drawn_in_all_three_forms(string name)
    {
        var bound = ShippedProduct.Of(name).Result.Product!;
        var map = ProductMap.Of(bound);
        var svg = XDocument.Parse(MapSvg.Write(map, new MapSvgOptions { Heading = map.Title, Subheading = name }));
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.Equal(bound.States.Length, Lines(MapMermaid.Write(map), "state \""));
        Assert.Equal(bound.States.Length, Lines(MapDot.Write(map), "s", "[label="));
    }

    private static int Lines(string text, string start, string inside = "") => text.Split('\n').Count(l =>
        l.TrimStart().StartsWith(start, StringComparison.Ordinal) && l.Contains(inside, StringComparison.Ordinal)
        && !l.Contains("->", StringComparison.Ordinal));

    private static IEnumerable<string> Titles(BoundProduct product) =>
        product.States.Select(s => s.Title).Concat(product.Steps.Select(s => s.Title));
}

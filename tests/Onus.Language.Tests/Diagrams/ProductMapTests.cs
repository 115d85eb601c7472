using System.Xml.Linq;
using Onus.Language.Diagrams;
using Onus.Language.Documents;
using Onus.Language.Tests.Documents;

namespace Onus.Language.Tests.Diagrams;

public sealed class ProductMapTests
{
    public static TheoryData<string> Products() => [.. TestFiles.Samples, Bound.GoodwillPath];

    [Theory]
    [MemberData(nameof(Products))]
    public void Nothing_lies_on_anything_else_in_the_maps_of_the_samples(string path)
    {
        var drawing = MapDrawing.Of(ProductMap.Of(Bound.Product(File.ReadAllText(path), path)));
        Assert.Empty(DrawingFaults.Find(drawing.Graph, drawing.Layout));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_line_of_text_stays_inside_its_box(string path)
    {
        var drawing = MapDrawing.Of(ProductMap.Of(Bound.Product(File.ReadAllText(path), path)));
        foreach (var (index, card) in drawing.Cards.Index())
        {
            var box = drawing.Layout.Nodes[index];
            Assert.True(card.Height <= box.Height);
            foreach (var line in card.Lines)
            {
                Assert.InRange(line.X + Width(line), 0, StateCard.Width);
                Assert.InRange(line.Baseline, line.Style.Size, card.Height);
            }
        }

        foreach (var (index, label) in drawing.Labels.Index())
        {
            var room = drawing.Layout.Arrows[index].Label.Width;
            Assert.All(label.Lines, line => Assert.InRange(Width(line), 1, room));
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void The_drawing_is_well_formed_and_shows_every_state_with_its_liable_party(string path)
    {
        var product = Bound.Product(File.ReadAllText(path), path);
        var svg = XDocument.Parse(MapSvg.Write(ProductMap.Of(product), new MapSvgOptions { Heading = "H" }));
        var text = string.Join(' ', svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        foreach (var state in product.States)
        {
            Assert.Contains(Prose.Title(state).Split(' ')[0], text, StringComparison.Ordinal);
            foreach (var bearer in state.Liable?.Items ?? [])
                Assert.Contains(Prose.Title(bearer.Party) + (bearer.Share is null ? "" : ":"), text, StringComparison.Ordinal);
        }

        Assert.Single(svg.Descendants(), e => e.Name.LocalName == "text" && e.Value == "START");
        Assert.Equal(product.States.Select(s => s.Name), svg.Descendants().Attributes("data-state").Select(a => a.Value));
        var silences = svg.Descendants().Where(e => (string?)e.Attribute("class") == "m-arrow" && e.Attribute("data-silence") is not null);
        Assert.Equal(
            product.States.Where(s => s.Clock?.Then is not null).Select(s => s.Name).Order(StringComparer.Ordinal),
            silences.Select(e => e.Attribute("data-from")!.Value).Order(StringComparer.Ordinal));
        var silent = product.States.Count(s => s.Clock is not null);
        var types = svg.Descendants().Attributes("class").Select(a => a.Value);
        var dashed = types.Count(type => type.Contains("m-silence", StringComparison.Ordinal));
        Assert.True(dashed >= silent, "one dashed line for every clock");
    }

    [Fact]
    public void Finals_have_a_second_border_and_appeals_a_line_of_their_own()
    {
        var path = TestFiles.Samples.First();
        var product = Bound.Product(File.ReadAllText(path), path);
        var svg = MapSvg.Write(ProductMap.Of(product), new MapSvgOptions());
        Assert.Equal(product.States.Count(s => s.Final), Count(svg, "<rect class=\"m-inner\""));
        Assert.Equal(product.States.Length, Count(svg, "<rect class=\"m-card\""));
        // One line of an appeal, and one in the legend.
        Assert.Equal(2, Count(svg, "class=\"m-line m-appeal\""));
    }

    [Fact]
    public void Mermaid_and_dot_say_the_same_steps()
    {
        foreach (var path in TestFiles.Samples)
        {
            var map = ProductMap.Of(Bound.Product(File.ReadAllText(path), path));
            var mermaid = MapMermaid.Write(map);
            var dot = MapDot.Write(map);
            foreach (var step in map.Steps)
            {
                Assert.Contains($"    s{step.From} --> s{step.To}: ", mermaid, StringComparison.Ordinal);
                Assert.Contains($"  s{step.From} -> s{step.To} [label=", dot, StringComparison.Ordinal);
            }

            Assert.Equal(map.States.Count(s => s.Final), Count(mermaid, " --> [*]\n"));
            Assert.Equal(map.States.Count(s => s.Final), Count(dot, "peripheries=2"));
            Assert.Equal(map.Lanes.Length, Count(dot, "subgraph cluster_"));
        }
    }

    [Fact]
    public void Signs_of_mermaid_and_dot_in_titles_are_text()
    {
        var text = Bound.Goodwill
            .Replace("Complaint received", "a: b; \"\"c\"\" \\ {d} #e <br/> -->", StringComparison.Ordinal)
            .Replace("Nobody looked in time", "x\"\"]; s0 -> s1 [", StringComparison.Ordinal);
        var map = ProductMap.Of(Bound.Product(text));
        var mermaid = MapMermaid.Write(map);
        const string escaped = "a#58; b#59; #34;c#34; #92; #123;d#125; #35;e #60;br/#62; --#62;";
        Assert.Contains(escaped, mermaid, StringComparison.Ordinal);
        var dot = MapDot.Write(map);
        Assert.Contains("label=\"x\\\"]; s0 -> s1 [\\n", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_with_holes_still_has_a_map()
    {
        string[] left = ["  owner", "  liable", "  legal", "  decided by"];
        var text = string.Join('\n', Bound.Goodwill.Split('\n')
            .Where(line => !left.Any(word => line.StartsWith(word, StringComparison.Ordinal))));
        var drawing = MapDrawing.Of(ProductMap.Of(Bound.Product(text)));
        Assert.Empty(DrawingFaults.Find(drawing.Graph, drawing.Layout));
        XDocument.Parse(MapSvg.Write(drawing, new MapSvgOptions()));
    }

    private static int Width(CardLine line) => TextMeasure.Of(line.Text, line.Style.Size, line.Style.Bold);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}

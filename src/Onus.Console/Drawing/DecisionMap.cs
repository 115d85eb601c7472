using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Onus.Client.Contracts;

namespace Onus.Console.Drawing;

/// <summary>The decision map of a product as the compiler draws it, with what is there now: on each state how many open cases
/// and how much stake, linked to those cases; and the way that silence takes.</summary>
public sealed class DecisionMap : ComponentBase
{
    private const int CountHeight = 18;
    private const int CharacterWidth = 7;
    private const int HeadingHeight = 40;

    private XElement? root;
    private SilentPath? silent;

    /// <summary>The drawing.</summary>
    [Parameter, EditorRequired]
    public string Svg { get; set; } = "";

    /// <summary>The states with their counts; empty for a text that is not enacted.</summary>
    [Parameter]
    public IReadOnlyList<ProductState> States { get; set; } = [];

    /// <summary>Where a click on a state leads; null for nowhere.</summary>
    [Parameter]
    public Func<string, string>? Link { get; set; }

    /// <summary>The state from which silence is followed; null for no path, empty for the starting state.</summary>
    [Parameter]
    public string? Silence { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        root = SafeSvg.Parse(Svg) is { } drawn ? WithoutHeading(drawn) : null;
        silent = root is null || Silence is null ? null : SilentPath.Of(root, Silence.Length == 0 ? null : Silence);
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (root is null) return;
        SafeSvg.Write(builder, root, (element, depth) => Around(builder, element, depth));
    }

    // The page has a heading of its own: the drawing's is taken out, and the picture begins below it.
    private static XElement WithoutHeading(XElement drawn)
    {
        var headings = drawn.Elements().Where(e => (string?)e.Attribute("class") is "m-heading" or "m-subheading").ToList();
        if (headings.Count == 0 || ((string?)drawn.Attribute("viewBox"))?.Split(' ') is not [_, _, var width, var height]
            || !int.TryParse(height, CultureInfo.InvariantCulture, out var all) || all <= HeadingHeight) return drawn;
        foreach (var heading in headings) heading.Remove();
        drawn.SetAttributeValue("viewBox", $"0 {HeadingHeight} {width} {Number(all - HeadingHeight)}");
        drawn.SetAttributeValue("height", Number(all - HeadingHeight));
        return drawn;
    }

    private bool Around(RenderTreeBuilder builder, XElement element, int depth)
    {
        switch ((string?)element.Attribute("class"))
        {
            case "m-state":
                State(builder, element, depth);
                return true;
            case "m-arrow" or "m-label" when silent is not null:
                var on = silent.Has((string?)element.Attribute("data-from"), (string?)element.Attribute("data-step"));
                SafeSvg.Open(builder, element, on ? "m-on" : "m-off");
                SafeSvg.WriteInside(builder, element, static (_, _) => false, depth);
                builder.CloseElement();
                return true;
            case "onus-map":
                // Links inside an image are out of reach of a screen reader: with links it is a group.
                SafeSvg.Open(builder, new XElement(element.Name, element.Attributes().Where(a => a.Name != "role")));
                builder.AddAttribute(3, "role", Link is null ? "img" : "group");
                SafeSvg.WriteInside(builder, element, (e, d) => Around(builder, e, d), depth);
                builder.CloseElement();
                return true;
            default:
                return false;
        }
    }

    private void State(RenderTreeBuilder builder, XElement element, int depth)
    {
        var name = (string?)element.Attribute("data-state") ?? "";
        var state = States.FirstOrDefault(s => s.Name == name);
        var link = state is null ? null : Link?.Invoke(name);
        if (link is not null)
        {
            builder.OpenElement(10, "a");
            builder.AddAttribute(11, "href", link);
            builder.AddAttribute(12, "aria-label", state!.Title);
        }

        SafeSvg.Open(builder, element, silent is null ? null : silent.States.Contains(name, StringComparer.Ordinal) ? "m-on" : "m-off");
        SafeSvg.WriteInside(builder, element, static (_, _) => false, depth);
        if (state is { Cases: > 0 }) Count(builder, element, state);
        builder.CloseElement();
        if (link is not null) builder.CloseElement();
    }

    // A tag on the upper right edge of the card; the left one is the starting state's.
    private static void Count(RenderTreeBuilder builder, XElement group, ProductState state)
    {
        var card = group.Elements().FirstOrDefault(e => (string?)e.Attribute("class") == "m-card");
        if (card is null || !int.TryParse((string?)card.Attribute("x"), CultureInfo.InvariantCulture, out var left)
            || !int.TryParse((string?)card.Attribute("y"), CultureInfo.InvariantCulture, out var top)
            || !int.TryParse((string?)card.Attribute("width"), CultureInfo.InvariantCulture, out var width)) return;
        var text = state.Cases.ToString("N0", CultureInfo.InvariantCulture);
        if (state.Stake is not ("" or "0")) text += " · " + state.Stake;
        var length = text.Length * CharacterWidth + 14;
        var right = left + width - 10;
        builder.OpenElement(20, "rect");
        builder.AddAttribute(21, "class", "m-count");
        builder.AddAttribute(22, "x", Number(right - length));
        builder.AddAttribute(23, "y", Number(top - CountHeight / 2));
        builder.AddAttribute(24, "width", Number(length));
        builder.AddAttribute(25, "height", Number(CountHeight));
        builder.AddAttribute(26, "rx", Number(CountHeight / 2));
        builder.CloseElement();
        builder.OpenElement(27, "text");
        builder.AddAttribute(28, "class", "m-count-text");
        builder.AddAttribute(29, "x", Number(right - length / 2));
        builder.AddAttribute(30, "y", Number(top + 4));
        builder.AddContent(31, text);
        builder.CloseElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

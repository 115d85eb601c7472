using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Components.Rendering;

namespace Onus.Console.Drawing;

/// <summary>Writes a drawing that came as data into a page: shapes, texts, groups and their classes. Whatever else it holds
/// (scripts, styles, links, references to elsewhere) is left out, so that no drawing can act on the page.</summary>
internal static class SafeSvg
{
    /// <summary>More than the map of the largest product that the compiler takes.</summary>
    public const int LengthMax = 4_000_000;

    private const int DepthMax = 32;

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg", "g", "rect", "path", "circle", "text", "tspan", "title", "line", "polyline", "polygon",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "class", "width", "height", "viewBox", "role", "aria-label", "x", "y", "rx", "ry", "r", "cx", "cy", "d", "transform",
        "x1", "y1", "x2", "y2", "points", "text-anchor", "data-state", "data-step", "data-from", "data-to", "data-silence",
    };

    /// <summary>Reads a drawing.</summary>
    /// <returns>Its root; null where it is none.</returns>
    public static XElement? Parse(string svg)
    {
        if (svg.Length > LengthMax) return null;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LengthMax };
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), settings);
            var root = XDocument.Load(reader).Root;
            return root?.Name.LocalName == "svg" ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Writes an element and all below it.</summary>
    /// <param name="builder">Where to.</param>
    /// <param name="element">The element; links are opened up: what they hold is written without them.</param>
    /// <param name="around">Writes an element in its own way and answers true, or answers false and writes nothing.</param>
    public static void Write(RenderTreeBuilder builder, XElement element, Func<XElement, int, bool> around) =>
        Write(builder, element, around, 0);

    /// <summary>Opens an element with its allowed attributes, and one more class; the caller closes it.</summary>
    public static void Open(RenderTreeBuilder builder, XElement element, string? more = null)
    {
        builder.OpenElement(0, element.Name.LocalName);
        foreach (var attribute in element.Attributes())
        {
            if (attribute.IsNamespaceDeclaration || attribute.Name.Namespace != XNamespace.None) continue;
            var name = attribute.Name.LocalName;
            if (!Attributes.Contains(name)) continue;
            builder.AddAttribute(1, name, name == "class" && more is not null ? $"{attribute.Value} {more}" : attribute.Value);
        }
    }

    /// <summary>Writes what an element holds.</summary>
    public static void WriteInside(RenderTreeBuilder builder, XElement element, Func<XElement, int, bool> around, int depth)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XElement child) Write(builder, child, around, depth + 1);
            else if (node is XText text) builder.AddContent(2, text.Value);
        }
    }

    private static void Write(RenderTreeBuilder builder, XElement element, Func<XElement, int, bool> around, int depth)
    {
        if (depth > DepthMax) return;
        if (element.Name.LocalName == "a")
        {
            WriteInside(builder, element, around, depth);
            return;
        }

        if (!Elements.Contains(element.Name.LocalName) || around(element, depth)) return;
        Open(builder, element);
        WriteInside(builder, element, around, depth);
        builder.CloseElement();
    }
}

using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Onus.Core;

namespace Onus.Messages.Schemas;

/// <summary>A schema of ISO 20022, made from its XSD.</summary>
/// <remarks>These schemas use a small part of XML Schema: sequences and choices of elements, simple types with facets,
/// one attribute, and one wildcard. A construct beyond that breaks an invariant when the schema is loaded; it is never
/// passed over.</remarks>
internal sealed class Schema
{
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    private static readonly FrozenSet<string> Facets =
        ["enumeration", "pattern", "minLength", "maxLength", "totalDigits", "fractionDigits", "minInclusive"];

    private readonly Dictionary<string, XElement> _sources;
    private readonly Dictionary<string, ContentType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimpleType> _simple = new(StringComparer.Ordinal);

    private Schema(XElement root)
    {
        _sources = root.Elements().Where(e => e.Name != Xs + "element")
            .ToDictionary(e => e.Attribute("name")!.Value, StringComparer.Ordinal);
        Namespace = root.Attribute("targetNamespace")!.Value;
        var element = root.Element(Xs + "element")!;
        Root = ParticleOf(element);
    }

    /// <summary>The namespace of its messages.</summary>
    public string Namespace { get; }

    /// <summary>The outermost element.</summary>
    public ContentType.Particle Root { get; }

    /// <summary>Makes a schema from the text of an XSD.</summary>
    public static Schema Load(Stream xsd) => new(XDocument.Load(xsd).Root!);

    private ContentType TypeOf(string name)
    {
        if (_types.TryGetValue(name, out var known)) return known;
        var type = new ContentType { Name = name };
        // Types may hold themselves: known before its parts are.
        _types.Add(name, type);
        var source = _sources[name];
        if (source.Name == Xs + "simpleType") type.Value = SimpleOf(name);
        else Fill(type, source.Elements().Single());
        return type;
    }

    private void Fill(ContentType type, XElement content)
    {
        if (content.Name == Xs + "simpleContent")
        {
            var extension = content.Element(Xs + "extension")!;
            var attribute = extension.Element(Xs + "attribute")!;
            Invariant.Holds(attribute.Attribute("name")!.Value == "Ccy"
                && attribute.Attribute("use")!.Value == "required");
            type.Value = SimpleOf(extension.Attribute("base")!.Value);
            type.Currency = SimpleOf(attribute.Attribute("type")!.Value);
            return;
        }

        Invariant.Holds(content.Name == Xs + "sequence" || content.Name == Xs + "choice");
        type.IsChoice = content.Name == Xs + "choice";
        type.IsAny = content.Element(Xs + "any") is not null;
        Invariant.Holds(type.IsAny ? content.Elements().Count() == 1
            : content.Elements().All(e => e.Name == Xs + "element"));
        if (type.IsAny) return;
        type.Particles = [.. content.Elements().Select(ParticleOf)];
    }

    private ContentType.Particle ParticleOf(XElement element) => new(
        element.Attribute("name")!.Value,
        TypeOf(element.Attribute("type")!.Value),
        Occurs(element, "minOccurs"),
        Occurs(element, "maxOccurs"));

    private SimpleType SimpleOf(string name)
    {
        if (_simple.TryGetValue(name, out var known)) return known;
        var restriction = _sources[name].Element(Xs + "restriction")!;
        var facets = restriction.Elements().ToLookup(e => e.Name.LocalName, e => e.Attribute("value")!.Value);
        Invariant.Holds(facets.All(facet => Facets.Contains(facet.Key)));
        var type = new SimpleType
        {
            Name = name,
            Base = restriction.Attribute("base")!.Value.Split(':')[1],
            MinLength = Number(facets["minLength"], 0),
            MaxLength = Number(facets["maxLength"], int.MaxValue),
            TotalDigits = Number(facets["totalDigits"], int.MaxValue),
            FractionDigits = Number(facets["fractionDigits"], int.MaxValue),
            IsNotNegative = facets["minInclusive"].Any(),
            Codes = facets["enumeration"].Any() ? facets["enumeration"].ToFrozenSet(StringComparer.Ordinal) : null,
            Pattern = facets["pattern"].SingleOrDefault() is { } pattern
                ? new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant) : null,
        };
        _simple.Add(name, type);
        return type;
    }

    private static int Occurs(XElement element, string attribute) => element.Attribute(attribute)?.Value switch
    {
        null => 1,
        "unbounded" => int.MaxValue,
        var number => int.Parse(number, CultureInfo.InvariantCulture),
    };

    private static int Number(IEnumerable<string> facet, int otherwise) =>
        facet.SingleOrDefault() is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

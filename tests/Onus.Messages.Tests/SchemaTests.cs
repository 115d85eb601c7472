using System.Text;
using System.Xml.Linq;
using CsCheck;
using Onus.Messages.Schemas;
using Onus.Messages.Xml;

namespace Onus.Messages.Tests;

/// <summary>Our reading of the schemas agrees with the platform's, on good messages and on mutated ones.</summary>
public sealed class SchemaTests
{
    // Not white space alone: a schema takes it for a text, we take it for nothing.
    private static readonly string[] Texts =
        ["", "x", "EUR", "12.345678", "-1", "0", "abc def", new string('n', 36), new string('n', 141), "true",
            "DEUTDEFF", "SHAR", "😀", "2026-02-30"];

    private static readonly string[] Names = ["MsgId", "Nm", "Cd", "Prtry", "Amt", "Id", "Othr", "CdtTrfTxInf",
        "Strange", "Ctry", "Dbtr"];

    [Fact]
    public void Every_schema_at_hand_loads() => Assert.All(SchemaCatalog.Names, name =>
    {
        using var stream = SchemaCatalog.Open(name);
        Assert.EndsWith(name, Schema.Load(stream).Namespace, StringComparison.Ordinal);
    });

    [Fact]
    public void Good_messages_are_good_to_both() => Assert.All(Messages(), message =>
    {
        Assert.Equal("", Oracle.SchemaFaults(message.Name, message.Xml));
        Assert.Equal("", Ours(message.Name, message.Xml));
    });

    [Fact]
    public void Mutated_messages_are_good_or_bad_to_both()
    {
        var messages = Messages().ToList();
        Gen.Select(Gen.Int[0, messages.Count - 1], Gen.Int[0, 5], Gen.UInt, Gen.UInt,
            Gen.UInt).Sample((which, kind, place, other, text) =>
        {
            var (name, source) = messages[which];
            var xml = Mutate(source, kind, place, other, text);
            var theirs = Oracle.SchemaFaults(name, xml);
            var ours = Ours(name, xml);
            Assert.True(theirs.Length == 0 == (ours.Length == 0), $"theirs: {theirs}\nours: {ours}\n{xml}");
        }, iter: 3_000);
    }

    private static IEnumerable<(string Name, string Xml)> Messages() =>
        Made.All.Where(m => m.Name != "camt.053.001.08")
            .Append(("pain.001.001.09", Document("pain.001.min.xml")))
            .Append(("pacs.008.001.08", Document("cbprplus_pacs008_2025.xml")));

    private static string Document(string sample) =>
        XDocument.Parse(Files.Sample(sample)).Descendants().First(e => e.Name.LocalName == "Document").ToString();

    private static string Mutate(string source, int kind, uint place, uint other, uint text)
    {
        var document = XDocument.Parse(source);
        var elements = document.Root!.Descendants().ToList();
        var element = elements[(int)(place % elements.Count)];
        var second = elements[(int)(other % elements.Count)];
        switch (kind)
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2:
                if (element.NextNode is XElement next)
                {
                    element.Remove();
                    next.AddAfterSelf(element);
                }

                break;
            case 3:
                element.Name = element.Name.Namespace + Names[text % Names.Length];
                break;
            case 4:
                if (element.HasElements) element.AddFirst(new XText(Texts[text % Texts.Length]));
                else element.Value = Texts[text % Texts.Length];
                break;
            default:
                if (element.Attribute("Ccy") is { } currency && text % 2 == 0) currency.Remove();
                else if (!element.AncestorsAndSelf().Contains(second)) second.AddFirst(new XElement(element));
                break;
        }

        return document.ToString();
    }

    private static string Ours(string name, string xml)
    {
        using var stream = SchemaCatalog.Open(name);
        var schema = Schema.Load(stream);
        using var reader = new MessageXml(new MemoryStream(Encoding.UTF8.GetBytes(xml)), new ReadLimits());
        var fragment = new Fragment(100_000, 100_000);
        while (reader.Read(out var kind) && kind != System.Xml.XmlNodeType.Element)
        {
        }

        fragment.ReadWhole(reader, schema.Namespace, "", 0);
        var findings = new Findings(16);
        SchemaCheck.Check(fragment.Root, schema.Root.Type, findings);
        return string.Join('\n', findings.All.Select(f => $"{f.Path} {f.Rule}: {f.Detail}"));
    }
}

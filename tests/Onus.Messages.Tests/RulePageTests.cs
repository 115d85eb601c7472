using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Onus.Messages.Tests;

/// <summary>The table of rules in docs/api/iso20022.md is made from the enum and its comments; ONUS_UPDATE_VECTORS=1
/// writes it anew.</summary>
public sealed partial class RulePageTests
{
    private const string Begin = "<!-- rules: made from IsoRule.cs -->\n";
    private const string End = "<!-- end of rules -->\n";

    [Fact]
    public void The_page_lists_every_rule_as_the_enum_says_it()
    {
        var path = Path.Combine(Files.Root, "docs", "api", "iso20022.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);
        var made = page[..start] + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_VECTORS") == "1") File.WriteAllText(path, made);
        Assert.Equal(File.ReadAllText(path), made);
    }

    [Fact]
    public void The_page_lists_every_message_and_every_schema_at_hand()
    {
        var page = File.ReadAllText(Path.Combine(Files.Root, "docs", "api", "iso20022.md"));
        Assert.All(MessageType.Shapes,
            s => Assert.Contains($"| {s.Code} | {s.FirstVersion} to {s.LastVersion} |", page,
            StringComparison.Ordinal));
        Assert.All(Schemas.SchemaCatalog.Names, n => Assert.Contains($"`{n}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_status_reason_of_four_characters() =>
        Assert.All(Enum.GetValues<IsoRule>(), r => Assert.Matches("^[A-Z]{2}[0-9]{2}$", r.StatusReason()));

    private static string Table()
    {
        var comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Onus.Messages.xml")).Descendants("member")
            .Where(m => m.Attribute("name")!.Value.StartsWith("F:Onus.Messages.IsoRule.", StringComparison.Ordinal))
            .ToDictionary(m => m.Attribute("name")!.Value.Split('.')[^1],
                m => Spaces().Replace(m.Element("summary")!.Value, " ").Trim());
        var table = new StringBuilder(
            "| number | rule | refuses | answered as | meaning |\n| --: | --- | --- | --- | --- |\n");
        foreach (var rule in Enum.GetValues<IsoRule>())
        {
            var refuses = (int)rule switch { < 20 => "file", < 50 => "message", _ => "transaction" };
            table.Append(CultureInfo.InvariantCulture,
                $"| {(int)rule} | `{rule.Code()}` | {refuses} | {rule.StatusReason()} | {comments[rule.ToString()]} |\n");
        }

        return table.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

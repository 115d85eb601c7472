using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Onus.Core.Formats;
using Onus.Ledger.Requests;

namespace Onus.Ledger.Tests.Outcomes;

/// <summary>docs/api/result-codes.md is made from the outcome enums and their comments; ONUS_UPDATE_VECTORS=1 writes it anew.</summary>
public sealed partial class ResultCodePageTests
{
    private static readonly (string Request, Type Outcomes)[] Lists =
    [
        ("Transfer, hold, capture, void, correction, import", typeof(TransferOutcome)),
        ("Postings", typeof(PostingsOutcome)),
        ("Open a book", typeof(OpenBookOutcome)),
        ("Open an account", typeof(OpenAccountOutcome)),
        ("Set limits", typeof(ChangeLimitsOutcome)),
        ("Close an account", typeof(CloseAccountOutcome)),
        ("Reopen an account", typeof(ReopenAccountOutcome)),
        ("Acts of the charter", typeof(CharterOutcome)),
        ("Cases, duties and keeping", typeof(CaseOutcome)),
    ];

    [Fact]
    public void The_reference_page_says_what_the_enums_say()
    {
        var path = Path.Combine(Repository.Root, "docs", "api", "result-codes.md");
        var page = Page();
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_VECTORS") == "1") File.WriteAllText(path, page);
        Assert.Equal(File.ReadAllText(path), page);
    }

    [Fact]
    public void Every_list_is_in_the_order_of_its_numbers_and_shares_the_common_ones()
    {
        var common = typeof(CommonOutcome).GetFields().ToDictionary(f => f.Name, f => (byte)f.GetValue(null)!);
        foreach (var (_, outcomes) in Lists)
        {
            var values = outcomes.GetFields().Where(f => f.IsStatic).Select(f => (f.Name, Number: (byte)f.GetRawConstantValue()!)).ToList();
            Assert.Equal(values.Select(v => v.Number).Order(), values.Select(v => v.Number));
            foreach (var (name, number) in common) Assert.Contains((name, number), values);
        }
    }

    private static string Page()
    {
        var comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Onus.Core.xml")).Descendants("member")
            .Where(m => m.Element("summary") is not null).ToDictionary(m => m.Attribute("name")!.Value, m => Text(m.Element("summary")!));
        var page = new StringBuilder()
            .Append("# Result codes\n\n")
            .Append("Made from the enums in `src/Onus.Core/Formats/Ledger/TransferOutcome.cs` and its neighbours, and in\n")
            .Append("`src/Onus.Core/Formats/Cases/CharterOutcome.cs` and `CaseOutcome.cs`; a test keeps this page equal to them. Each\n")
            .Append("request has one closed list. **The order is the precedence**: if more than one applies, the first is the answer.\n\n")
            .Append("- Below 64 the command is malformed. Nothing is written, and the id stays free.\n")
            .Append("- From 64 to 127 the id decides. Nothing is written.\n")
            .Append("- From 128 the state decides. The refusal is an entry of the log with this number, and the id stays refused.\n");
        foreach (var (request, outcomes) in Lists)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {request}\n\n{comments["T:" + outcomes.FullName]}\n\n| number | code | meaning |\n| --: | --- | --- |\n");
            foreach (var field in outcomes.GetFields().Where(f => f.IsStatic))
                page.Append(CultureInfo.InvariantCulture, $"| {field.GetRawConstantValue()} | `{Snake(field.Name)}` | {comments[$"F:{outcomes.FullName}.{field.Name}"]} |\n");
        }

        return page.ToString();
    }

    private static string Text(XElement summary) => Spaces().Replace(summary.Value, " ").Trim();

    private static string Snake(string name) =>
        Capital().Replace(name, m => (m.Index > 0 ? "_" : "") + m.Value.ToLowerInvariant());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("[A-Z]|(?<=[a-z])[0-9]+")]
    private static partial Regex Capital();
}

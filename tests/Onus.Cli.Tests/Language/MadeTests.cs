using System.Text.Json;
using System.Xml.Linq;

namespace Onus.Cli.Tests.Language;

/// <summary>What the command line makes of a product: diagram, document, comparison.</summary>
public sealed class MadeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-made-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_diagram_is_drawn_as_svg_or_written_for_mermaid_and_graphviz()
    {
        var svg = await Done("diagram", Products.Goodwill);
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        Assert.Contains("goodwill, version 1", svg, StringComparison.Ordinal);
        Assert.Contains("stateDiagram-v2", await Done("diagram", Products.Goodwill, "-f", "mermaid"), StringComparison.Ordinal);
        Assert.StartsWith("digraph", await Done("diagram", Products.Goodwill, "--format", "dot"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_with_faults_is_drawn_with_a_warning_and_not_documented()
    {
        var faulty = Write("faulty.onus", Products.Text.Replace("lead or clock", "laed or clock", StringComparison.Ordinal));
        var drawn = await CommandLine.RunAsync("diagram", faulty);
        Assert.Equal(ExitCode.Done, drawn.ExitCode);
        Assert.Equal($"onus: drawn although '{faulty}' has 1 error\n", drawn.Error.ReplaceLineEndings("\n"));

        var target = At("page.html");
        var refused = await CommandLine.RunAsync("doc", faulty, "-o", target);
        Assert.Equal(ExitCode.Refuted, refused.ExitCode);
        Assert.Equal($"onus: '{faulty}' has 1 error; run 'onus check {faulty}'\n", refused.Error.ReplaceLineEndings("\n"));
        Assert.Equal(["faulty.onus"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_document_goes_to_a_file_and_nothing_else_stays_behind()
    {
        var target = At("page.html");
        Assert.Empty(await Done("doc", Products.Goodwill, "--as-of", "2027-02-01", "-o", target));
        Assert.Contains("passed as of 1 February 2027", File.ReadAllText(target), StringComparison.Ordinal);
        Assert.Equal(["page.html"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_comparison_says_what_changed_in_text_json_and_as_a_page()
    {
        var later = Write("later.onus", Products.Text
            .Replace("version       1", "version       2", StringComparison.Ordinal)
            .Replace("small = EUR 50", "small = EUR 80", StringComparison.Ordinal));
        var text = await Done("diff", Products.Goodwill, later);
        Assert.Contains("  small  EUR 50.00 -> EUR 80.00\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "when claim is over EUR 50.00 and at most EUR 80.00 and reason is damaged", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await Done("diff", Products.Goodwill, later, "-f", "json"));
        Assert.Equal("goodwill version 2", json.RootElement.GetProperty("new").GetString());
        Assert.Equal("html", XDocument.Parse(await Done("diff", Products.Goodwill, later, "-f", "html")).Root!.Name);
    }

    [Theory]
    [InlineData("diagram", "nowhere.onus")]
    [InlineData("doc", "nowhere.onus")]
    [InlineData("doc", "goodwill", "--as-of", "soon")]
    [InlineData("diff", "goodwill", "nowhere.onus")]
    [InlineData("diagram", "goodwill", "-f", "png")]
    [InlineData("diff", "goodwill")]
    public async Task What_cannot_be_made_is_refused_in_one_line(params string[] arguments)
    {
        var real = arguments.Select(argument => argument == "goodwill" ? Products.Goodwill : argument).ToArray();
        var run = await CommandLine.RunAsync(real);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("onus: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static async Task<string> Done(params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal((ExitCode.Done, ""), (run.ExitCode, run.Error));
        return run.Output;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}

/// <summary>A small product without faults.</summary>
internal static class Products
{
    public static string Goodwill { get; } = Path.Combine(
        Root(), "tests", "Onus.Language.Tests", "Comparison", "goodwill.onus");

    public static string Text => File.ReadAllText(Goodwill);

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("no Onus.slnx above");
        return folder;
    }
}

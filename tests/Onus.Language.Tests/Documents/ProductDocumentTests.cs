using System.Xml.Linq;
using Onus.Language.Documents;
using Onus.Language.Syntax;

namespace Onus.Language.Tests.Documents;

public sealed class ProductDocumentTests
{
    private static readonly XNamespace Html = "";

    public static TheoryData<string> Products() => [.. TestFiles.Samples, Bound.GoodwillPath];

    [Theory]
    [MemberData(nameof(Products))]
    public void The_page_is_well_formed_and_loads_and_runs_nothing(string path)
    {
        var page = Parse(Bound.Page(File.ReadAllText(path), path));
        var elements = page.Descendants().ToList();
        string[] active =
        [
            "script", "link", "iframe", "object", "embed", "img", "image", "video", "audio", "form", "base",
            "foreignObject",
        ];
        Assert.DoesNotContain(elements, e => active.Contains(e.Name.LocalName));
        var attributes = elements.Attributes().Select(a => a.Name.LocalName).ToList();
        Assert.DoesNotContain(attributes, name => name is "src" or "srcset" or "style");
        Assert.DoesNotContain(attributes, name => name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        var styles = elements.Where(e => e.Name.LocalName == "style").Select(e => e.Value);
        Assert.All(styles, css => Assert.DoesNotContain("url(", css, StringComparison.OrdinalIgnoreCase));
        Assert.All(styles, css => Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_link_inside_the_page_leads_somewhere(string path)
    {
        var page = Parse(Bound.Page(File.ReadAllText(path), path));
        var anchors = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(anchors.Distinct().Count(), anchors.Count);
        var links = page.Descendants().Attributes("href").Select(a => a.Value).ToList();
        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            if (link.StartsWith('#')) Assert.Contains(link[1..], anchors);
            else Assert.StartsWith("https://", link, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Every_party_rule_state_step_and_story_is_on_the_page(string path)
    {
        var text = File.ReadAllText(path);
        var product = Bound.Product(text, path);
        var page = Parse(Bound.Page(text, path)).Root!.Element("body")!.Value;
        var titles = product.Parties.Select(Prose.Title)
            .Concat(product.Rules.Select(Prose.Title)).Concat(product.Rules.Select(r => r.Cites!))
            .Concat(product.Policies.Select(Prose.Title)).Concat(product.States.Select(Prose.Title))
            .Concat(product.Steps.Select(Prose.Title)).Concat(product.Legal.Select(l => l.Title))
            .Concat(product.Quantities.Select(q => q.Value.ToString()))
            .Concat(product.Evidence.Select(Prose.Title)).Concat(product.Caps.Select(Prose.Title))
            .Concat(product.Examples.Select(e => e.Title));
        Assert.All(titles, title => Assert.Contains(title, page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_says_what_silence_leads_to_and_how_long_the_longest_case_is()
    {
        var page = Parse(Bound.Page(Bound.Goodwill, Bound.GoodwillPath)).Root!.Element("body")!.Value;
        const string silence = "If nobody ever does anything: Complaint received → With the team lead → Repaid, "
            + "after at most 37 days.";
        Assert.Contains(silence, page, StringComparison.Ordinal);
        Assert.Contains("No case lasts longer than 37 days", page, StringComparison.Ordinal);
        Assert.Contains("The shop has paid all", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_are_text_and_never_markup()
    {
        const string hostile = "<script>alert(1)</script> & \"\"x\"\" ]]> {0} 中文 ‮";
        var text = Bound.Goodwill
            .Replace("Complaint received", hostile, StringComparison.Ordinal)
            .Replace("Small goodwill refunds", hostile, StringComparison.Ordinal)
            .Replace("Repay the customer", hostile, StringComparison.Ordinal)
            .Replace("The shop", hostile, StringComparison.Ordinal);
        var page = Parse(Bound.Page(text, Bound.GoodwillPath));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName == "script");
        Assert.Contains("<script>alert(1)</script> & \"x\" ]]> {0} 中文", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_of_a_rule_that_is_no_web_address_is_not_a_link()
    {
        const string address = "https://eur-lex.europa.eu/eli/dir/2015/2366/oj";
        var text = Bound.Goodwill.Replace(address, "http://[broken", StringComparison.Ordinal);
        Assert.DoesNotContain("http://[broken\"", Bound.Page(text, Bound.GoodwillPath), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_product_gives_the_same_page()
    {
        var path = TestFiles.Samples.First();
        Assert.Equal(Bound.Page(File.ReadAllText(path), path), Bound.Page(File.ReadAllText(path), path));
    }

    [Fact]
    public void A_checked_product_carries_the_hashes_of_its_text_and_of_what_is_executed()
    {
        var options = new CheckOptions { AsOf = new DateOnly(2027, 2, 1) };
        var source = SourceText.FromString("goodwill.onus", Bound.Goodwill);
        var page = ProductDocument.Write(ProductCheck.Check(source, options), options);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(source.ToBytes()));
        Assert.Contains("sha256:" + hash, page, StringComparison.Ordinal);
        Assert.Contains("As executed", page, StringComparison.Ordinal);
        Assert.Contains("passed as of 1 February 2027, nothing to remark", page, StringComparison.Ordinal);
    }

    private static XDocument Parse(string page)
    {
        var parsed = XDocument.Parse(page, LoadOptions.PreserveWhitespace);
        Assert.Equal(Html + "html", parsed.Root!.Name);
        return parsed;
    }
}

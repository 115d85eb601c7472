using System.Text;
using Onus.Core.Formats;
using Onus.Language.Documents;
using Onus.Log.Exhibits;

namespace Onus.Engine.Exhibits.Page;

/// <summary>The rules and policies that the product cites, and its whole source.</summary>
internal static class RulesSection
{
    public static void Write(Markup page, ExhibitContent content)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("4", "rules", "The rules that governed it", "适用规则")}");
        foreach (var entry in content.Dossier.RestsOn.Products) Product(page, content, entry);
        page.Raw("</section>\n");
    }

    private static void Product(Markup page, ExhibitContent content, ulong entry)
    {
        ProductEnacted.TryRead(content[ExhibitPaths.Entry(entry)], out var enacted);
        var moment = content.Dossier.Moments.First(m => m.After.Product.Entry == entry || m.Act?.Product == entry);
        var product = moment.After.Product.Product;
        page.Line($"<h3>{product.Title} <code>{enacted!.Name}</code> version {enacted.Version}</h3>");
        page.Raw("<table class=\"sources\"><tbody>\n");
        foreach (var source in product.Sources)
        {
            var says = source.Cites ?? "our own choice";
            page.Line($"<tr><td>{(source.IsRule ? "rule" : "policy")} <code>{source.Name}</code></td><td>{source.Title}</td><td><cite>{says}</cite></td></tr>");
        }

        page.Raw("</tbody></table>\n");
        page.Line($"<p>Enacted by <a href=\"#entry-{entry}\">entry {entry}</a>, in effect from {PageText.Time(enacted.InEffect)}. SHA-256 of the source <span class=\"hash\">{enacted.Source}</span>, of the compiled product <span class=\"hash\">{enacted.Compiled}</span>.</p>");
        var path = ExhibitPaths.Source(entry);
        page.Line($"<details><summary>The whole text of the product <span lang=\"zh-Hans\">规则全文</span></summary><pre class=\"rule\" data-member=\"{path}\" data-form=\"text\">\n{Text(content[path])}</pre></details>");
    }

    /// <summary>Text that a page gives back byte for byte; a carriage return needs a name, for a parser of pages drops it.</summary>
    public static Markup Text(ReadOnlyMemory<byte> bytes) =>
        new Markup().Raw(Markup.Of($"{Encoding.UTF8.GetString(bytes.Span)}").ToString().Replace("\r", "&#13;", StringComparison.Ordinal));
}

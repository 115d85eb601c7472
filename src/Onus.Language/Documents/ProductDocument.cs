using System.Security.Cryptography;
using Onus.Core;
using Onus.Language.Binding;
using Onus.Language.Compiled;
using Onus.Language.Diagrams;

namespace Onus.Language.Documents;

/// <summary>
/// Writes a product as one HTML page that a lawyer can read from top to bottom and sign: no script, nothing loaded
/// from elsewhere, the same bytes for the same product.
/// </summary>
internal static class ProductDocument
{
    /// <summary>Writes the page of a product that was found without errors.</summary>
    public static string Write(CheckResult result, CheckOptions options)
    {
        Invariant.Holds(result.Succeeded && result.Product is not null);
        var product = result.Product!;
        var source = result.Source.ToBytes();
        var compiled = result.Compile();
        return Write(product, DocumentFindings.Of(product, new DiagnosticBag(result.Source), options) with
        {
            SourceHash = Convert.ToHexStringLower(SHA256.HashData(source)),
            ProductHash = ProductCodec.HashOf(compiled).ToString(),
            Remarks = [.. result.Diagnostics.Where(d => d.Code != DiagnosticCode.Discretion)],
        });
    }

    /// <summary>Writes the page with what was found.</summary>
    public static string Write(BoundProduct product, DocumentFindings findings)
    {
        var context = new DocumentContext(product);
        var page = new Markup();
        page.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        page.Line($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
        page.Line($"<title>{Prose.Title(product)} (version {product.Version})</title>");
        page.Raw("<style>\n").Raw(DocumentStyle.Css).Raw(MapStyle.Css).Raw("</style>\n</head>\n<body>\n");
        MastheadSection.Write(page, context, findings);
        page.Line($"<main>");
        Map(page, product);
        PeopleSection.Write(page, context);
        SourcesSection.Write(page, context);
        InputsSection.Write(page, context);
        StatesSection.Write(page, context, findings);
        DiscretionSection.Write(page, context, findings);
        TimeSection.Write(page, context, findings);
        LimitsSection.Write(page, context);
        StoriesSection.Write(page, context);
        SignOffSection.Write(page, context, findings);
        page.Raw("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Map(Markup page, BoundProduct product)
    {
        var options = new MapSvgOptions { WithStyle = false, Link = name => "#state-" + name };
        page.Line($"<section id=\"map\">");
        page.Line($"<h2>Decision map</h2>");
        page.Line($"<p class=\"lead\">Time runs downwards. Each column belongs to one owner; each box says");
        page.Line($"what the state means in law, who is liable, where the money is, and which clock runs.</p>");
        page.Line($"<figure class=\"map\">");
        page.Raw(MapSvg.Write(ProductMap.Of(product), options));
        page.Line($"</figure>\n</section>");
    }
}

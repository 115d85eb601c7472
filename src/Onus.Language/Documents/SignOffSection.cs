namespace Onus.Language.Documents;

/// <summary>What exactly is signed, by its hashes, and the lines to sign on.</summary>
internal static class SignOffSection
{
    public static void Write(Markup page, DocumentContext context, DocumentFindings findings)
    {
        var product = context.Product;
        page.Line($"<section id=\"sign\">");
        page.Line($"<h2>Sign-off</h2>");
        page.Line($"<p class=\"lead\">This page is made from the product's own text, which is what the system");
        page.Line($"executes. The hashes below tell whether a text or a running product is the one that was");
        page.Line($"signed.</p>");
        page.Line($"<dl class=\"hashes\">");
        page.Term("Product", $"<code>{product.Name}</code> version {product.Version}");
        if (findings.SourceHash.Length > 0) page.Term("Text", $"<code>sha256:{findings.SourceHash}</code>");
        if (findings.ProductHash.Length > 0) page.Term("As executed", $"<code>sha256:{findings.ProductHash}</code>");
        page.Term("Checks", $"{Checks(findings)}");
        page.Line($"</dl>");
        if (!findings.Remarks.IsEmpty)
        {
            page.Line($"<ul class=\"remarks\">");
            foreach (var remark in findings.Remarks)
                page.Line($"<li><code>{remark.Code.Text()}</code> {remark.Title}</li>");
            page.Line($"</ul>");
        }

        page.BeginTable("signatures", "For", "Name", "Date", "Signature");
        var deciders = product.Policies.Select(p => p.DecidedBy).Concat(product.Rules.Select(r => r.Checked?.By));
        foreach (var who in deciders.OfType<Binding.BoundActor>().Select(Prose.Title).Distinct(StringComparer.Ordinal))
            page.Line($"<tr><th scope=\"row\">{who}</th><td></td><td></td><td></td></tr>");
        page.Line($"<tr><th scope=\"row\">&#160;</th><td></td><td></td><td></td></tr>");
        page.EndTable();
        page.Line($"</section>");
    }

    private static string Checks(DocumentFindings findings)
    {
        var errors = findings.Remarks.Count(r => r.Severity == Severity.Error);
        var when = findings.AsOf is { } date ? " as of " + MastheadSection.Date(date) : "";
        if (errors > 0) return $"refused{when}: {errors} {(errors == 1 ? "error" : "errors")}";
        return findings.Remarks.IsEmpty ? $"passed{when}, nothing to remark" : $"passed{when}, with these remarks:";
    }
}

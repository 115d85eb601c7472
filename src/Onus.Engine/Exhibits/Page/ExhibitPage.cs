using System.Security.Cryptography;
using System.Text;
using Onus.Language.Documents;
using Onus.Log.Exhibits;

namespace Onus.Engine.Exhibits.Page;

/// <summary>Writes the page of an exhibit: a witness statement for people, in which the bytes that are shown are those that the
/// page's own script checks. It needs no network and no other file.</summary>
internal static class ExhibitPage
{
    /// <summary>The page as bytes.</summary>
    public static byte[] Write(ExhibitContent content)
    {
        var text = new PageText(content);
        var script = "\n" + ExhibitAssets.ProofScript + "\n" + ExhibitAssets.PageScript;
        var style = "\n" + ExhibitAssets.PageStyle;
        var product = content.Dossier.Last.Product.Product;
        var page = new Markup();
        page.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; base-uri 'none'; form-action 'none'\">");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        page.Line($"<title>Exhibit: case {content.Request.Case} of {product.Title}</title>");
        page.Raw($"<style>{style}</style>\n</head>\n<body>\n");
        Masthead(page, content, product.Title);
        page.Raw("<main>\n");
        new ResponsibilitySection(content, text).Write(page);
        new TimelineSection(content, text).Write(page);
        new EvidenceSection(content, text).Write(page);
        RulesSection.Write(page, content);
        EntriesSection.Write(page, content, text);
        VerifySection.Write(page, content);
        page.Raw("</main>\n");
        page.Line($"<footer><p>Format {ExhibitManifest.Format}. This page is a telling; the entries are the evidence. <span lang=\"zh-Hans\">本页为陈述，原始记录方为证据。</span></p></footer>");
        page.Raw($"<script type=\"module\">{script}</script>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void Masthead(Markup page, ExhibitContent content, string title)
    {
        var (dossier, checkpoint) = (content.Dossier, content.Checkpoint.Checkpoint);
        var last = dossier.Last;
        var state = last.Product.Product.States[last.State];
        page.Raw("<header class=\"masthead\">\n");
        page.Line($"<p class=\"kicker\">Exhibit of a case <span lang=\"zh-Hans\">案件证据</span></p>");
        page.Line($"<h1>{title}</h1>");
        page.Line($"<p class=\"state\"><strong>{state.Title}</strong> {last.Product.Product.Legals[state.Legal].Text}</p>");
        page.Raw("<dl class=\"facts\">\n");
        Fact(page, "Case", "案件", $"opened by entry {content.Request.Case}, {PageText.Time(last.OpenedAt)}");
        Fact(page, "Standing", "现状", last.ClosedAt is { } closed ? (FormattableString)$"ended {PageText.Time(closed)}" : $"open, in this state since {PageText.Time(last.Entered)}");
        if (last.Product.Product.Stake is not null) Fact(page, "Stake", "争议金额", $"<span class=\"amount\">{PageText.Amount(last.Product.Product, last.Stake)}</span>");
        Fact(page, "Product", "规则版本", $"{last.Product.Product.Name} version {last.Product.Product.Version}, enacted by entry {last.Product.Entry}");
        Wide(page, "Log", "日志", $"<span class=\"mono\">{checkpoint.Origin}</span>");
        Wide(page, "Shown as of", "截至", $"the first {dossier.Root.AsOf} entries of the log, {PageText.Time(dossier.Root.Envelope.Time)}; signed at {checkpoint.Size} entries");
        Wide(page, "Shows", "披露范围", $"{Shown(content)}");
        page.Raw("</dl>\n");
        page.Raw("<section class=\"verdict\" data-verdict=\"none\" aria-live=\"polite\">\n");
        page.Raw("<h2 data-said=\"verdict\">Not checked yet <span lang=\"zh-Hans\">尚未核验</span></h2>\n");
        page.Raw("<p data-said=\"why\">The check needs a browser that runs this page’s own script. <a href=\"#verify\">Three ways to verify</a> are at the end.</p>\n");
        page.Raw("<ul class=\"checks\" data-said=\"checks\"></ul>\n</section>\n</header>\n");
    }

    private static string Shown(ExhibitContent content)
    {
        var withheld = content.Dossier.Moments.Count(m => m.IsWithheld);
        var veiled = content.Dossier.Moments.Count(m => m.IsVeiled);
        if (content.Request.Face == ExhibitFace.Full) return "everything that the log holds of the case";
        if (withheld + veiled == 0) return "everything that the log holds of the case; nothing in it is confidential";
        return $"the public face: {veiled} confidential {(veiled == 1 ? "act shows its" : "acts show their")} state and time only, "
            + $"{withheld} {(withheld == 1 ? "entry is" : "entries are")} withheld and counted";
    }

    private static void Fact(Markup page, string english, string chinese, FormattableString value) =>
        page.Line($"<div><dt>{PageText.Label(english, chinese)}</dt><dd>{Markup.Of(value)}</dd></div>");

    private static void Wide(Markup page, string english, string chinese, FormattableString value) =>
        page.Line($"<div class=\"wide\"><dt>{PageText.Label(english, chinese)}</dt><dd>{Markup.Of(value)}</dd></div>");

    private static string HashOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}

using Onus.Engine.Vault;
using Onus.Language.Documents;
using Onus.Log.Exhibits;

namespace Onus.Engine.Exhibits.Page;

/// <summary>The evidence of the case: what was filed by which entry, its commitment, and where its bytes are.</summary>
internal sealed class EvidenceSection(ExhibitContent content, PageText text)
{
    public void Write(Markup page)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("3", "evidence", "Evidence", "证据")}");
        var rows = content.Dossier.Moments.Where(m => !m.IsWithheld)
            .SelectMany(m => ExhibitContent.EvidenceOf(m).Select(filed => (Moment: m, Filed: filed))).ToArray();
        if (rows.Length == 0)
        {
            page.Raw("<p>No evidence that may be shown here was filed in the case.</p>\n</section>\n");
            return;
        }

        page.Raw("<p>The log holds a commitment to each document, made with a random salt: SHA-256 of 0x12, the salt, and the SHA-256 of the document. ");
        page.Raw("Whoever has the document and its salt can show that it is the one; nobody can put another in its place.</p>\n");
        page.Raw("<table class=\"evidence\">\n<thead><tr><th>What <span lang=\"zh-Hans\">名称</span></th><th>Filed in <span lang=\"zh-Hans\">提交于</span></th>");
        page.Raw("<th>Commitment <span lang=\"zh-Hans\">承诺值</span></th><th>Document <span lang=\"zh-Hans\">文件</span></th></tr></thead>\n<tbody>\n");
        foreach (var (moment, filed) in rows)
        {
            var kind = moment.After.Product.Product.Evidence[filed.Kind];
            page.Line($"<tr><td>{kind.Title} <code>{kind.Name}</code></td><td>{text.Entry(moment.Header.Index)}</td><td class=\"hash\">{filed.Commitment}</td><td>{Document(filed)}</td></tr>");
        }

        page.Raw("</tbody>\n</table>\n</section>\n");
    }

    private Markup Document(Core.Formats.EvidenceFiled filed) => content.Documents.GetValueOrDefault(filed.Commitment) switch
    {
        VaultOutcome.Read => Markup.Of($"in this exhibit: <code>{ExhibitPaths.Evidence(filed.Commitment)}</code>"),
        VaultOutcome.Destroyed => Markup.Of($"destroyed; the commitment stands"),
        VaultOutcome.Damaged => Markup.Of($"damaged in the vault"),
        _ => Markup.Of($"not in this exhibit"),
    };
}

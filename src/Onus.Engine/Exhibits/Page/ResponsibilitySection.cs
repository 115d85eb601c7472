using System.Globalization;
using Onus.Cases;
using Onus.Language.Compiled;
using Onus.Language.Documents;

namespace Onus.Engine.Exhibits.Page;

/// <summary>Who is responsible now, and who was after each entry that changed it.</summary>
internal sealed class ResponsibilitySection(ExhibitContent content, PageText text)
{
    // Six tints that can be told apart in print too; parties beyond them repeat.
    private const int Tints = 6;
    private const double BarWidth = 120;

    private readonly CaseSummary _last = content.Dossier.Last;

    private Product Product => _last.Product.Product;

    public void Write(Markup page)
    {
        page.Raw("<section>\n").Add($"{PageText.Heading("1", "responsible", "Who is responsible", "责任归属")}");
        Now(page);
        if (Product.Stake is not null) History(page);
        page.Raw("</section>\n");
    }

    private void Now(Markup page)
    {
        var state = Product.States[_last.State];
        page.Raw("<table class=\"parties\">\n<thead><tr><th>Party <span lang=\"zh-Hans\">当事方</span></th><th>Who <span lang=\"zh-Hans\">身份</span></th>");
        page.Raw("<th class=\"number\">Liable now <span lang=\"zh-Hans\">现应承担</span></th></tr></thead>\n<tbody>\n");
        for (var party = 0; party < Product.Parties.Length; party++)
        {
            var liable = Product.Stake is null ? "" : PageText.Amount(Product, _last.Liability[party]);
            var weight = _last.Liability[party] > 0 ? "liable" : "zero";
            page.Line($"<tr class=\"{weight}\"><td>{Product.Parties[party].Title} <code>{Product.Parties[party].Name}</code></td><td>{text.Actor(_last.Parties[party])}</td><td class=\"number amount\">{liable}</td></tr>");
        }

        page.Raw("</tbody>\n</table>\n");
        if (state.Final) page.Line($"<p class=\"next\">The case has ended: nobody must act any more. {Settled()}</p>");
        else if (content.Dossier.Moments[^1].IsVeiled || content.Dossier.HidesSomething) page.Line($"<p class=\"next\">Who must act next is not shown: a confidential act lies before.</p>");
        else if (_last.Due is { } due && state.Owner is { } owner)
            page.Line($"<p class=\"next\"><strong>{PageText.Who(Product, owner)}</strong> must act by {PageText.Time(due.At)}. If nobody does, the clock takes “{Product.Steps[due.Step].Title}” by itself.</p>");
    }

    private string Settled() => Product.Stake is null || _last.Liability.All(amount => amount == 0)
        ? "All liability has been discharged or left where it fell, as the product says."
        : "";

    private void History(Markup page)
    {
        var parties = Enumerable.Range(0, Product.Parties.Length)
            .Where(p => content.Dossier.Moments.Any(m => p < m.After.Liability.Length && m.After.Liability[p] > 0)).ToArray();
        if (parties.Length == 0) return;
        page.Line($"<h3>{PageText.Label("Liability after each entry", "每一步之后的责任")}</h3>");
        page.Raw("<table class=\"ledger\">\n<thead><tr><th>Entry</th><th>Time</th>");
        foreach (var party in parties) page.Add($"<th class=\"number\"><i class=\"tint t{party % Tints}\"></i>{Product.Parties[party].Title}</th>");
        page.Raw("<th class=\"bar\"></th></tr></thead>\n<tbody>\n");
        UInt128[]? before = null;
        foreach (var moment in content.Dossier.Moments)
        {
            var now = moment.After.Liability.ToArray();
            if (before is not null && now.AsSpan().SequenceEqual(before)) continue;
            before = now;
            page.Add($"<tr><td>{text.Entry(moment.Header.Index)}</td><td>{PageText.Time(moment.Header.Time)}</td>");
            foreach (var party in parties)
                page.Add($"<td class=\"number amount {(now[party] == 0 ? "zero" : "")}\">{PageText.Amount(Product, now[party])}</td>");
            page.Line($"<td class=\"bar\">{Bar(parties, now)}</td></tr>");
        }

        page.Raw("</tbody>\n</table>\n");
    }

    private Markup Bar(int[] parties, UInt128[] liability)
    {
        var bar = new Markup().Raw("<svg viewBox=\"0 0 120 10\" width=\"120\" height=\"10\" aria-hidden=\"true\"><rect class=\"empty\" width=\"120\" height=\"10\"/>");
        var at = 0.0;
        foreach (var party in parties)
        {
            // The stake can be larger than a double is exact: a picture may be a hair off.
            var width = _last.Stake == 0 ? 0 : BarWidth * (double)liability[party] / (double)_last.Stake;
            if (width > 0) bar.Add($"<rect class=\"t{party % Tints}\" x=\"{Round(at)}\" width=\"{Round(width)}\" height=\"10\"/>");
            at += width;
        }

        return bar.Raw("</svg>");
    }

    private static string Round(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

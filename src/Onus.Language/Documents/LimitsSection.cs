using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>Ceilings on exposure, how long evidence is kept, and rules that are only tried.</summary>
internal static class LimitsSection
{
    public static void Write(Markup page, DocumentContext context)
    {
        var product = context.Product;
        page.Line($"<section id=\"limits\">");
        page.Line($"<h2>Caps, retention, trials</h2>");
        if (product.Caps.IsEmpty && product.Keeps.IsEmpty && product.Shadows.IsEmpty)
            page.Line($"<p class=\"lead\">This product has none.</p>");
        foreach (var cap in product.Caps) Cap(page, context, cap);
        Keeps(page, context);
        foreach (var shadow in product.Shadows) Shadow(page, context, shadow);
        page.Line($"</section>");
    }

    private static void Cap(Markup page, DocumentContext context, BoundCap cap)
    {
        var product = context.Product;
        page.Line($"<article class=\"limit\"><h3>{Prose.Title(cap)}</h3><dl>");
        if (cap.On is { } on) Row(page, "On", new Markup().Add($"{Prose.Title(on)}{Per(product, cap.Per)}"));
        if (cap.AtMost is { } most)
        {
            var text = DocumentContext.Quantity(most);
            if (cap.Window is { } window) text.Add($" in {DocumentContext.Quantity(window)}");
            else text.Add($" of open liability");
            Row(page, "At most", text);
        }

        foreach (var warning in cap.Warns) Row(page, "Warns", new Markup().Add($"{Prose.Title(warning.Who)} at {warning.At.Value}"));
        foreach (var opening in cap.Opens) Row(page, "Opens", new Markup().Add($"a case of <code>{opening.Product}</code> at {opening.At.Value}"));
        if (!cap.Blocks.IsEmpty)
            Row(page, "Blocks", new Markup().Add($"{Prose.List(cap.Blocks.Select(step => $"“{Prose.Title(product[step])}”"))}"));
        if (cap.Instead is { } instead) Row(page, "Instead", new Markup().Add($"“{Prose.Title(product[instead])}”"));
        page.Line($"</dl></article>");
    }

    private static string Per(BoundProduct product, BoundKey? key) => key switch
    {
        { Fact: { } fact } => $", each {Prose.Words(product[fact].Name)} by itself",
        { Party: { } party } => $", each {Prose.Title(party)} by itself",
        _ => "",
    };

    private static void Keeps(Markup page, DocumentContext context)
    {
        if (context.Product.Keeps.IsEmpty) return;
        page.Line($"<article class=\"limit\"><h3>What is kept, and how long</h3><dl>");
        foreach (var keep in context.Product.Keeps)
        {
            var from = keep.From == KeepFrom.Closing ? "the case is closed" : "it was collected";
            Row(page, "Kept", new Markup().Add($"{Prose.List(keep.Evidence.Select(Prose.Title))}, for {DocumentContext.Quantity(keep.For)} after {from}"));
        }

        page.Line($"</dl></article>");
    }

    private static void Shadow(Markup page, DocumentContext context, BoundShadow shadow)
    {
        var product = context.Product;
        page.Line($"<article class=\"limit\"><h3>On trial: {Prose.Title(shadow)}</h3>");
        page.Line($"<p class=\"note\">Evaluated, recorded and reported for every case, and never applied.</p><dl>");
        if (!shadow.Because.IsEmpty) Row(page, "Because", DocumentContext.Join(shadow.Because.Select(DocumentContext.Link)));
        foreach (var replacement in shadow.InsteadOf)
            Row(page, "Would take", new Markup().Add($"“{Prose.Title(product[replacement.Step])}” when {Prose.Condition(product, replacement.When)}"));
        if (shadow.Until is { } until) Row(page, "Until", new Markup().Add($"{MastheadSection.Date(until)}"));
        if (shadow.Report is { } report)
            Row(page, "Reports", new Markup().Add($"{Prose.Words(report.What)} to {Prose.Title(report.To)} every {DocumentContext.Quantity(report.Every)}"));
        if (shadow.PromotedBy is { } by) Row(page, "Put in force by", new Markup().Add($"{Prose.Title(by)}"));
        page.Line($"</dl></article>");
    }

    private static void Row(Markup page, string term, Markup text) => page.Line($"<dt>{term}</dt><dd>{text}</dd>");
}

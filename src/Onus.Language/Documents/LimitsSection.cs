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
            page.Lead($"This product has none.");
        foreach (var cap in product.Caps) Cap(page, context, cap);
        Keeps(page, context);
        foreach (var shadow in product.Shadows) Shadow(page, context, shadow);
        page.Line($"</section>");
    }

    private static void Cap(Markup page, DocumentContext context, BoundCap cap)
    {
        var product = context.Product;
        page.Line($"<article class=\"limit\"><h3>{Prose.Title(cap)}</h3><dl>");
        if (cap.On is { } on) page.Term("On", $"{Prose.Title(on)}{Per(product, cap.Per)}");
        if (cap.AtMost is { } most)
        {
            var text = DocumentContext.Quantity(most);
            if (cap.Window is { } window) text.Add($" in {DocumentContext.Quantity(window)}");
            else text.Add($" of open liability");
            page.Term("At most", text);
        }

        foreach (var warning in cap.Warns) page.Term("Warns", $"{Prose.Title(warning.Who)} at {warning.At.Value}");
        foreach (var opening in cap.Opens)
            page.Term("Opens", $"a case of <code>{opening.Product}</code> at {opening.At.Value}");
        if (!cap.Blocks.IsEmpty)
            page.Term("Blocks", $"{context.Quoted(cap.Blocks)}");
        if (cap.Instead is { } instead) page.Term("Instead", $"{context.Quoted(instead)}");
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
            var evidence = Prose.List(keep.Evidence.Select(Prose.Title));
            page.Term("Kept", $"{evidence}, for {DocumentContext.Quantity(keep.For)} after {from}");
        }

        page.Line($"</dl></article>");
    }

    private static void Shadow(Markup page, DocumentContext context, BoundShadow shadow)
    {
        var product = context.Product;
        page.Line($"<article class=\"limit\"><h3>On trial: {Prose.Title(shadow)}</h3>");
        page.Line($"<p class=\"note\">Evaluated, recorded and reported for every case, and never applied.</p><dl>");
        if (!shadow.Because.IsEmpty)
            page.Term("Because", DocumentContext.Join(shadow.Because.Select(DocumentContext.Link)));
        foreach (var replacement in shadow.InsteadOf)
        {
            var when = Prose.Condition(product, replacement.When);
            page.Term("Would take", $"{context.Quoted(replacement.Step)} when {when}");
        }

        if (shadow.Until is { } until) page.Term("Until", $"{MastheadSection.Date(until)}");
        if (shadow.Report is { } report)
        {
            var every = DocumentContext.Quantity(report.Every);
            page.Term("Reports", $"{Prose.Words(report.What)} to {Prose.Title(report.To)} every {every}");
        }

        if (shadow.PromotedBy is { } by) page.Term("Put in force by", $"{Prose.Title(by)}");
        page.Line($"</dl></article>");
    }
}

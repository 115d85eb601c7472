using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The facts that guards read, the stake, and the evidence that steps need.</summary>
internal static class InputsSection
{
    public static void Write(Markup page, DocumentContext context)
    {
        var product = context.Product;
        page.Line($"<section id=\"inputs\">");
        page.Line($"<h2>What is decided on</h2>");
        Stake(page, product);
        if (!product.Facts.IsEmpty)
        {
            page.BeginTable("", "Fact", "Can be", "Comes from");
            foreach (var fact in product.Facts)
                page.Row(
                    Markup.Of($"{Prose.Heading(fact.Name)}"),
                    Markup.Of($"{Range(product, fact)}"),
                    Markup.Of($"{Origin(fact)}"));
            page.EndTable();
        }

        if (!product.Evidence.IsEmpty)
        {
            page.Line($"<h3>Evidence</h3>");
            page.BeginTable("", "Evidence", "Brought by", "Kept");
            foreach (var evidence in product.Evidence)
                page.Row(
                    DocumentContext.Named(evidence),
                    Markup.Of($"{Prose.Title(evidence.From)}"),
                    Kept(context, evidence));
            page.EndTable();
        }

        page.Line($"</section>");
    }

    private static void Stake(Markup page, BoundProduct product)
    {
        if (product.Stake is { } stake)
        {
            page.Line($"<p class=\"lead\">Somebody is answerable for the");
            page.Line($"<strong>{Prose.Words(product[stake].Name)}</strong> at every moment;");
            page.Line($"it is given when a case opens and never changes.</p>");
        }
        else page.Lead($"Nobody owes an amount in this product, but somebody answers at every moment.");
    }

    public static string Range(BoundProduct product, BoundFact fact)
    {
        var kind = fact.Kind switch
        {
            FactKind.Money => "an amount in " + fact.Currency,
            FactKind.Number => "a number",
            FactKind.Duration => "a length of time",
            FactKind.Share => "a percentage",
            FactKind.OneOf => Prose.List(fact.Members.Select(Prose.Words), "or"),
            FactKind.YesOrNo => "yes or no",
            FactKind.Instant => "a moment",
            FactKind.Identifier => "an identifier, compared with nothing",
            FactKind.Count => "how often " + Kept(product, fact),
            FactKind.Total => "the total of " + Kept(product, fact),
            FactKind.Score => $"the points of the score {Prose.Words(fact.RiskName ?? "")}",
            _ => $"the size of the ring {Prose.Words(fact.RiskName ?? "")}",
        };
        return (fact.From, fact.To) switch
        {
            ({ } from, { } to) => $"{kind}, from {from} to {to}",
            ({ } from, null) => $"{kind}, from {from}",
            (null, { } to) => $"{kind}, to {to}",
            _ => kind,
        };
    }

    private static string Kept(BoundProduct product, BoundFact fact)
    {
        if (fact.Kept is not { } kept) return "";
        var steps = Prose.List(kept.Steps.Select(step => $"“{Prose.Title(product[step])}”"), "or");
        var what = kept.Of is { } of ? $"{Prose.Words(product[of].Name)} over {steps}" : $"{steps} fired";
        var per = kept.Per switch
        {
            { Fact: { } key } => " for the same " + Prose.Words(product[key].Name),
            { Party: { } party } => " for the same " + Prose.Words(party.Name),
            _ => "",
        };
        return what + per + Window(kept.Window);
    }

    private static string Window(BoundWindow window) => window.Kind switch
    {
        WindowKind.Rolling => window.Length is { } length ? $", in the last {length.Value}" : "",
        WindowKind.ThisDay => ", this day",
        WindowKind.ThisMonth => ", this month",
        WindowKind.ThisYear => ", this year",
        _ => ", ever",
    };

    public static string Origin(BoundFact fact)
    {
        var origin = fact.IsSupplied ? "kept by the system from its own entries"
            : fact.AssertedBy is { } by ? Prose.Title(by)
            : "whoever opens the case";
        if (fact.Later) origin += ", after the opening";
        return fact.Personal ? origin + "; personal, erasable" : origin;
    }

    private static Markup Kept(DocumentContext context, BoundEvidence evidence)
    {
        var keeps = context.Product.Keeps.Where(k => k.Evidence.Contains(evidence)).ToList();
        if (keeps.Count == 0) return Markup.Of($"<span class=\"none\">not kept</span>");
        return DocumentContext.Join(keeps.Select(keep => DocumentContext.Quantity(keep.For)
            .Add($" from {(keep.From == KeepFrom.Closing ? "closing" : "collection")}")));
    }
}

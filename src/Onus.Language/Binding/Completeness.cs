using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Reports sections that lack what they must have, one message for each section.</summary>
internal static class Completeness
{
    private static readonly SectionKind[] Needed = [SectionKind.Perimeter, SectionKind.Stake, SectionKind.State];

    private static readonly SectionKind[] Once = [SectionKind.Product, SectionKind.Perimeter, SectionKind.Stake];

    /// <summary>A file has one product, perimeter and stake, and at least one state.</summary>
    public static void CheckFile(ProductSyntax root, DiagnosticBag bag)
    {
        foreach (var kind in Once)
        {
            var all = root.Sections.Where(s => s.Kind == kind).ToArray();
            if (all.Length < 2) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice, $"a product has one {all[1].Word.Text}", all[1].Word.Span, "again here")
                with
                {
                    Secondary = [new Place(all[0].Word.Span, "first here")],
                    Fix = new Fix(kind == SectionKind.Product ? "put the second product into a file of its own" : "keep one of them"),
                });
        }

        var product = root.Sections.FirstOrDefault(s => s.Kind == SectionKind.Product);
        if (product is null)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, "this file declares no product", new TextSpan(0, 0)) with
            {
                Fix = new Fix("start it with: product my-product \"What it is\" version 1"),
            });
            return;
        }

        var missing = Needed.Where(k => root.Sections.All(s => s.Kind != k)).Select(k => Keywords.Of(k).Word).ToArray();
        if (missing.Length == 0) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, $"this product has no {Words.Or(missing)}",
            product.Name?.Span ?? product.Word.Span) with
        {
            Fix = new Fix(missing.Contains("stake")
                ? "a product says `stake` and a money fact, or `stake none`" : $"add the section {Words.And(missing)}"),
        });
    }

    /// <summary>A product that counts business days needs the calendar that says which days those are.</summary>
    public static void CheckCalendar(BoundProduct product, DiagnosticBag bag)
    {
        if (product.Perimeter.Calendar is not null) return;
        var use = QuantityUses.Of(product).Select(u => u.Quantity).FirstOrDefault(q => q.Value.Unit == QuantityUnit.BusinessDay);
        if (use is null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, "business days need a calendar, and the perimeter has none", use.Span) with
        {
            Fix = new Fix("add to the perimeter: calendar NAME \"calendars/FILE.csv\" through DATE"),
        });
    }

    /// <summary>Reports the clauses that are missing in a section, all in one message; whether none is.</summary>
    public static bool Require(SectionSyntax section, ClauseReader reader, DiagnosticBag bag, params ReadOnlySpan<ClauseKind> kinds)
    {
        var missing = new List<ClauseWord>();
        foreach (var kind in kinds)
            if (!reader.Has(kind)) missing.Add(Keywords.Of(kind));
        if (missing.Count == 0) return true;
        if (section.IsFaulty) return false;
        var name = section.Name is null ? $"this {section.Word.Text}" : $"the {section.Word.Text} `{section.Name.Text}`";
        bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, $"{name} lacks {Words.And([.. missing.Select(m => $"`{m.Words}`")])}",
            section.Name?.Span ?? section.Word.Span) with
        {
            Fix = new Fix(string.Join('\n', missing.Select(m => $"add {m.Words} {m.Form.Replace("\"", "", StringComparison.Ordinal)}"))),
        });
        return false;
    }
}

using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Documents;
using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>
/// What can stand at the cursor, asked of the parser itself: at the start of a line the clauses of the section and new
/// sections, further on the words and names with which the clause can continue.
/// </summary>
internal static class Completion
{
    private const int KindProperty = 10;
    private const int KindKeyword = 14;
    private const int KindReference = 18;
    private const int KindMember = 20;

    public static CompletionItem[] At(OpenDocument document, Position position)
    {
        var offset = WordStart(document.Source.Text, Places.Offset(document.Source, position));
        var lineStart = document.Source.StartOfLine(document.Source.LineOf(offset));
        var before = document.Source.Text.AsSpan(lineStart, offset - lineStart);
        var items = new List<CompletionItem>();
        var expected = ProductParser.ExpectedAt(document.Source, offset);
        foreach (var expectation in expected)
        {
            if (expectation.Name is { } kind) items.AddRange(Names(document, kind, offset));
            else if (expectation.Word is { } word && !expectation.StartsClause)
                items.Add(new CompletionItem(word, KindKeyword, "") { InsertText = word + " ", SortText = "1" + word });
        }

        // A clause that could go on can also be over: the next line starts another one.
        if (before.IsWhiteSpace()) items.AddRange(Clauses(document, offset));
        if (before.IsEmpty) items.AddRange(Sections());
        return [.. items.DistinctBy(item => item.Label, StringComparer.Ordinal)];
    }

    private static int WordStart(string text, int offset)
    {
        while (offset > 0 && (char.IsAsciiLetterOrDigit(text[offset - 1]) || text[offset - 1] is '-' or '/')) offset--;
        return offset;
    }

    private static IEnumerable<CompletionItem> Sections() => Keywords.Sections.Select(section =>
        new CompletionItem(section.Word, KindKeyword, section.Says)
        {
            InsertText = section.Word + " ",
            SortText = "3" + section.Word,
        });

    // The clauses that the section does not have yet, in the order in which they are usually written.
    private static IEnumerable<CompletionItem> Clauses(OpenDocument document, int offset)
    {
        var section = document.Check.Tree.Root.Sections.LastOrDefault(s => s.Word.Start < offset);
        if (section is null) yield break;
        var present = section.Clauses.Select(c => c.Kind).ToHashSet();
        foreach (var (index, kind) in Keywords.Of(section.Kind).Clauses.Index())
        {
            var clause = Keywords.Of(kind);
            if (!clause.Repeats && present.Contains(kind)) continue;
            yield return new CompletionItem(clause.Words, KindProperty, clause.Says)
            {
                InsertText = clause.Form.Length > 0 ? clause.Words + " " : clause.Words,
                SortText = $"2{index:D2}",
                Documentation = clause.Form.Length > 0 ? new MarkupContent($"`{clause.Words} {clause.Form}`") : null,
            };
        }
    }

    private static IEnumerable<CompletionItem> Names(OpenDocument document, NameKind kind, int offset)
    {
        var product = document.Check.Product;
        if (kind == NameKind.Member)
            foreach (var member in Members(document, product, offset)) yield return Name(member, KindMember, "value");
        foreach (var declaration in document.Names.Declarations)
        {
            if (!Fits(kind, declaration.Kind)) continue;
            yield return Name(declaration.Name, KindReference, Detail(product, declaration));
        }
    }

    private static CompletionItem Name(string name, int kind, string detail) =>
        new(name, kind, detail) { InsertText = name, SortText = "0" + name };

    // The values of the fact that the comparison is about: the last name before the cursor.
    private static ImmutableArray<string> Members(OpenDocument document, BoundProduct? product, int offset)
    {
        var name = document.Names.Uses.LastOrDefault(use =>
            use.Span.End <= offset && use.Declaration.Kind == NameKind.Fact);
        var fact = name is null ? null : product?.Facts.FirstOrDefault(f => f.Name == name.Declaration.Name);
        return fact?.Kind switch
        {
            FactKind.OneOf => fact.Members,
            FactKind.YesOrNo => ["yes", "no"],
            _ => [],
        };
    }

    private static bool Fits(NameKind wanted, NameKind found) => wanted switch
    {
        NameKind.Actor => found is NameKind.Party or NameKind.Authority,
        NameKind.Operand => found is NameKind.Quantity or NameKind.Fact,
        NameKind.Key => found is NameKind.Fact or NameKind.Party,
        NameKind.Member => found == NameKind.Quantity,
        _ => wanted == found,
    };

    private static string Detail(BoundProduct? product, Declaration declaration)
    {
        var noun = Scope.Noun(declaration.Kind);
        if (product is null) return noun;
        if (declaration.Kind == NameKind.Quantity)
            return product.Quantities.FirstOrDefault(q => q.Name == declaration.Name)?.Value.ToString() ?? noun;
        IEnumerable<BoundSection> things = declaration.Kind switch
        {
            NameKind.State => product.States,
            NameKind.Step => product.Steps,
            NameKind.Party => product.Parties,
            NameKind.Authority => product.Authorities,
            NameKind.Legal => product.Legal,
            NameKind.Funds => product.Funds,
            NameKind.Evidence => product.Evidence,
            NameKind.Source => [.. product.Rules, .. product.Policies],
            _ => [],
        };
        return things.FirstOrDefault(t => t.Name == declaration.Name) is { } thing ? Prose.Title(thing) : noun;
    }
}

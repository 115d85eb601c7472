using Onus.Language.Syntax;
using Onus.LanguageServer.Protocol;

namespace Onus.LanguageServer.Features;

/// <summary>The sections of a document, to fold and to jump to.</summary>
internal static class Outline
{
    public static FoldingRange[] Folds(OpenDocument document)
    {
        var folds = new List<FoldingRange>();
        foreach (var section in document.Check.Tree.Root.Sections)
        {
            var range = Places.Range(document.Source, section.Span);
            if (range.End.Line > range.Start.Line) folds.Add(new FoldingRange(range.Start.Line, range.End.Line));
        }

        return [.. folds];
    }

    public static DocumentSymbol[] Symbols(OpenDocument document) =>
        [.. document.Check.Tree.Root.Sections.Select(section => Symbol(document, section))];

    private static DocumentSymbol Symbol(OpenDocument document, SectionSyntax section)
    {
        var source = document.Source;
        var name = section.Name is { IsMissing: false } declared ? declared : null;
        var title = section.Title?.StringValue ?? "";
        var word = section.Word.Text;
        var label = name?.Text ?? (title.Length > 0 ? title : word);
        var detail = name is not null && title.Length > 0 ? $"{word}: {title}" : word;
        var selection = name?.Span ?? section.Word.Span;
        var range = Places.Range(source, section.Span);
        return new DocumentSymbol(label, detail, Kind(section.Kind), range, Places.Range(source, selection))
        {
            Children = [.. Children(section).Select(child => new DocumentSymbol(
                child.Text, "", child.Kind == NameKind.Quantity ? SymbolConstant : SymbolVariable,
                Places.Range(source, child.Span), Places.Range(source, child.Span)))],
        };
    }

    private static IEnumerable<NameSyntax> Children(SectionSyntax section) => section.Nodes().OfType<NameSyntax>()
        .Where(n => n is
        {
            Declares: true, IsMissing: false, Kind: NameKind.Quantity or NameKind.Fact or NameKind.Regulator,
        });

    private const int SymbolVariable = 13;
    private const int SymbolConstant = 14;

    // Symbol kinds of the protocol, chosen for their icons.
    private static int Kind(SectionKind kind) => kind switch
    {
        SectionKind.Product => 4,
        SectionKind.State => 5,
        SectionKind.Step or SectionKind.Appeal or SectionKind.Request => 12,
        SectionKind.Facts or SectionKind.Stake => 13,
        SectionKind.Rule or SectionKind.Policy => 15,
        SectionKind.Party or SectionKind.Authority => 11,
        SectionKind.Example => 24,
        _ => 8,
    };
}

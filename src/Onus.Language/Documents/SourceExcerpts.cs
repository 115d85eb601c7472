using Onus.Language.Syntax;

namespace Onus.Language.Documents;

/// <summary>Cuts the text of single steps out of a product's source, so that a decision can be shown with the words that
/// decided it.</summary>
internal sealed class SourceExcerpts
{
    private readonly Dictionary<string, string> _steps = new(StringComparer.Ordinal);

    /// <summary>Reads a source; what is faulty in it is not there.</summary>
    public SourceExcerpts(ReadOnlySpan<byte> source)
    {
        var text = SourceText.FromBytes("source", source);
        var tree = SyntaxTree.Parse(text, new DiagnosticBag(text));
        foreach (var section in tree.Root.Sections)
        {
            if (section.Kind is not (SectionKind.Step or SectionKind.Appeal or SectionKind.Request) || section.Name is null) continue;
            _steps.TryAdd(section.Name.Text, text.Text[section.Span.Start..section.Span.End]);
        }
    }

    /// <summary>The text of a step, an appeal or a request; null where there is none of that name.</summary>
    public string? StepOf(string name) => _steps.GetValueOrDefault(name);
}

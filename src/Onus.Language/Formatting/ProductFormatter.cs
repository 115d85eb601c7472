using System.Text;
using Onus.Language.Syntax;

namespace Onus.Language.Formatting;

/// <summary>Writes a product in the one layout of the language; words and comments stay, white space is ours.</summary>
public static class ProductFormatter
{
    /// <summary>The formatted text, or null where the source has faults of syntax and is better left alone.</summary>
    /// <remarks>Formatting twice gives the same as once. In Markdown only the fences are touched.</remarks>
    public static string? Format(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bag = new DiagnosticBag(source);
        var tree = SyntaxTree.Parse(source, bag);
        return bag.HasErrors ? null : Format(tree);
    }

    /// <summary>The formatted text of a tree without faults of syntax.</summary>
    internal static string Format(SyntaxTree tree)
    {
        var source = tree.Source;
        if (MarkdownFences.Of(source) is not { } fences)
        {
            var whole = new TextSpan(0, source.Text.Length);
            return FormatPart(tree, whole, tree.Root.Sections) + "\n";
        }

        var text = new StringBuilder(source.Text.Length);
        for (var i = 0; i < fences.Prose.Count; i++)
        {
            var prose = fences.Prose[i];
            text.Append(source[prose]);
            var end = i + 1 < fences.Prose.Count ? fences.Prose[i + 1].Start : source.Text.Length;
            if (end <= prose.End) continue;
            var fence = TextSpan.FromBounds(prose.End, end);
            var inside = tree.Root.Sections.Where(s => s.Span.Start >= fence.Start && s.Span.Start < fence.End).ToArray();

            // A section that runs on into the next fence has no layout of its own.
            if (inside.Any(s => s.Span.End > fence.End)) return source.Text;
            var formatted = FormatPart(tree, fence, inside);
            text.Append(formatted).Append(formatted.Length > 0 ? "\n" : "");
        }

        return text.ToString();
    }

    private static string FormatPart(SyntaxTree tree, TextSpan part, IReadOnlyList<SectionSyntax> sections)
    {
        var comments = new Comments(tree, part);
        var writer = new SectionWriter(comments);
        for (var i = 0; i < sections.Count;)
        {
            var run = OneLiners.RunLength(sections, i, comments);
            if (run > 0) writer.WriteTable(sections.Skip(i).Take(run).ToArray());
            else writer.WriteBlock(sections[i]);
            i += Math.Max(run, 1);
        }

        return writer.Finish();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Onus.Language;

/// <summary>What there is to say about one code beyond the message: the rule, why it matters, a wrong and a right text.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">What the code says, as in the catalogue.</param>
/// <param name="Rule">The rule of the language, in a paragraph.</param>
/// <param name="Why">Why a regulator, a court or a customer would care.</param>
/// <param name="Wrong">Sections that, put into <c>docs/language/late-refund.onus</c>, give exactly this message.</param>
/// <param name="Right">The same, mended: they give no message.</param>
public sealed record CatalogueEntry(
    DiagnosticCode Code, string Title, string Rule, string Why, string Wrong, string Right)
{
    private const int PageWidth = 92;

    /// <summary>The entry as a page of text for a terminal.</summary>
    public string Page()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"{Code.Text()} {Code.SeverityWord()}: {Title}\n\n");
        Wrap(page, Rule);
        page.Append("\nWhy it matters\n\n");
        Wrap(page, Why);
        page.Append("\nWrong\n\n");
        Indent(page, Wrong);
        page.Append("\nRight\n\n");
        Indent(page, Right);
        return page.ToString();
    }

    private static void Wrap(StringBuilder page, string text)
    {
        var column = 0;
        foreach (var word in text.Split(' ', '\n'))
        {
            if (column > 0 && column + 1 + word.Length > PageWidth)
            {
                page.Append('\n');
                column = 0;
            }

            if (column > 0) page.Append(' ');
            page.Append(word);
            column += word.Length + (column > 0 ? 1 : 0);
        }

        page.Append('\n');
    }

    private static void Indent(StringBuilder page, string program)
    {
        foreach (var line in program.Split('\n')) page.Append(line.Length > 0 ? "    " + line : "").Append('\n');
    }
}

/// <summary>The catalogue of all codes; the reference page and <c>onus explain</c> are made from it.</summary>
/// <remarks>Each entry is a file of <c>Diagnostics/Explanations</c>, which a test compiles.</remarks>
public static class Catalogue
{
    private static readonly Lazy<ImmutableArray<CatalogueEntry>> Entries = new(Load);

    /// <summary>All entries in the order of their codes.</summary>
    public static ImmutableArray<CatalogueEntry> All => Entries.Value;

    /// <summary>The entry of a code; null for a code that is not of the language.</summary>
    public static CatalogueEntry? Find(DiagnosticCode code) => All.FirstOrDefault(e => e.Code == code);

    /// <summary>One line for each code.</summary>
    public static string List()
    {
        var list = new StringBuilder();
        foreach (var entry in All)
            list.Append(CultureInfo.InvariantCulture, $"{entry.Code.Text()}  {entry.Code.SeverityWord(),-7}  {entry.Title}\n");
        return list.ToString();
    }

    /// <summary>The severity of a code as a word.</summary>
    internal static string SeverityWord(this DiagnosticCode code) => code.DefaultSeverity().ToString().ToLowerInvariant();

    private static ImmutableArray<CatalogueEntry> Load()
    {
        var assembly = typeof(Catalogue).Assembly;
        var entries = ImmutableArray.CreateBuilder<CatalogueEntry>();
        foreach (var code in Enum.GetValues<DiagnosticCode>().Where(c => c != DiagnosticCode.None))
        {
            using var stream = assembly.GetManifestResourceStream(code.Text() + ".md");
            if (stream is null) continue;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            entries.Add(Read(code, reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal)));
        }

        return entries.ToImmutable();
    }

    private static CatalogueEntry Read(DiagnosticCode code, string text)
    {
        var (head, rest) = Cut(text, "\n\n## Why it matters\n\n");
        var (title, rule) = Cut(head, "\n\n");
        var (why, programs) = Cut(rest, "\n\n## Wrong\n\n```onus\n");
        var (wrong, right) = Cut(programs, "\n```\n\n## Right\n\n```onus\n");
        return new CatalogueEntry(code, title["# ".Length..], rule, why, wrong, right[..^"\n```\n".Length]);
    }

    private static (string Before, string After) Cut(string text, string at)
    {
        var place = text.IndexOf(at, StringComparison.Ordinal);
        Core.Invariant.Holds(place >= 0);
        return (text[..place], text[(place + at.Length)..]);
    }
}

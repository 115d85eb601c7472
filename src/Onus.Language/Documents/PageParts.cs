namespace Onus.Language.Documents;

/// <summary>The recurring parts of a page: leads, tables, and lists of terms.</summary>
internal static class PageParts
{
    /// <summary>The paragraph under a heading that says what follows.</summary>
    public static void Lead(this Markup page, FormattableString text) =>
        page.Add($"<p class=\"lead\">").Add(text).Line($"</p>");

    /// <summary>Begins a table with these headings.</summary>
    public static void BeginTable(this Markup page, string type, params ReadOnlySpan<string> headings)
    {
        page.Add($"<table{(type.Length > 0 ? Markup.Of($" class=\"{type}\"") : new Markup())}><thead><tr>");
        foreach (var heading in headings) page.Add($"<th>{heading}</th>");
        page.Line($"</tr></thead><tbody>");
    }

    /// <summary>A row whose first cell names it.</summary>
    public static void Row(this Markup page, Markup head, params ReadOnlySpan<Markup> cells)
    {
        page.Add($"<tr><th scope=\"row\">{head}</th>");
        foreach (var cell in cells) page.Add($"<td>{cell}</td>");
        page.Line($"</tr>");
    }

    public static void EndTable(this Markup page) => page.Raw("</tbody></table>\n");

    /// <summary>A term and what it is, in a definition list.</summary>
    public static void Term(this Markup page, string term, Markup text) =>
        page.Line($"<dt>{term}</dt><dd>{text}</dd>");

    public static void Term(this Markup page, string term, FormattableString text) => page.Term(term, Markup.Of(text));
}

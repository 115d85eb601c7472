namespace Onus.Language.Syntax;

/// <summary>Words the messages for tokens that cannot stand where they stand.</summary>
internal static class SyntaxFaults
{
    private const int MaxListed = 12;

    /// <summary>Reports the current token of the cursor.</summary>
    public static void Report(TokenCursor cursor, string? title, DiagnosticBag bag)
    {
        var token = cursor.Current;
        var expected = List(cursor);
        if (title is not null)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.UnexpectedWord, title, token.Span));
            return;
        }

        // A clause or section that starts where more was due: what stands before it is unfinished.
        var stops = token.Kind == TokenKind.End
            || (token.StartsLine && token.Kind == TokenKind.Word && Keywords.Reserved.Contains(token.Text));
        if (stops && cursor.Reading.Length > 0)
        {
            var last = cursor.Previous!;
            bag.Add(Diagnostic.Of(DiagnosticCode.Unfinished, $"{cursor.Reading} is unfinished", last.Span,
                $"after this comes {expected}"));
            return;
        }

        var shown = Shown.Of(token.Text);
        var nameDue = cursor.Expected.FirstOrDefault(e => e.Name is not null).Text;
        if (token.Kind == TokenKind.Word && Keywords.Reserved.Contains(token.Text) && nameDue is not null
            && cursor.Expected.All(e => e.Word is null))
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.UnexpectedWord,
                $"`{shown}` is a word of the language and cannot be a name", token.Span, $"expected {nameDue}"));
            return;
        }

        var what = token.Kind == TokenKind.End ? "the file ends here, too early" : $"`{shown}` cannot stand here";
        var repair = Repair(cursor);
        bag.Add(Diagnostic.Of(DiagnosticCode.UnexpectedWord, what, token.Span, $"expected {expected}") with
        {
            Near = Elsewhere(token) is { } elsewhere ? [elsewhere] : [],
            Fix = repair is null ? null : new Fix($"write {repair}", token.Span, repair),
        });
    }

    // The nearest expected word; for a sign the only word that can stand in its place.
    private static string? Repair(TokenCursor cursor)
    {
        var token = cursor.Current;
        var words = cursor.Expected.Where(e => e.Word is not null && (token.StartsLine || !e.StartsClause));
        if (token.Kind == TokenKind.Word) return Spelling.Nearest(token.Text, words.Select(e => e.Word!));
        var only = cursor.Expected.Count == 1 ? cursor.Expected[0].Word : null;
        return token.Kind is TokenKind.EqualsSign or TokenKind.Comma ? only : null;
    }

    // A clause that another kind of section has: people put it where it seems to belong.
    private static string? Elsewhere(SyntaxToken token)
    {
        if (!token.StartsLine || token.Kind != TokenKind.Word) return null;
        var clauses = Keywords.Clauses.Where(c => c.Parts[0] == token.Text).Select(c => c.Kind).ToHashSet();
        var homes = Keywords.Sections.Where(s => s.Clauses.Any(clauses.Contains)).Select(s => s.Word).ToArray();
        return homes.Length == 0 ? null : $"`{token.Text}` is a clause of {Binding.Words.Or(homes)}";
    }

    private static string List(TokenCursor cursor)
    {
        // In mid-line what is due is the rest of the clause; at the start of a line, a clause of this section.
        var expected = cursor.Expected;
        var rest = expected.Where(e => !e.StartsClause).ToArray();
        if (rest.Length > 0 && !cursor.Current.StartsLine) expected = rest;
        else if (expected.Any(e => e.StartsClause && !Keywords.TrySection(e.Word!, out _)))
            expected = [.. expected.Where(e => !e.StartsClause || !Keywords.TrySection(e.Word!, out _) || e.Text != e.Word)];
        var units = expected.Count(e => e.Word is not null && Units.Words.Contains(e.Word)) > 4;
        var words = expected
            .Where(e => !(units && e.Word is not null && Units.Words.Contains(e.Word)))
            .Select(e => e.Text)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (units) words.Add("a unit of time");
        if (words.Count > MaxListed) words = [.. words.Take(MaxListed - 1), "..."];
        return words.Count == 0 ? "the end of the file" : Binding.Words.Or(words);
    }
}

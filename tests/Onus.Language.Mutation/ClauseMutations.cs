using Onus.Language.Binding;
using Onus.Language.Syntax;

namespace Onus.Language.Mutation;

/// <summary>The changes inside one clause that are not a name or a list item.</summary>
internal static class ClauseMutations
{
    internal static IEnumerable<Mutant> Of(ClauseSyntax clause, SourceText source)
    {
        foreach (var node in clause.Nodes())
        {
            var mutants = node switch
            {
                ComparisonSyntax comparison => Comparison(comparison),
                JunctionSyntax junction => Junction(junction, source),
                NotSyntax not => [Cut("drop not", not, not.Item, source)],
                MoveSyntax move => [Exchange(move.From, move.To, source)],
                ShareSyntax share => Share(share, source),
                LiteralSyntax literal when clause.Kind is not (ClauseKind.Tells or ClauseKind.ReportsEvery or ClauseKind.Warns) =>
                    Literals.Of(literal),
                DecisionClauseSyntax decision => Decision(decision, source),
                _ => [],
            };
            foreach (var mutant in mutants) yield return mutant;
        }

        foreach (var (from, to) in Words(clause))
            if (Find(clause, from) is { } span) yield return new Mutant("", "change word", $"{from} -> {to}", span, to);
        foreach (var mutant in Optional(clause)) yield return mutant;
    }

    private static IEnumerable<Mutant> Comparison(ComparisonSyntax comparison)
    {
        var words = TextSpan.FromBounds(comparison.Fact.Span.End + 1, comparison.Value.Span.Start - 1);
        var (now, others) = comparison.Kind switch
        {
            ComparisonKind.AtMost => ("at most", (string[])["under", "at least"]),
            ComparisonKind.AtLeast => ("at least", ["over", "at most"]),
            ComparisonKind.Over => ("over", ["at least", "under"]),
            ComparisonKind.Under => ("under", ["at most", "over"]),
            ComparisonKind.Equal => ("is", ["not"]),
            _ => ("not", ["is"]),
        };
        foreach (var other in others)
            yield return new Mutant("", "compare", $"{comparison.Fact.Text}: {now} -> {other}", words,
                other == "is" ? "is" : $"is {other}");
    }

    private static IEnumerable<Mutant> Junction(JunctionSyntax junction, SourceText source)
    {
        for (var i = 0; i < junction.Items.Length; i++)
        {
            var span = i == 0
                ? TextSpan.FromBounds(junction.Items[0].Span.Start, junction.Items[1].Span.Start)
                : TextSpan.FromBounds(junction.Items[i - 1].Span.End, junction.Items[i].Span.End);
            yield return new Mutant("", "drop condition", Text(junction.Items[i].Span, source), span, "");
        }

        var between = TextSpan.FromBounds(junction.Items[0].Span.End, junction.Items[1].Span.Start);
        yield return new Mutant("", "and <-> or", Text(junction.Items[0].Span, source), between, junction.Or ? " and " : " or ");
    }

    private static IEnumerable<Mutant> Share(ShareSyntax share, SourceText source)
    {
        var now = Text(share.Span, source);
        string[] others = share.Kind switch
        {
            ShareKind.All => ["50% of all"],
            ShareKind.TheRest => ["all"],
            ShareKind.UpTo => ["all", now["up to ".Length..]],
            _ => ["all"],
        };
        foreach (var other in others) yield return new Mutant("", "share", $"{now} -> {other}", share.Span, other);
    }

    private static IEnumerable<Mutant> Decision(DecisionClauseSyntax decision, SourceText source)
    {
        var now = Text(decision.Value, source);
        string[] others = decision switch
        {
            { By: DeciderKind.Rule } => ["clock"],
            { By: DeciderKind.Clock } => ["rule"],
            { OrClock: true } => [now[..^" or clock".Length], "clock", "rule"],
            _ => [$"{now} or clock", "rule", "clock"],
        };
        foreach (var other in others) yield return new Mutant("", "decide", $"{now} -> {other}", decision.Value, other);
    }

    private static Mutant Exchange(NameSyntax from, NameSyntax to, SourceText source) => new("", "swap ends",
        $"{from.Text}, {to.Text}", from.Span.Union(to.Span),
        $"{to.Text}{Text(TextSpan.FromBounds(from.Span.End, to.Span.Start), source)}{from.Text}");

    private static Mutant Cut(string name, SyntaxNode whole, SyntaxNode part, SourceText source) =>
        new("", name, Text(whole.Span, source), whole.Span, Text(part.Span, source));

    // Words of the clause that exclude one another.
    private static IEnumerable<(string From, string To)> Words(ClauseSyntax clause) => clause.Kind switch
    {
        ClauseKind.Holds => [("holds", "short")],
        ClauseKind.Short => [("short", "holds")],
        ClauseKind.KeepFrom => [("closing", "collection"), ("collection", "closing")],
        ClauseKind.Answered => [("granted", "refused"), ("refused", "granted")],
        ClauseKind.Role => [("us", "independent"), ("consumer", "independent"), ("independent", "consumer")],
        ClauseKind.MonthEnd => [("back", "forward"), ("forward", "back")],
        ClauseKind.Quorum => [("2", "1"), ("2", "3"), ("3", "2")],
        _ => [],
    };

    // Parts of the clause that may be left out.
    private static IEnumerable<Mutant> Optional(ClauseSyntax clause)
    {
        foreach (var (first, last) in ((string, string)[])
            [("with", "reasons"), ("without", "*"), ("within", "*"), ("in", "all"), ("after", "*"), ("per", "*"), ("recorded", "*")])
            if (Part(clause, first, last) is { } span)
                yield return new Mutant("", "drop part", first, span, "");
    }

    // From a word to the word that ends its part; "*" is whatever the next word is, with the name that belongs to it.
    private static TextSpan? Part(ClauseSyntax clause, string first, string last)
    {
        var tokens = clause.Tokens().ToList();
        var start = tokens.FindIndex(1, t => t.Is(first));
        if (start < 0 || clause.Kind is ClauseKind.ReviewedBy or ClauseKind.Ceiling) return null;
        var end = last == "*" ? tokens.FindIndex(start + 1, t => t.Is("with") || t.Is("without") || t.Kind == TokenKind.Comma)
            : tokens.FindIndex(start, t => t.Is(last)) + 1;
        if (first == "recorded") end = start + 3;
        if (end < 0) end = tokens.Count;
        return end <= start ? null : TextSpan.FromBounds(tokens[start].Span.Start, tokens[end - 1].Span.End);
    }

    private static TextSpan? Find(ClauseSyntax clause, string word) =>
        clause.Tokens().FirstOrDefault(t => t.Text == word)?.Span;

    private static string Text(TextSpan span, SourceText source) => source.Text.Substring(span.Start, span.Length);
}

using Onus.Language.Syntax;

namespace Onus.Language.Binding;

/// <summary>Hands out the clauses of one section by kind, and reports the ones that stand there twice.</summary>
internal sealed class ClauseReader
{
    private readonly Dictionary<ClauseKind, ClauseSyntax> _first = [];
    private readonly SectionSyntax _section;

    public ClauseReader(SectionSyntax section, DiagnosticBag bag)
    {
        _section = section;
        foreach (var clause in section.Clauses)
        {
            if (_first.TryAdd(clause.Kind, clause)) continue;
            var word = Keywords.Of(clause.Kind);
            if (word.Repeats && (AddsUp(clause) || !Repeated(clause))) continue;
            bag.Add(Diagnostic.Of(DiagnosticCode.DeclaredTwice,
                $"`{word.Words}` stands twice in this {section.Word.Text}", clause.Span, "again here") with
            {
                Secondary = [new Place(FirstLike(clause).Span, "first here")],
                Fix = new Fix("keep one of them"),
            });
        }
    }

    // A second posting or shift is a second movement, and a story may do the same twice; a second notice is a slip.
    private static bool AddsUp(ClauseSyntax clause) => clause.Kind is ClauseKind.Posts or ClauseKind.Shifts
        or ClauseKind.Given or ClauseKind.Do or ClauseKind.Refused or ClauseKind.Wait or ClauseKind.Expect;

    private bool Repeated(ClauseSyntax clause) => FirstLike(clause) != clause;

    private ClauseSyntax FirstLike(ClauseSyntax clause) => Keywords.Of(clause.Kind).Repeats
        ? _section.Clauses.First(c => c.Kind == clause.Kind && c.Tokens().Select(t => t.Text).SequenceEqual(clause.Tokens().Select(t => t.Text)))
        : _first[clause.Kind];

    /// <summary>Whether the clause stands there.</summary>
    public bool Has(ClauseKind kind) => _first.ContainsKey(kind);

    /// <summary>The first clause of the kind; null where there is none.</summary>
    public T? Get<T>(ClauseKind kind) where T : ClauseSyntax => _first.GetValueOrDefault(kind) as T;

    /// <summary>All clauses of the kind.</summary>
    public IEnumerable<T> All<T>(ClauseKind kind) where T : ClauseSyntax =>
        _section.Clauses.Where(c => c.Kind == kind).OfType<T>();

    /// <summary>The place of a clause; empty where there is none.</summary>
    public TextSpan Span(ClauseKind kind) => _first.GetValueOrDefault(kind)?.Span ?? default;

    /// <summary>The only name of a clause; null where there is none.</summary>
    public NameSyntax? Name(ClauseKind kind) => Get<NamesClauseSyntax>(kind)?.Names[0];

    /// <summary>The text in quotes of a clause; null where there is none.</summary>
    public string? Text(ClauseKind kind) => Get<TokenClauseSyntax>(kind)?.Value.StringValue;

    /// <summary>The date of a clause; null where there is none.</summary>
    public DateOnly? Date(ClauseKind kind) =>
        Get<TokenClauseSyntax>(kind) is { } clause && Numerals.TryDate(clause.Value.Text, out var date) ? date : null;
}

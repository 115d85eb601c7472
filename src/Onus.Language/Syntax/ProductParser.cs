using System.Collections.Immutable;

namespace Onus.Language.Syntax;

/// <summary>Reads a file: its sections, their clauses, and past what fits nowhere.</summary>
internal sealed class ProductParser
{
    private readonly TokenCursor _cursor;
    private SectionKind _section;

    private ProductParser(TokenCursor cursor) => _cursor = cursor;

    /// <summary>The tree of a source; it holds every character, whatever the source is.</summary>
    public static ProductSyntax Parse(ImmutableArray<SyntaxToken> tokens, DiagnosticBag bag)
    {
        var cursor = new TokenCursor(tokens, bag);
        return new ProductParser(cursor).File();
    }

    /// <summary>What could stand next if the text ended at a position, for an editor's completion.</summary>
    public static IReadOnlyList<Expectation> ExpectedAt(SourceText source, int position)
    {
        var text = SourceText.FromString(source.Path, source.Text[..position]);
        var bag = new DiagnosticBag(text);
        var cursor = new TokenCursor(Lexer.Lex(text, bag), bag);
        new ProductParser(cursor).File();
        return cursor.ExpectedAtEnd;
    }

    private ProductSyntax File()
    {
        _cursor.Open();
        var sections = ImmutableArray.CreateBuilder<SectionSyntax>();
        while (_cursor.Current.Kind != TokenKind.End)
        {
            if (AtSection(out var kind))
            {
                sections.Add(Section(kind));
                continue;
            }

            foreach (var section in Keywords.Sections) _cursor.CouldStart(section.Word, section.Word);
            _cursor.Reading = "";
            _cursor.Fail();
            _cursor.Recover(StartsSection);
        }

        _cursor.Take();
        return _cursor.Close(new ProductSyntax(sections.ToImmutable()));
    }

    private SectionSyntax Section(SectionKind kind)
    {
        _section = kind;
        _cursor.Open();
        var word = _cursor.Take();
        _cursor.Reading = $"this {word.Text}";
        NameSyntax? name = null;
        SyntaxToken? title = null;
        ImmutableArray<NameSyntax> subjects = [];
        ImmutableArray<FactSyntax> facts = [];
        switch (kind)
        {
            case SectionKind.Perimeter:
                break;
            case SectionKind.Facts:
                facts = Facts();
                break;
            case SectionKind.Stake:
                if (!_cursor.TryEat("none")) subjects = [_cursor.Name(NameKind.Fact)];
                break;
            case SectionKind.Keep:
                subjects = ValueParser.Names(_cursor, NameKind.Evidence);
                break;
            case SectionKind.Authority:
                name = _cursor.Name(NameKind.Authority, declares: true);
                break;
            case SectionKind.Example:
                title = Title();
                break;
            default:
                name = _cursor.Name(SectionNames.Of(kind), declares: true);
                title = Title();
                break;
        }

        if (_cursor.Panic) _cursor.Recover(CanResume);
        return _cursor.Close(new SectionSyntax(kind, word, name, title, subjects, facts, Clauses(kind)));
    }

    private SyntaxToken Title() => _cursor.Eat(TokenKind.String, "a title in quotes");

    private ImmutableArray<ClauseSyntax> Clauses(SectionKind kind)
    {
        var known = Keywords.Of(kind).Clauses;
        var clauses = ImmutableArray.CreateBuilder<ClauseSyntax>();
        while (_cursor.Current.Kind != TokenKind.End)
        {
            if (TryClause(known, out var clause))
            {
                clauses.Add(ClauseParser.Clause(_cursor, clause));
                if (_cursor.Panic) _cursor.Recover(CanResume);
                continue;
            }

            if (AtSection(out _)) break;
            foreach (var possible in known.Select(Keywords.Of)) _cursor.CouldStart(possible.Parts[0], possible.Words);
            foreach (var section in Keywords.Sections) _cursor.CouldStart(section.Word, section.Word);
            _cursor.Reading = "";
            _cursor.Fail();
            _cursor.Recover(CanResume);
            if (_cursor.Current.Kind != TokenKind.End && !TryClause(known, out _) && !AtSection(out _))
                _cursor.Recover(StartsSection);
        }

        return clauses.ToImmutable();
    }

    private ImmutableArray<FactSyntax> Facts()
    {
        var facts = ImmutableArray.CreateBuilder<FactSyntax>();
        do
        {
            _cursor.Reading = "this fact";
            facts.Add(FactParser.Fact(_cursor));
            if (_cursor.Panic) _cursor.Recover(t => t.StartsLine && t.Kind == TokenKind.Word);
        }
        while (_cursor.AtName(NameKind.Fact));
        return facts.ToImmutable();
    }

    // A clause is known by its first word within its section, with two exceptions: `in own favour` beside `in`, and
    // a state's `legal` and `funds`, which with a title behind the name start the next section.
    private bool TryClause(ImmutableArray<ClauseKind> known, out ClauseKind found)
    {
        found = default;
        var current = _cursor.Current;
        if (current.Kind != TokenKind.Word || _cursor.Panic) return false;
        foreach (var kind in known)
        {
            if (Keywords.Of(kind).Parts[0] != current.Text) continue;
            if (kind == ClauseKind.In && _cursor.Ahead().Is("own")) continue;
            if (kind == ClauseKind.InOwnFavour && known.Contains(ClauseKind.In) && !_cursor.Ahead().Is("own")) continue;
            if (kind is ClauseKind.LegalMeaning or ClauseKind.FundsMeaning && _cursor.Ahead(2).Kind == TokenKind.String)
                return false;
            found = kind;
            return true;
        }

        return false;
    }

    private bool AtSection(out SectionKind kind)
    {
        kind = default;
        return _cursor.Current.Kind == TokenKind.Word && Keywords.TrySection(_cursor.Current.Text, out kind);
    }

    private static bool StartsSection(SyntaxToken token) =>
        token.StartsLine && token.Kind == TokenKind.Word && Keywords.TrySection(token.Text, out _);

    private bool CanResume(SyntaxToken token)
    {
        if (!token.StartsLine || token.Kind != TokenKind.Word) return false;
        if (Keywords.TrySection(token.Text, out _)) return true;
        foreach (var kind in Keywords.Of(_section).Clauses)
            if (Keywords.Of(kind).Parts[0] == token.Text) return true;
        return false;
    }
}

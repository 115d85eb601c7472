using Onus.Language.Binding;
using static Onus.Language.Syntax.ValueParser;

namespace Onus.Language.Syntax;

/// <summary>Reads one clause: its words, then what the keyword table says follows them.</summary>
internal static class ClauseParser
{
    /// <summary>The clause whose first word is the current token.</summary>
    public static ClauseSyntax Clause(TokenCursor cursor, ClauseKind kind)
    {
        var words = Keywords.Of(kind);
        cursor.Open();
        cursor.Reading = $"the clause `{words.Words}`";
        foreach (var word in words.Parts) cursor.Eat(word);
        return cursor.Close(Rest(cursor, kind));
    }

    private static ClauseSyntax Rest(TokenCursor cursor, ClauseKind kind)
    {
        switch (kind)
        {
            case ClauseKind.EndsEmpty or ClauseKind.MayGoNegative or ClauseKind.Starts or ClauseKind.Final
                or ClauseKind.InOwnFavour or ClauseKind.Signed or ClauseKind.Pays:
                return new FlagClauseSyntax(kind);
            case ClauseKind.Version:
                return Token(kind, Whole(cursor));
            case ClauseKind.InEffect or ClauseKind.ReviewBy or ClauseKind.Until:
                return Token(kind, Date(cursor));
            case ClauseKind.Jurisdiction:
                return Token(kind, cursor.Eat(TokenKind.Code, "a code such as EU or CN"));
            case ClauseKind.Currency:
                return new TokenClauseSyntax(kind, List(cursor, static c => c.Eat(TokenKind.Code, "a currency such as EUR")));
            case ClauseKind.TimeZone or ClauseKind.Cites or ClauseKind.Model:
                return Token(kind, Text(cursor));
            case ClauseKind.At:
                return Token(kind, cursor.Eat(TokenKind.Url, "an address such as https://example.org/law"));
            case ClauseKind.MonthEnd:
                return Token(kind, OneOf(cursor, "back", "forward"));
            case ClauseKind.Role:
                return Token(kind, OneOf(cursor, "us", "consumer", "independent"));
            case ClauseKind.KeepFrom:
                return Token(kind, OneOf(cursor, "closing", "collection"));
            case ClauseKind.EndsWithin or ClauseKind.KeepFor or ClauseKind.Wait or ClauseKind.Within:
                return new QuantityClauseSyntax(kind, Quantity(cursor));
            case ClauseKind.Regulator or ClauseKind.Calendar:
                return Declaration(cursor, kind);
            default:
                return NameClauses(cursor, kind) ?? MoneyClauses(cursor, kind) ?? OtherClauses(cursor, kind);
        }
    }

    private static NamesClauseSyntax? NameClauses(TokenCursor cursor, ClauseKind kind)
    {
        NameKind? one = kind switch
        {
            ClauseKind.DecidedByPolicy or ClauseKind.Owner or ClauseKind.By or ClauseKind.EvidenceFrom
                or ClauseKind.PromotedBy => NameKind.Actor,
            ClauseKind.Of or ClauseKind.Against => NameKind.Party,
            ClauseKind.LegalMeaning => NameKind.Legal,
            ClauseKind.FundsMeaning => NameKind.Funds,
            ClauseKind.To => NameKind.State,
            ClauseKind.Opens => NameKind.Product,
            ClauseKind.UndoneBy => NameKind.Step,
            _ => null,
        };
        if (one is not null) return new NamesClauseSyntax(kind, [cursor.Name(one.Value)]);
        if (kind == ClauseKind.IfUnfunded)
        {
            cursor.EatComma();
            cursor.Eat("then");
            return new NamesClauseSyntax(kind, [cursor.Name(NameKind.Step)]);
        }

        NameKind? many = kind switch
        {
            ClauseKind.Compels => NameKind.Step,
            ClauseKind.OpenedBy => NameKind.Actor,
            ClauseKind.In or ClauseKind.From => NameKind.State,
            ClauseKind.Needs => NameKind.Evidence,
            ClauseKind.Because => NameKind.Source,
            ClauseKind.Reads or ClauseKind.SharesKeys => NameKind.Fact,
            _ => null,
        };
        return many is null ? null : new NamesClauseSyntax(kind, Names(cursor, many.Value));
    }

    private static ClauseSyntax? MoneyClauses(TokenCursor cursor, ClauseKind kind)
    {
        switch (kind)
        {
            case ClauseKind.Holds or ClauseKind.Short:
                var share = Share(cursor);
                cursor.Eat("in");
                return new HoldingClauseSyntax(kind, share, cursor.Name(NameKind.Account));
            case ClauseKind.Liable:
                return new BearersClauseSyntax(kind, List(cursor, static c => Bearer(c, shareNeeded: false)));
            case ClauseKind.Discharges:
                return new BearersClauseSyntax(kind, List(cursor, static c => Bearer(c, shareNeeded: true)));
            case ClauseKind.Leaves:
                return new BearersClauseSyntax(kind, List(cursor, Left));
            case ClauseKind.Shifts:
                return new MovesClauseSyntax(kind, List(cursor, static c => Move(c, NameKind.Party)));
            case ClauseKind.Posts:
                return new MovesClauseSyntax(kind, List(cursor, static c => Move(c, NameKind.Account)));
            default:
                return null;
        }
    }

    private static ClauseSyntax OtherClauses(TokenCursor cursor, ClauseKind kind) => kind switch
    {
        ClauseKind.Clock or ClauseKind.LegalClock or ClauseKind.Recovers => ActParser.Clock(cursor, kind),
        ClauseKind.Checked => Checked(cursor),
        ClauseKind.Sets => new SetsClauseSyntax(List(cursor, Setting)),
        ClauseKind.Quorum => Quorum(cursor),
        _ => ActParser.Clause(cursor, kind),
    };

    private static BearerSyntax Bearer(TokenCursor cursor, bool shareNeeded)
    {
        cursor.Open();
        var party = cursor.Name(NameKind.Party);
        if (shareNeeded) cursor.Eat("for");
        var share = shareNeeded || cursor.TryEat("for") ? Share(cursor) : null;
        return cursor.Close(new BearerSyntax(party, share));
    }

    private static BearerSyntax Left(TokenCursor cursor)
    {
        cursor.Open();
        var share = Share(cursor);
        cursor.Eat("with");
        return cursor.Close(new BearerSyntax(cursor.Name(NameKind.Party), share));
    }

    private static MoveSyntax Move(TokenCursor cursor, NameKind ends)
    {
        cursor.Open();
        var share = Share(cursor);
        cursor.Eat("from");
        var from = cursor.Name(ends);
        cursor.Eat("to");
        return cursor.Close(new MoveSyntax(share, from, cursor.Name(ends)));
    }

    private static SettingSyntax Setting(TokenCursor cursor)
    {
        cursor.Open();
        var name = cursor.Name(NameKind.Quantity, declares: true);
        cursor.Eat(TokenKind.EqualsSign, "=");
        return cursor.Close(new SettingSyntax(name, Literal(cursor)));
    }

    private static QuorumClauseSyntax Quorum(TokenCursor cursor)
    {
        var number = Whole(cursor);
        cursor.Eat("of");
        return new QuorumClauseSyntax(number, Names(cursor, NameKind.Authority));
    }

    private static CheckedClauseSyntax Checked(TokenCursor cursor)
    {
        var date = Date(cursor);
        cursor.Eat("by");
        var by = cursor.Name(NameKind.Actor);
        var copy = CheckedAs.Unsaid;
        if (cursor.TryEat("as"))
        {
            if (cursor.TryEat("primary")) copy = CheckedAs.Primary;
            else if (cursor.TryEat("secondary")) copy = CheckedAs.Secondary;
            else
            {
                cursor.Eat("to");
                cursor.Eat("confirm");
                copy = CheckedAs.ToConfirm;
            }
        }

        return new CheckedClauseSyntax(date, by, copy);
    }

    private static DeclarationClauseSyntax Declaration(TokenCursor cursor, ClauseKind kind)
    {
        var calendar = kind == ClauseKind.Calendar;
        var name = cursor.Name(calendar ? NameKind.Calendar : NameKind.Regulator, declares: true);
        var text = Text(cursor);
        if (calendar) cursor.Eat("through");
        return new DeclarationClauseSyntax(kind, name, text, calendar ? Date(cursor) : null);
    }

    private static TokenClauseSyntax Token(ClauseKind kind, SyntaxToken token) => new(kind, [token]);

    private static SyntaxToken Text(TokenCursor cursor) => cursor.Eat(TokenKind.String, "a text in quotes");

    private static SyntaxToken Date(TokenCursor cursor) => cursor.Eat(TokenKind.Date, "a date such as 2027-01-31");

    private static SyntaxToken OneOf(TokenCursor cursor, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (cursor.At(word)) return cursor.Take();
        return cursor.Fail();
    }
}

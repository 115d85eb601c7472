using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Syntax;

/// <summary>Reads one fact of the <c>facts</c> section.</summary>
internal static class FactParser
{
    /// <summary>A name, a kind, and who asserts it.</summary>
    public static FactSyntax Fact(TokenCursor cursor)
    {
        cursor.Open();
        var name = cursor.Name(NameKind.Fact, declares: true);
        var kindSpan = cursor.Current.Span;
        SyntaxToken? currency = null;
        NameSyntax? supplier = null;
        KeptSyntax? kept = null;
        ImmutableArray<NameSyntax> members = [];
        FactKind kind;
        if (cursor.TryEat("money"))
        {
            kind = FactKind.Money;
            currency = cursor.Eat(TokenKind.Code, "a currency such as EUR");
        }
        else if (cursor.TryEat("number")) kind = FactKind.Number;
        else if (cursor.TryEat("duration")) kind = FactKind.Duration;
        else if (cursor.TryEat("share")) kind = FactKind.Share;
        else if (cursor.TryEat("instant")) kind = FactKind.Instant;
        else if (cursor.TryEat("identifier")) kind = FactKind.Identifier;
        else if (cursor.TryEat("yes"))
        {
            kind = FactKind.YesOrNo;
            cursor.Eat("or");
            cursor.Eat("no");
        }
        else if (cursor.TryEat("one"))
        {
            kind = FactKind.OneOf;
            cursor.Eat("of");
            members = ValueParser.List(cursor, static c => c.Name(NameKind.Member, declares: true));
        }
        else if (cursor.TryEat("score"))
        {
            kind = FactKind.Score;
            supplier = cursor.Name(NameKind.Score);
        }
        else if (cursor.TryEat("link"))
        {
            kind = FactKind.Link;
            supplier = cursor.Name(NameKind.Link);
        }
        else if (cursor.TryEat("total"))
        {
            kind = FactKind.Total;
            kept = Kept(cursor, total: true);
        }
        else
        {
            kind = FactKind.Count;
            cursor.Eat("count");
            kept = Kept(cursor, total: false);
        }

        var (from, to) = Range(cursor, kind);
        var personal = cursor.TryEat("personal");
        var assertedBy = cursor.TryEat("from") ? cursor.Name(NameKind.Actor) : null;
        return cursor.Close(new FactSyntax(name)
        {
            Kind = kind,
            KindSpan = kindSpan,
            Currency = currency,
            Members = members,
            Kept = kept,
            Supplier = supplier,
            From = from,
            To = to,
            Personal = personal,
            AssertedBy = assertedBy,
            Later = assertedBy is not null && cursor.TryEat("later"),
        });
    }

    private static (ValueSyntax? From, ValueSyntax? To) Range(TokenCursor cursor, FactKind kind)
    {
        if (kind is not (FactKind.Money or FactKind.Number or FactKind.Duration or FactKind.Share)) return default;
        var isRange = cursor.Ahead().Kind is TokenKind.Number or TokenKind.Code;
        if (!isRange || !cursor.TryEat("from")) return default;
        var from = ValueParser.Literal(cursor);
        return (from, cursor.TryEat("to") ? ValueParser.Literal(cursor) : null);
    }

    private static KeptSyntax Kept(TokenCursor cursor, bool total)
    {
        cursor.Open();
        cursor.Eat("of");
        NameSyntax? of = null;
        if (total)
        {
            of = cursor.Name(NameKind.Fact);
            cursor.Eat("over");
        }

        var steps = ValueParser.Names(cursor, NameKind.Step);
        var per = cursor.TryEat("per") ? Key(cursor) : null;
        var (window, length) = Window(cursor);
        return cursor.Close(new KeptSyntax(of, steps, per, window, length));
    }

    /// <summary>The name behind <c>per</c>; the word <c>product</c> stands for all.</summary>
    public static NameSyntax Key(TokenCursor cursor)
    {
        cursor.Open();
        if (!cursor.At("product"))
        {
            cursor.Unwrap();
            return cursor.Name(NameKind.Key);
        }

        return cursor.Close(new NameSyntax(NameKind.Key, cursor.Take(), declares: false));
    }

    private static (WindowKind Kind, ValueSyntax? Length) Window(TokenCursor cursor)
    {
        if (cursor.TryEat("ever")) return (WindowKind.Ever, null);
        cursor.Eat("in");
        if (!cursor.TryEat("this")) return (WindowKind.Rolling, ValueParser.Quantity(cursor));
        if (cursor.TryEat("day")) return (WindowKind.ThisDay, null);
        if (cursor.TryEat("month")) return (WindowKind.ThisMonth, null);
        cursor.Eat("year");
        return (WindowKind.ThisYear, null);
    }
}

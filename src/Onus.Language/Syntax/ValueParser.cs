using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Syntax;

/// <summary>Reads names in lists, quantities and shares.</summary>
internal static class ValueParser
{
    /// <summary>One or more names, separated by commas.</summary>
    /// <param name="cursor">The tokens.</param>
    /// <param name="kind">What is named.</param>
    /// <param name="until">A word that after a comma ends the list and stays unread.</param>
    public static ImmutableArray<NameSyntax> Names(TokenCursor cursor, NameKind kind, string? until = null)
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        do
        {
            if (names.Count > 0 && until is not null && cursor.At(until)) break;
            names.Add(cursor.Name(kind));
        }
        while (cursor.TryComma());
        return names.ToImmutable();
    }

    /// <summary>A list of whatever <paramref name="item"/> reads, separated by commas.</summary>
    public static ImmutableArray<T> List<T>(TokenCursor cursor, Func<TokenCursor, T> item)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        do items.Add(item(cursor));
        while (cursor.TryComma());
        return items.ToImmutable();
    }

    /// <summary>A quantity, by name or written out.</summary>
    public static ValueSyntax Quantity(TokenCursor cursor, NameKind names = NameKind.Quantity)
    {
        if (!cursor.AtName(names)) return Literal(cursor);
        cursor.Open();
        return cursor.Close(new NamedValueSyntax(cursor.Name(names)));
    }

    /// <summary>A quantity written out.</summary>
    public static LiteralSyntax Literal(TokenCursor cursor)
    {
        cursor.Open();
        if (cursor.At(TokenKind.Code, "an amount such as EUR 1,000"))
        {
            var currency = cursor.Take();
            var amount = cursor.Eat(TokenKind.Number, "a number");
            return cursor.Close(new LiteralSyntax(currency, amount, QuantityUnit.Money));
        }

        var number = cursor.Eat(TokenKind.Number, "a number");
        return cursor.Close(new LiteralSyntax(null, number, Unit(cursor)));
    }

    /// <summary>A whole number without a unit.</summary>
    public static SyntaxToken Whole(TokenCursor cursor) => cursor.Eat(TokenKind.Number, "a whole number");

    /// <summary>A share of the stake.</summary>
    public static ShareSyntax Share(TokenCursor cursor)
    {
        cursor.Open();
        if (cursor.TryEat("all")) return cursor.Close(new ShareSyntax(ShareKind.All, null));
        if (cursor.TryEat("the"))
        {
            cursor.Eat("rest");
            return cursor.Close(new ShareSyntax(ShareKind.TheRest, null));
        }

        if (cursor.TryEat("up"))
        {
            cursor.Eat("to");
            return cursor.Close(new ShareSyntax(ShareKind.UpTo, Quantity(cursor, NameKind.Operand)));
        }

        var value = Quantity(cursor, NameKind.Operand);
        if (cursor.TryEat("of")) cursor.Eat("all");
        return cursor.Close(new ShareSyntax(ShareKind.Amount, value));
    }

    private static QuantityUnit Unit(TokenCursor cursor)
    {
        if (cursor.Panic) return QuantityUnit.Number;
        if (cursor.At(TokenKind.Percent, "%"))
        {
            cursor.Take();
            return QuantityUnit.Percent;
        }

        if (cursor.TryEat("times")) return QuantityUnit.Times;
        if (cursor.TryEat("business"))
        {
            if (!cursor.TryEat("day")) cursor.Eat("days");
            return QuantityUnit.BusinessDay;
        }

        foreach (var word in Units.Words)
        {
            if (!cursor.TryEat(word)) continue;
            Units.TryFind(word, out var unit);
            return unit;
        }

        return QuantityUnit.Number;
    }
}

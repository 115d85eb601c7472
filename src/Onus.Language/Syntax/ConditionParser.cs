using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Syntax;

/// <summary>Reads conditions: <c>or</c> binds loosest, then <c>and</c>, then <c>not</c>.</summary>
internal static class ConditionParser
{
    /// <summary>A whole condition.</summary>
    public static ConditionSyntax Condition(TokenCursor cursor) => Junction(cursor, or: true, depth: 0);

    private static ConditionSyntax Junction(TokenCursor cursor, bool or, int depth)
    {
        cursor.Open();
        var items = ImmutableArray.CreateBuilder<ConditionSyntax>();
        do items.Add(or ? Junction(cursor, or: false, depth) : Atom(cursor, depth));
        while (cursor.TryEat(or ? "or" : "and"));
        if (items.Count > 1) return cursor.Close(new JunctionSyntax(or, items.ToImmutable()));
        cursor.Unwrap();
        return items[0];
    }

    private static ConditionSyntax Atom(TokenCursor cursor, int depth)
    {
        cursor.Open();
        if (depth > SourceLimits.MaxDepth)
            cursor.Fail($"conditions nest too deeply here, {SourceLimits.MaxDepth} levels at most");

        if (cursor.TryEat("not")) return cursor.Close(new NotSyntax(Atom(cursor, depth + 1)));
        if (cursor.At(TokenKind.OpenParenthesis, "("))
        {
            cursor.Take();
            var inner = Junction(cursor, or: true, depth + 1);
            cursor.Eat(TokenKind.CloseParenthesis, ")");
            return cursor.Close(new GroupSyntax(inner));
        }

        var fact = cursor.Name(NameKind.Fact);
        cursor.Eat("is");
        return Test(cursor, fact);
    }

    private static ConditionSyntax Test(TokenCursor cursor, NameSyntax fact)
    {
        if (cursor.TryEat("at"))
        {
            var most = cursor.TryEat("most");
            if (!most) cursor.Eat("least");
            return Comparison(cursor, fact, most ? ComparisonKind.AtMost : ComparisonKind.AtLeast);
        }

        if (cursor.TryEat("over")) return Comparison(cursor, fact, ComparisonKind.Over);
        if (cursor.TryEat("under")) return Comparison(cursor, fact, ComparisonKind.Under);
        if (cursor.TryEat("one"))
        {
            cursor.Eat("of");
            return cursor.Close(new MembershipSyntax(fact, ValueParser.Names(cursor, NameKind.Member)));
        }

        var negated = cursor.TryEat("not");
        cursor.Open();
        var value = cursor.Close(new NamedValueSyntax(cursor.Name(NameKind.Member)));
        return cursor.Close(new ComparisonSyntax(fact, negated ? ComparisonKind.NotEqual : ComparisonKind.Equal, value));
    }

    private static ComparisonSyntax Comparison(TokenCursor cursor, NameSyntax fact, ComparisonKind kind) =>
        cursor.Close(new ComparisonSyntax(fact, kind, ValueParser.Quantity(cursor)));
}

using Onus.Language.Binding;
using static Onus.Language.Syntax.ValueParser;

namespace Onus.Language.Syntax;

/// <summary>Reads the clauses of steps, caps, shadows and examples behind their words.</summary>
internal static class ActParser
{
    /// <summary>What follows the words of the clause.</summary>
    public static ClauseSyntax Clause(TokenCursor cursor, ClauseKind kind)
    {
        switch (kind)
        {
            case ClauseKind.DecidedBy:
                return Decision(cursor);
            case ClauseKind.When:
                return new WhenClauseSyntax(ConditionParser.Condition(cursor));
            case ClauseKind.Limit:
                return new LimitClauseSyntax(kind, cursor.TryEat("once") ? null : Quantity(cursor), null);
            case ClauseKind.Ceiling:
                return new LimitClauseSyntax(kind, Quantity(cursor), cursor.TryEat("in") ? Quantity(cursor) : null);
            case ClauseKind.Tells:
                return Tells(cursor);
            case ClauseKind.Reports or ClauseKind.ReportsEvery:
                return Reports(cursor, kind);
            case ClauseKind.ReviewedBy:
                return Review(cursor);
            case ClauseKind.Answered:
                return Answer(cursor);
            case ClauseKind.On:
                return new KeyedClauseSyntax(kind, cursor.Name(NameKind.Party), null,
                    cursor.TryEat("per") ? FactParser.Key(cursor) : null);
            case ClauseKind.IgnoresAbove:
                var above = Whole(cursor);
                cursor.Eat("per");
                return new KeyedClauseSyntax(kind, null, above, FactParser.Key(cursor));
            case ClauseKind.Warns:
                return Level(cursor, kind, NameKind.Actor);
            case ClauseKind.OpensAt:
                return Level(cursor, kind, NameKind.Product);
            case ClauseKind.Blocks:
                return Blocks(cursor);
            case ClauseKind.InsteadOf:
                var step = cursor.Name(NameKind.Step);
                cursor.Eat("when");
                return new ReplacementClauseSyntax(step, ConditionParser.Condition(cursor));
            case ClauseKind.Given:
                return new GivenClauseSyntax(List(cursor, Given));
            case ClauseKind.Do or ClauseKind.Refused:
                return new ActClauseSyntax(kind, cursor.Name(NameKind.Step),
                    cursor.TryEat("by") ? cursor.Name(NameKind.Actor) : null,
                    cursor.TryEat("with") ? Names(cursor, NameKind.Evidence) : []);
            default:
                return Expect(cursor);
        }
    }

    /// <summary><c>at most Q [after F | in all], then S</c>, and <c>recovers within Q, then A</c>.</summary>
    public static ClockClauseSyntax Clock(TokenCursor cursor, ClauseKind kind)
    {
        var limit = Quantity(cursor);
        NameSyntax? after = null;
        if (kind == ClauseKind.LegalClock)
        {
            cursor.Eat("in");
            cursor.Eat("all");
        }
        else if (kind == ClauseKind.Clock && cursor.TryEat("after"))
        {
            after = cursor.Name(NameKind.Fact);
        }

        cursor.EatComma();
        cursor.Eat("then");
        var then = cursor.Name(kind == ClauseKind.Recovers ? NameKind.Actor : NameKind.Step);
        return new ClockClauseSyntax(kind, limit, after, then);
    }

    private static DecisionClauseSyntax Decision(TokenCursor cursor)
    {
        var start = cursor.Current.Span;
        if (cursor.TryEat("rule")) return new DecisionClauseSyntax(DeciderKind.Rule, null, null, false, start);
        if (cursor.TryEat("clock")) return new DecisionClauseSyntax(DeciderKind.Clock, null, null, false, start);
        var actor = cursor.Name(NameKind.Actor);
        NameSyntax? recordedBy = null;
        if (cursor.TryEat("recorded"))
        {
            cursor.Eat("by");
            recordedBy = cursor.Name(NameKind.Actor);
        }

        var orClock = cursor.TryEat("or");
        if (orClock) cursor.Eat("clock");
        var value = cursor.Panic ? start : start.Union(cursor.Previous!.Span);
        return new DecisionClauseSyntax(DeciderKind.Person, actor, recordedBy, orClock, value);
    }

    private static TellsClauseSyntax Tells(TokenCursor cursor)
    {
        var to = Names(cursor, NameKind.Actor);
        var within = cursor.TryEat("within") ? Quantity(cursor) : null;
        if (cursor.TryEat("with"))
        {
            cursor.Eat("reasons");
            return new TellsClauseSyntax(to, within, Reasons.With, null);
        }

        if (!cursor.TryEat("without")) return new TellsClauseSyntax(to, within, Reasons.Unsaid, null);
        cursor.Eat("reasons");
        cursor.Eat("under");
        return new TellsClauseSyntax(to, within, Reasons.Without, cursor.Name(NameKind.Source));
    }

    private static ReportsClauseSyntax Reports(TokenCursor cursor, ClauseKind kind)
    {
        var what = cursor.Name(NameKind.Report);
        cursor.Eat("to");
        var to = cursor.Name(NameKind.Regulator);
        if (kind == ClauseKind.ReportsEvery)
        {
            cursor.Eat("every");
            return new ReportsClauseSyntax(kind, what, to, Quantity(cursor));
        }

        return new ReportsClauseSyntax(kind, what, to, cursor.TryEat("within") ? Quantity(cursor) : null);
    }

    private static ReviewClauseSyntax Review(TokenCursor cursor)
    {
        var by = cursor.Name(NameKind.Actor);
        cursor.Eat("within");
        return new ReviewClauseSyntax(by, Quantity(cursor));
    }

    private static AnswerClauseSyntax Answer(TokenCursor cursor)
    {
        var within = Quantity(cursor);
        cursor.EatComma();
        cursor.Eat("otherwise");
        if (cursor.TryEat("granted")) return new AnswerClauseSyntax(within, RequestDefault.Granted, null);
        if (cursor.TryEat("refused")) return new AnswerClauseSyntax(within, RequestDefault.Refused, null);
        return new AnswerClauseSyntax(within, RequestDefault.Step, cursor.Name(NameKind.Step));
    }

    private static LevelClauseSyntax Level(TokenCursor cursor, ClauseKind kind, NameKind names)
    {
        var name = cursor.Name(names);
        cursor.Eat("at");
        return new LevelClauseSyntax(kind, name, Quantity(cursor));
    }

    private static BlocksClauseSyntax Blocks(TokenCursor cursor)
    {
        var steps = Names(cursor, NameKind.Step, until: "instead");
        cursor.Eat("instead");
        return new BlocksClauseSyntax(steps, cursor.Name(NameKind.Step));
    }

    private static SettingSyntax Given(TokenCursor cursor)
    {
        cursor.Open();
        if (cursor.AtName(NameKind.Account))
        {
            var account = cursor.Name(NameKind.Account);
            cursor.Eat("holds");
            return cursor.Close(new SettingSyntax(account, Literal(cursor)));
        }

        var fact = cursor.Name(NameKind.Fact);
        cursor.Eat("is");
        return cursor.Close(new SettingSyntax(fact, Quantity(cursor, NameKind.Member)));
    }

    private static ExpectClauseSyntax Expect(TokenCursor cursor)
    {
        if (cursor.TryEat("state")) return new ExpectClauseSyntax(Expectable.State, cursor.Name(NameKind.State), null);
        if (cursor.TryEat("shadow"))
        {
            var shadow = cursor.Name(NameKind.Shadow);
            cursor.Eat("differs");
            return new ExpectClauseSyntax(Expectable.ShadowDiffers, shadow, null);
        }

        if (cursor.AtName(NameKind.Account))
        {
            var account = cursor.Name(NameKind.Account);
            if (cursor.TryEat("empty")) return new ExpectClauseSyntax(Expectable.Empty, account, null);
            cursor.Eat("holds");
            return new ExpectClauseSyntax(Expectable.Holds, account, Literal(cursor));
        }

        var party = cursor.Name(NameKind.Party);
        cursor.Eat("liable");
        cursor.Eat("for");
        return new ExpectClauseSyntax(Expectable.Liable, party, Share(cursor));
    }
}

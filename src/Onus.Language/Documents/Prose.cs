using System.Text;
using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>Says the things of a product in plain English, alike in diagrams, documents and the editor.</summary>
internal static class Prose
{
    /// <summary>A name as words: <c>dispute-officer</c> becomes "dispute officer".</summary>
    public static string Words(string name) => name.Replace('-', ' ');

    /// <summary>A name as the beginning of a sentence: "Dispute officer".</summary>
    public static string Heading(string name) => Capital(Words(name));

    /// <summary>The title of a thing, or its name as words where it has none.</summary>
    public static string Title(BoundSection section) =>
        section.Title.Length > 0 ? section.Title : Heading(section.Name);

    /// <summary>The first letter in upper case.</summary>
    public static string Capital(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Names joined as in a sentence: "a, b and c".</summary>
    public static string List(IEnumerable<string> items, string last = "and")
    {
        var all = items.ToList();
        return all.Count switch
        {
            0 => "",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} {last} {all[^1]}",
        };
    }

    /// <summary>Who decides a step: "a rule", "the clock", "Dispute officer or the clock".</summary>
    public static string Decider(BoundProduct product, BoundStep step)
    {
        if (ForcedStep.Says(product, step) is { } forced) return forced;
        if (step.Kind == StepKind.Appeal && step.By is { } appellant) return Title(appellant);
        if (step.Decision is not { } decision) return "nobody";
        var who = decision.By switch
        {
            DeciderKind.Rule => "a rule",
            DeciderKind.Clock => "the clock",
            _ => decision.Actor is { } actor ? Title(actor) : "somebody",
        };
        if (decision.RecordedBy is { } recorder) who += $", recorded by {Title(recorder)}";
        return decision.OrClock ? who + " or the clock" : who;
    }

    /// <summary>How many must agree: "2 of dispute officer and dispute supervisor"; null for one person.</summary>
    public static string? Quorum(BoundActor? actor) => actor is BoundAuthority { Quorum: { } quorum }
        ? $"{quorum.Needed} different people of {List(quorum.Members.Select(Title))}"
        : null;

    /// <summary>A share of the stake: "all", "the rest", "up to EUR 2,000.00", "40%".</summary>
    public static string Share(BoundProduct product, BoundShare? share) => share switch
    {
        null => "answers, without an amount",
        { Kind: ShareKind.All } => "all",
        { Kind: ShareKind.TheRest } => "the rest",
        { Kind: ShareKind.UpTo, Operand: { } bound } => "up to " + Operand(product, bound),
        { Operand: { } amount } => Operand(product, amount),
        _ => "a share",
    };

    /// <summary>Who bears how much: "Merchant's bank for up to EUR 2,000.00, Card issuer for the rest".</summary>
    public static string Bearers(BoundProduct product, BoundList<BoundBearer>? bearers) => bearers is null
        ? ""
        : string.Join(", ", bearers.Items.Select(bearer => bearer.Share is null
            ? Title(bearer.Party)
            : $"{Title(bearer.Party)} for {Share(product, bearer.Share)}"));

    /// <summary>A value: the quantity itself, or the name of the fact as words.</summary>
    public static string Operand(BoundProduct product, BoundOperand operand) => operand switch
    {
        BoundQuantity quantity => quantity.Value.ToString(),
        BoundFactValue fact => "the " + Words(product[fact.Fact].Name),
        _ => "",
    };

    /// <summary>How long a clock runs: "10 business days", "30 days after the order date".</summary>
    public static string Clock(BoundProduct product, BoundClock clock) => clock.After is { } fact
        ? $"{clock.Limit.Value} after {Words(product[fact].Name)}"
        : clock.Limit.Value.ToString();

    /// <summary>A condition as a sentence part: "corridor is domestic and claim is over EUR 250.00".</summary>
    public static string Condition(BoundProduct product, BoundCondition condition)
    {
        var text = new StringBuilder();
        Write(product, condition, text, 0);
        return text.ToString();
    }

    /// <summary>The comparison in the language's words: "over", "at most".</summary>
    public static string Comparison(ComparisonKind kind) => kind switch
    {
        ComparisonKind.AtMost => "at most",
        ComparisonKind.AtLeast => "at least",
        ComparisonKind.Over => "over",
        ComparisonKind.Under => "under",
        ComparisonKind.Equal => "exactly",
        _ => "not",
    };

    private static void Write(BoundProduct product, BoundCondition condition, StringBuilder text, int binding)
    {
        switch (condition)
        {
            case BoundAnd and:
                Join(product, and.Items, " and ", text, 2, binding);
                break;
            case BoundOr or:
                Join(product, or.Items, " or ", text, 1, binding);
                break;
            case BoundNot not:
                text.Append("not ");
                Write(product, not.Item, text, 3);
                break;
            case BoundComparison comparison:
                text.Append(Words(product[comparison.Fact].Name)).Append(" is ")
                    .Append(Comparison(comparison.Kind)).Append(' ').Append(comparison.Operand.Value);
                break;
            case BoundMembership membership:
                text.Append(Words(product[membership.Fact].Name)).Append(membership.Negated ? " is not " : " is ")
                    .Append(List(membership.Members.Select(Words), "or"));
                break;
        }
    }

    // Parentheses only where the inner list binds less tightly than what is around it.
    private static void Join(
        BoundProduct product, IEnumerable<BoundCondition> items, string word, StringBuilder text, int own, int outer)
    {
        if (own < outer) text.Append('(');
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(word);
            first = false;
            Write(product, item, text, own);
        }

        if (own < outer) text.Append(')');
    }
}

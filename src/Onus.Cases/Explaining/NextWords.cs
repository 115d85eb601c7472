using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Says what comes next in a case, and what silence does.</summary>
internal static class NextWords
{
    /// <summary>Who must act by when, and what the clocks take otherwise; nothing of a case that has ended.</summary>
    public static IEnumerable<string> Say(ProductWords words, int state, DueStep? due, DueStep? lawDue)
    {
        var s = words.Product.States[state];
        if (s.Final || due is not { } own) yield break;
        var owner = s.Owner is { } who ? words.Who(who) : "nobody";
        yield return $"{owner} must act by {own.At}; in silence the clock takes {words.Step(own.Step)}";
        if (lawDue is { } law)
            yield return $"the legal meaning {words.Product.Legals[s.Legal].Name} ends at {law.At}; then the law takes {words.Step(law.Step)}"
                + (law.At <= own.At ? ", and that comes first" : "");
    }

    /// <summary>What becomes of a request that nobody answers.</summary>
    public static string Silence(ProductWords words, Answer answer) => answer.Silence switch
    {
        Language.Compiled.Silence.Granted => "granted",
        Language.Compiled.Silence.Refused => "refused",
        _ => words.Step(answer.Step!.Value) + " is taken",
    };
}

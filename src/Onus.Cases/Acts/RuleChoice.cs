using Onus.Language.Compiled;

namespace Onus.Cases.Acts;

/// <summary>Which rule step fires next in a state.</summary>
/// <remarks>The compiler refuses two rules for one case (ONUS0301); where counters and evidence leave more than one
/// enabled all the same, the first in the text fires.</remarks>
internal static class RuleChoice
{
    /// <summary>The first enabled rule step, or -1; with a shadow, under the guards that it puts in place of the steps' own.</summary>
    public static int First(CaseView view, FactReader facts, Shadow? shadow)
    {
        for (var i = 0; i < view.Product.Steps.Length; i++)
        {
            var step = view.Product.Steps[i];
            if (!step.Decider.ByRule || step.Kind == StepKind.Request || !step.From.Contains(view.State)) continue;
            if (view.HasFiringsLeft(i) && view.HasWhatItNeeds(i) && GuardOf(step, i, shadow).Evaluate(facts) == true) return i;
        }

        return -1;
    }

    /// <summary>Whether the shadow has something to say in the case's present state.</summary>
    public static bool Watches(Shadow shadow, CaseView view)
    {
        foreach (var rule in shadow.Instead)
            if (view.Product.Steps[rule.Step].From.Contains(view.State)) return true;
        return false;
    }

    private static Condition GuardOf(Step step, int index, Shadow? shadow)
    {
        if (shadow is null) return step.When;
        foreach (var rule in shadow.Instead)
            if (rule.Step == index) return rule.When;
        return step.When;
    }
}

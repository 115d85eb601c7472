using Onus.Language.Binding;

namespace Onus.Language.Analysis.Sources;

/// <summary>Checks that every threshold has a source, and that sources are cited and fresh.</summary>
internal static class SourceAnalysis
{
    // A citation is compared with its source at least every two years.
    private const int MonthsBetweenChecks = 24;

    /// <summary>ONUS0901, 0902, 0904, 0905.</summary>
    public static void Analyze(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        foreach (var use in QuantityUses.Of(product)) CheckNamed(use, bag);
        foreach (var rule in product.Rules) CheckRule(rule, bag, options.AsOf);
        if (options.AsOf is { } today)
            foreach (var policy in product.Policies) CheckReview(policy, bag, today);
    }

    private static void CheckNamed(QuantityUse use, DiagnosticBag bag)
    {
        var place = use.Place switch
        {
            UsePlace.Guard => "a condition",
            UsePlace.Clock => "a clock",
            UsePlace.Cap => "a cap",
            UsePlace.Retention => "a retention",
            UsePlace.Share => "a share",
            UsePlace.Request => "the answer to a request",
            UsePlace.Report => "a report",
            _ => null,
        };
        if (place is null || use.Quantity.Name is not null) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.ThresholdWithoutSource,
            $"{use.Quantity.Value} decides something, and no rule or policy sets it", use.Quantity.Span,
            $"written out in {place}") with
        {
            Fix = new Fix($"set it in the rule or policy it comes from, `sets NAME = {use.Quantity.Value}`, and write NAME here"),
        });
    }

    private static void CheckRule(BoundRule rule, DiagnosticBag bag, DateOnly? asOf)
    {
        if (string.IsNullOrWhiteSpace(rule.Cites))
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.RuleCitesNothing, $"the rule \"{rule.Title}\" cites nothing", rule.Span) with
            {
                Fix = new Fix("write `cites` and the instrument and article; what is our own choice is a `policy`"),
            });
        }

        if (asOf is not { } today) return;
        if (rule.Checked is null)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.SourceNotChecked,
                $"nobody has compared \"{rule.Title}\" with its source", rule.Span) with
            {
                Fix = new Fix("compare it, and write `checked DATE by NAME`"),
            });
        }
        else if (rule.Checked.Date.AddMonths(MonthsBetweenChecks) < today)
        {
            bag.Add(Diagnostic.Of(DiagnosticCode.SourceNotChecked,
                $"\"{rule.Title}\" was last compared with its source on {rule.Checked.Date:yyyy-MM-dd}", rule.Checked.Span,
                $"more than {MonthsBetweenChecks} months before {today:yyyy-MM-dd}") with
            {
                Fix = new Fix("compare it again, and change the date"),
            });
        }
    }

    private static void CheckReview(BoundPolicy policy, DiagnosticBag bag, DateOnly today)
    {
        if (policy.ReviewBy is not { } due || due >= today) return;
        bag.Add(Diagnostic.Of(DiagnosticCode.PolicyOverdue,
            $"the policy \"{policy.Title}\" should have been looked at again by {due:yyyy-MM-dd}", policy.ReviewSpan,
            $"today is {today:yyyy-MM-dd}") with
        {
            Fix = new Fix("review it, and write the next date"),
        });
    }
}

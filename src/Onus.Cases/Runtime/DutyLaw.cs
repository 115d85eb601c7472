using Onus.Cases.Acts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>What has to be done because steps fired: telling, reporting, looking at it again.</summary>
internal static class DutyLaw
{
    /// <summary>The duties of an act, in the order of its firings and of their clauses.</summary>
    public static List<Duty> Of(Product product, ActPlan plan, CaseWorld world, LogTime now)
    {
        var duties = new List<Duty>();
        for (var firing = 0; firing < plan.Firings.Length; firing++)
        {
            var step = product.Steps[plan.Firings[firing].Step];
            for (var i = 0; i < step.Tells.Length; i++)
                duties.Add(new Duty(DutyKind.Notice, firing, i, step.Tells[i].Within is { } within ? world.Due(now, within) : now));
            for (var i = 0; i < step.Reports.Length; i++)
                duties.Add(new Duty(DutyKind.Report, firing, i, world.Due(now, step.Reports[i].Within)));
            if (step.ReviewedBy is { } review) duties.Add(new Duty(DutyKind.Review, firing, 0, world.Due(now, review.Within)));
        }

        return duties;
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Runtime;

/// <summary>Which marks of its caps an act crosses from below (LANGUAGE, "Caps"): above a mark nothing happens until the use
/// has been below it again.</summary>
internal sealed class CapWatch(CaseTables tables)
{
    /// <summary>The warnings that fall due, by cap and warning.</summary>
    public IReadOnlyCollection<Duty> WarningsOf(ActDraft draft, LogTime now)
    {
        var product = draft.Record.View.Product;
        if (product.Caps.IsEmpty) return [];
        var warnings = new List<Duty>();
        for (var cap = 0; cap < product.Caps.Length; cap++)
        {
            if (product.Caps[cap].Warns.IsEmpty) continue;
            var use = UseOf(draft, cap, now);
            for (var i = 0; i < product.Caps[cap].Warns.Length; i++)
                if (Crosses(use, product.Caps[cap], product.Caps[cap].Warns[i].Percent)) warnings.Add(new Duty(DutyKind.Warning, cap, i, now));
        }

        return warnings;
    }

    /// <summary>The products of which a case opens because a cap fills up, in the order of the text.</summary>
    public List<string> OpeningsOf(ActDraft draft, LogTime now)
    {
        var openings = new List<string>();
        var product = draft.Record.View.Product;
        for (var cap = 0; cap < product.Caps.Length; cap++)
        {
            if (product.Caps[cap].Opens.IsEmpty) continue;
            var use = UseOf(draft, cap, now);
            foreach (var opening in product.Caps[cap].Opens)
                if (Crosses(use, product.Caps[cap], opening.Percent)) openings.Add(opening.Product);
        }

        return openings;
    }

    /// <summary>How much of the cap is used before the act and after it.</summary>
    private (UInt128 Before, UInt128 After) UseOf(ActDraft draft, int place, LogTime now)
    {
        var cap = draft.Record.View.Product.Caps[place];
        var before = tables.WorldOf(draft.Record).Used(place, now);
        if (cap.Window is null)
        {
            var was = draft.Opening is null ? draft.Record.View.Liability[cap.On] : 0;
            return (before, before + draft.Plan.After.Liability[cap.On] - was);
        }

        var after = before;
        foreach (var firing in draft.Plan.Firings)
            if (cap.Blocks.Contains(firing.Step)) after += draft.Plan.After.Stake;
        return (before, after);
    }

    private static bool Crosses((UInt128 Before, UInt128 After) use, Cap cap, int percent)
    {
        // Split by hundreds first: limit x percent need not fit 128 bits.
        var mark = cap.Limit.Amount / 100 * (uint)percent + cap.Limit.Amount % 100 * (uint)percent / 100;
        return use.Before < mark && use.After >= mark;
    }
}

using System.Collections.Immutable;
using Onus.Language;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests.Model;

/// <summary>Small differences between a product and what a faulty runtime would make of it; null where the product has no such
/// place.</summary>
internal static class ProductAlterations
{
    public static IReadOnlyDictionary<string, Func<Product, Product?>> All { get; } = new SortedDictionary<string, Func<Product, Product?>>
    {
        ["lets_one_person_be_a_quorum"] = p => p.Authorities.Any(a => a.Quorum > 1)
            ? p with { Authorities = [.. p.Authorities.Select(a => a with { Quorum = 1 })] }
            : null,
        ["ends_a_cap_early"] = p => p.Caps.IsEmpty
            ? null
            : p with { Caps = [.. p.Caps.Select(c => c with { Limit = c.Limit with { Amount = c.Limit.Amount / 2 } })] },
        ["forgets_caps"] = p => p.Caps.IsEmpty ? null : p with { Caps = [] },
        ["forgets_evidence"] = p => Steps(p, s => !s.Needs.IsEmpty, s => s with { Needs = [] }),
        ["forgets_how_often"] = p => Steps(p, s => s.AtMost is not null, s => s with { AtMost = 100 }),
        ["forgets_conditions"] = p => Steps(p, s => s.Decider.By is not null && s.When.Parts.Length + s.When.Intervals.Length > 0, s => s with { When = Condition.Always }),
        ["loses_a_posting"] = p => Steps(p, s => !s.Posts.IsEmpty, s => s with { Posts = [] }),
        ["pays_what_is_not_there"] = p => Steps(p, s => s.IfUnfunded is not null, s => s with { Posts = [] }),
        ["loses_a_report"] = p => Steps(p, s => !s.Reports.IsEmpty, s => s with { Reports = [] }),
        ["loses_a_review"] = p => Steps(p, s => s.ReviewedBy is not null, s => s with { ReviewedBy = null }),
        ["grants_what_silence_refuses"] = p => Steps(
            p, s => s.Answer?.Silence == Silence.Refused, s => s with { Answer = s.Answer! with { Silence = Silence.Granted } }),
        ["runs_a_clock_a_second_longer"] = p => p with
        {
            States = [.. p.States.Select(s => s.Clock is { Length.Unit: QuantityUnit.Hour } c
                ? s with { Clock = c with { Length = new Quantity(QuantityUnit.Second, c.Length.Amount * 3_600 + 1) } }
                : s)],
        },
        ["forgets_clocks_of_the_law"] = p => p.Legals.All(l => l.Clock is null)
            ? null
            : p with { Legals = [.. p.Legals.Select(l => l with { Clock = null })] },
        ["counts_for_ever"] = p => p.Facts.All(f => f.Kept is null)
            ? null
            : p with { Facts = [.. p.Facts.Select(f => f.Kept is { } k ? f with { Kept = k with { Window = new Window(WindowKind.Ever, null) } } : f)] },
        ["counts_without_a_key"] = p => p.Facts.All(f => f.Kept is null)
            ? null
            : p with { Facts = [.. p.Facts.Select(f => f.Kept is { } k ? f with { Kept = k with { Per = null, PerParty = null } } : f)] },
        ["lets_everybody_open"] = p => p with
        {
            States = [.. p.States.Select(s => s.Starts ? s with { OpenedBy = [.. p.Authorities.Select((_, i) => Who.Authority(i)), .. s.OpenedBy] } : s)],
        },
        ["tries_no_shadows"] = p => p.Shadows.IsEmpty ? null : p with { Shadows = [] },
    };

    private static Product? Steps(Product product, Func<Step, bool> which, Func<Step, Step> change) => product.Steps.Any(which)
        ? product with { Steps = [.. product.Steps.Select(s => which(s) ? change(s) : s).ToImmutableArray()] }
        : null;
}

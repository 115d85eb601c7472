using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Answers of cases in words.</summary>
public static class CaseWords
{
    /// <summary>The outcome's code, and what it is about in the product's names.</summary>
    public static string Of(Product product, CaseResult result)
    {
        ArgumentNullException.ThrowIfNull(product);
        var about = (int)Math.Clamp(result.About, -1, int.MaxValue);
        var name = about < 0 ? null : result.FirstOutcome switch
        {
            CaseOutcome.FactMissing or CaseOutcome.FactOutOfRange or CaseOutcome.FactIsFixed or CaseOutcome.FactNotFound => Name(product.Facts, about, f => f.Name),
            CaseOutcome.EvidenceMissing or CaseOutcome.EvidenceNotYours => Name(product.Evidence, about, e => e.Name),
            CaseOutcome.CapReached => Name(product.Caps, about, c => c.Name),
            CaseOutcome.NotInThisState => Name(product.States, about, s => s.Name),
            CaseOutcome.PartyMissing or CaseOutcome.PartyTwice => Name(product.Parties, about, p => p.Name),
            CaseOutcome.AccountMissing or CaseOutcome.AccountNotOpen or CaseOutcome.AccountNotOwned
                or CaseOutcome.AccountOfOtherCurrency or CaseOutcome.AccountCouldGoNegative => Name(product.Accounts, about, a => a.Name),
            CaseOutcome.FactUnknown or CaseOutcome.ConditionNotMet or CaseOutcome.Unfunded or CaseOutcome.TooOften => Name(product.Steps, about, s => s.Name),
            _ => null,
        };
        var code = CodeOf(result.FirstOutcome);
        return name is null ? code : $"{code} ({name})";
    }

    /// <summary>The code of an outcome as documents and answers write it: <c>stale_head</c>.</summary>
    public static string CodeOf(CaseOutcome outcome) => string.Concat(outcome.ToString().Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    private static string? Name<T>(System.Collections.Immutable.ImmutableArray<T> items, int place, Func<T, string> nameOf) =>
        place < items.Length ? nameOf(items[place]) : null;
}

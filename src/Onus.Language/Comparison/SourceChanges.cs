using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Thresholds, and the rules and policies that set them.</summary>
internal static class SourceChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.Quantities))
        {
            var thing = (after ?? before)!;
            list.Note(ChangeArea.Thresholds, thing, "", before?.Value.ToString(), after?.Value.ToString());
            if (before is not null && after is not null)
                list.Note(ChangeArea.Thresholds, thing, "set by", before.Source, after.Source);
        }

        foreach (var (before, after) in list.Pair(p => p.Rules))
        {
            if (!list.InBoth(ChangeArea.Sources, "rule", before, after)) continue;
            list.Note(ChangeArea.Sources, after!, "cites", before!.Cites, after!.Cites);
            list.Note(ChangeArea.Sources, after, "at", before.Url, after.Url);
            list.Note(ChangeArea.Sources, after, "checked", Checked(before), Checked(after));
            list.Note(ChangeArea.Sources, after, "compels", Compels(list.Before, before), Compels(list.After, after));
        }

        foreach (var (before, after) in list.Pair(p => p.Policies))
        {
            if (!list.InBoth(ChangeArea.Sources, "policy", before, after)) continue;
            list.Note(ChangeArea.Sources, after!, "decided by", Actor(before!.DecidedBy), Actor(after!.DecidedBy));
            list.Note(ChangeArea.Sources, after, "review by", Day(before.ReviewBy), Day(after.ReviewBy));
        }
    }

    /// <summary>A party or authority by its title; empty for nobody.</summary>
    public static string Actor(BoundActor? actor) => actor is null ? "" : Prose.Title(actor);

    /// <summary>A day as the language writes it; empty for none.</summary>
    public static string Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    private static string Checked(BoundRule rule) => rule.Checked is not { } check ? "" : check.As switch
    {
        CheckedAs.Primary => $"{Day(check.Date)} by {Actor(check.By)}, against the official text",
        CheckedAs.Secondary => $"{Day(check.Date)} by {Actor(check.By)}, against a secondary source",
        CheckedAs.ToConfirm => $"{Day(check.Date)} by {Actor(check.By)}, to be confirmed",
        _ => $"{Day(check.Date)} by {Actor(check.By)}",
    };

    private static string Compels(BoundProduct product, BoundRule rule) =>
        Prose.List(rule.Compels.Select(step => Prose.Title(product[step])));
}

using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Thresholds, and the rules and policies that set them.</summary>
internal static class SourceChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var pair in list.Pairs(ChangeArea.Thresholds, q => q.Value.ToString(), p => p.Quantities))
        {
            pair.Note(ChangeArea.Thresholds, "", (_, t) => t.Value.ToString());
            pair.Note(ChangeArea.Thresholds, "set by", (_, t) => t.Source);
        }

        foreach (var pair in list.Pairs(ChangeArea.Sources, _ => "rule", p => p.Rules))
        {
            pair.Note(ChangeArea.Sources, "cites", (_, t) => t.Cites);
            pair.Note(ChangeArea.Sources, "at", (_, t) => t.Url);
            pair.Note(ChangeArea.Sources, "checked", (_, t) => Checked(t));
            pair.Note(ChangeArea.Sources, "compels", Compels);
        }

        foreach (var pair in list.Pairs(ChangeArea.Sources, _ => "policy", p => p.Policies))
        {
            pair.Note(ChangeArea.Sources, "decided by", (_, t) => Actor(t.DecidedBy));
            pair.Note(ChangeArea.Sources, "review by", (_, t) => Day(t.ReviewBy));
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

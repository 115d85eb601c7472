using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Caps, retention and rules on trial.</summary>
internal static class LimitChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var pair in list.Pairs(ChangeArea.Limits, _ => "cap", p => p.Caps))
        {
            pair.Note(ChangeArea.Limits, "on", On);
            pair.Note(ChangeArea.Limits, "at most", (_, t) => Ceiling(t));
            pair.Note(ChangeArea.Limits, "warns", (_, t) => Warns(t));
            pair.Note(ChangeArea.Limits, "opens", (_, t) => Opens(t));
            pair.Note(ChangeArea.Limits, "blocks", Blocks);
        }

        foreach (var after in list.After.Evidence)
        {
            // Evidence that came or went is noted elsewhere.
            if (list.Before.Evidence.FirstOrDefault(e => e.Name == after.Name) is not { } before) continue;
            list.Note(ChangeArea.Limits, after, "kept", Kept(list.Before, before), Kept(list.After, after));
        }

        foreach (var pair in list.Pairs(ChangeArea.Limits, _ => "rule on trial", p => p.Shadows))
        {
            pair.Note(ChangeArea.Limits, "would take", Replaces);
            pair.Note(ChangeArea.Limits, "until", (_, t) => SourceChanges.Day(t.Until));
            pair.Note(ChangeArea.Limits, "put in force by", (_, t) => SourceChanges.Actor(t.PromotedBy));
            pair.Note(ChangeArea.Limits, "reports", (_, t) => Reports(t));
        }
    }

    private static string On(BoundProduct product, BoundCap cap)
    {
        var each = cap.Per switch
        {
            { Fact: { } fact } => $", each {Prose.Words(product[fact].Name)}",
            { Party: { } party } => $", each {Prose.Title(party)}",
            _ => "",
        };
        return SourceChanges.Actor(cap.On) + each;
    }

    private static string Ceiling(BoundCap cap) => (cap.AtMost, cap.Window) switch
    {
        ({ } most, { } window) => $"{most.Value} in {window.Value}",
        ({ } most, null) => most.Value.ToString(),
        _ => "",
    };

    private static string Warns(BoundCap cap) =>
        string.Join(", ", cap.Warns.Select(warning => $"{Prose.Title(warning.Who)} at {warning.At.Value}"));

    private static string Opens(BoundCap cap) =>
        string.Join(", ", cap.Opens.Select(opening => $"{opening.Product} at {opening.At.Value}"));

    private static string Blocks(BoundProduct product, BoundCap cap)
    {
        var blocked = Prose.List(cap.Blocks.Select(step => Prose.Title(product[step])));
        return cap.Instead is { } instead ? $"{blocked}, instead {Prose.Title(product[instead])}" : blocked;
    }

    private static string Kept(BoundProduct product, BoundEvidence evidence) =>
        string.Join(", ", product.Keeps.Where(keep => keep.Evidence.Contains(evidence))
            .Select(keep => $"{keep.For.Value} from {(keep.From == KeepFrom.Closing ? "closing" : "collection")}"));

    private static string Replaces(BoundProduct product, BoundShadow shadow) =>
        string.Join("; ", shadow.InsteadOf.Select(replacement =>
            $"{Prose.Title(product[replacement.Step])} when {Prose.Condition(product, replacement.When)}"));

    private static string Reports(BoundShadow shadow) => shadow.Report is { } report
        ? $"{Prose.Words(report.What)} to {Prose.Title(report.To)} every {report.Every.Value}"
        : "";
}

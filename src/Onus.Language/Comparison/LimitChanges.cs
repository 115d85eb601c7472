using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Caps, retention and rules on trial.</summary>
internal static class LimitChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.Caps))
        {
            if (!list.InBoth(ChangeArea.Limits, "cap", before, after)) continue;
            list.Note(ChangeArea.Limits, after!, "on", On(list.Before, before!), On(list.After, after!));
            list.Note(ChangeArea.Limits, after!, "at most", Ceiling(before!), Ceiling(after!));
            list.Note(ChangeArea.Limits, after!, "warns", Warns(before!), Warns(after!));
            list.Note(ChangeArea.Limits, after!, "opens", Opens(before!), Opens(after!));
            list.Note(ChangeArea.Limits, after!, "blocks", Blocks(list.Before, before!), Blocks(list.After, after!));
        }

        foreach (var (before, after) in list.Pair(p => p.Evidence))
        {
            if (before is null || after is null) continue;
            list.Note(ChangeArea.Limits, after, "kept", Kept(list.Before, before), Kept(list.After, after));
        }

        foreach (var (before, after) in list.Pair(p => p.Shadows))
        {
            if (!list.InBoth(ChangeArea.Limits, "rule on trial", before, after)) continue;
            list.Note(ChangeArea.Limits, after!, "would take", Replaces(list.Before, before!), Replaces(list.After, after!));
            list.Note(ChangeArea.Limits, after!, "until", SourceChanges.Day(before!.Until), SourceChanges.Day(after!.Until));
            list.Note(ChangeArea.Limits, after, "put in force by",
                SourceChanges.Actor(before.PromotedBy), SourceChanges.Actor(after.PromotedBy));
            list.Note(ChangeArea.Limits, after, "reports", Reports(before), Reports(after));
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

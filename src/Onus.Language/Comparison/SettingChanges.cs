using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>Parties, powers, accounts, facts, evidence and the perimeter.</summary>
internal static class SettingChanges
{
    public static void Find(ChangeList list)
    {
        People(list);
        Inputs(list);
        Perimeter(list);
    }

    private static void People(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.Parties))
        {
            if (!list.InBoth(ChangeArea.People, "party", before, after)) continue;
            list.Note(ChangeArea.People, after!, "title", Prose.Title(before!), Prose.Title(after!));
            list.Note(ChangeArea.People, after!, "stands to us", Prose.Words(before!.Role.ToString()), Prose.Words(after!.Role.ToString()));
        }

        foreach (var (before, after) in list.Pair(p => p.Authorities))
        {
            if (!list.InBoth(ChangeArea.People, "authority", before, after)) continue;
            list.Note(ChangeArea.People, after!, "of", Prose.Title(before!.Of), Prose.Title(after!.Of));
            list.Note(ChangeArea.People, after!, "people", Prose.Quorum(before) ?? "1 person", Prose.Quorum(after) ?? "1 person");
        }

        foreach (var (before, after) in list.Pair(p => p.Accounts))
        {
            if (!list.InBoth(ChangeArea.People, "account", before, after)) continue;
            list.Note(ChangeArea.People, after!, "ends empty", before!.EndsEmpty ? "yes" : "no", after!.EndsEmpty ? "yes" : "no");
            list.Note(ChangeArea.People, after, "may go negative", before.MayGoNegative ? "yes" : "no", after.MayGoNegative ? "yes" : "no");
        }
    }

    private static void Inputs(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.Facts))
        {
            if (!list.InBoth(ChangeArea.Inputs, "fact", before, after)) continue;
            list.Note(ChangeArea.Inputs, after!, "can be", InputsSection.Range(list.Before, before!), InputsSection.Range(list.After, after!));
            list.Note(ChangeArea.Inputs, after!, "comes from", InputsSection.Origin(before!), InputsSection.Origin(after!));
        }

        foreach (var (before, after) in list.Pair(p => p.Evidence))
        {
            if (!list.InBoth(ChangeArea.Inputs, "evidence", before, after)) continue;
            list.Note(ChangeArea.Inputs, after!, "brought by", Prose.Title(before!.From), Prose.Title(after!.From));
        }

        list.Note(ChangeArea.Inputs, list.After, "stake", Stake(list.Before), Stake(list.After));
    }

    private static void Perimeter(ChangeList list)
    {
        var product = list.After;
        var (before, after) = (list.Before.Perimeter, list.After.Perimeter);
        Note("in effect", SourceChanges.Day(list.Before.InEffect), SourceChanges.Day(list.After.InEffect));
        Note("jurisdiction", Prose.List(before.Jurisdictions), Prose.List(after.Jurisdictions));
        Note("supervised by", Prose.List(before.Regulators.Select(Prose.Title)), Prose.List(after.Regulators.Select(Prose.Title)));
        Note("currency", Prose.List(before.Currencies.Select(c => c.ToString())), Prose.List(after.Currencies.Select(c => c.ToString())));
        Note("time zone", before.TimeZone, after.TimeZone);
        Note("calendar", Calendar(before), Calendar(after));
        Note("month end rolls", Prose.Words(before.MonthEnd.ToString()), Prose.Words(after.MonthEnd.ToString()));
        Note("ends within", before.EndsWithin?.Value.ToString(), after.EndsWithin?.Value.ToString());
        Note("recovers within", Recovery(before), Recovery(after));

        void Note(string aspect, string? old, string? now) => list.Note(ChangeArea.Perimeter, product, aspect, old, now);
    }

    private static string Stake(BoundProduct product) =>
        product.Stake is { } stake ? Prose.Words(product[stake].Name) : "none";

    private static string Calendar(BoundPerimeter perimeter) => perimeter.Calendar is { } calendar
        ? $"{calendar.Name} through {SourceChanges.Day(calendar.Through)}"
        : "";

    private static string Recovery(BoundPerimeter perimeter) => perimeter.Recovery is { } recovery
        ? $"{recovery.Within.Value}, then {SourceChanges.Actor(recovery.Then)}"
        : "";
}

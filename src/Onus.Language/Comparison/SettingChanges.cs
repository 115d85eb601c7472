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
        foreach (var pair in list.Pairs(ChangeArea.People, _ => "party", p => p.Parties))
        {
            pair.Note(ChangeArea.People, "title", (_, t) => Prose.Title(t));
            pair.Note(ChangeArea.People, "stands to us", (_, t) => Prose.Words(t.Role.ToString()));
        }

        foreach (var pair in list.Pairs(ChangeArea.People, _ => "authority", p => p.Authorities))
        {
            pair.Note(ChangeArea.People, "of", (_, t) => Prose.Title(t.Of));
            pair.Note(ChangeArea.People, "people", (_, t) => Prose.Quorum(t) ?? "1 person");
        }

        foreach (var pair in list.Pairs(ChangeArea.People, _ => "account", p => p.Accounts))
        {
            pair.Note(ChangeArea.People, "ends empty", (_, t) => t.EndsEmpty ? "yes" : "no");
            pair.Note(ChangeArea.People, "may go negative", (_, t) => t.MayGoNegative ? "yes" : "no");
        }
    }

    private static void Inputs(ChangeList list)
    {
        foreach (var pair in list.Pairs(ChangeArea.Inputs, _ => "fact", p => p.Facts))
        {
            pair.Note(ChangeArea.Inputs, "can be", InputsSection.Range);
            pair.Note(ChangeArea.Inputs, "comes from", (_, t) => InputsSection.Origin(t));
        }

        foreach (var pair in list.Pairs(ChangeArea.Inputs, _ => "evidence", p => p.Evidence))
        {
            pair.Note(ChangeArea.Inputs, "brought by", (_, t) => Prose.Title(t.From));
        }

        list.Note(ChangeArea.Inputs, list.After, "stake", Stake(list.Before), Stake(list.After));
    }

    private static void Perimeter(ChangeList list)
    {
        Note("in effect", p => SourceChanges.Day(p.InEffect));
        Note("jurisdiction", p => Prose.List(p.Perimeter.Jurisdictions));
        Note("supervised by", p => Prose.List(p.Perimeter.Regulators.Select(Prose.Title)));
        Note("currency", p => Prose.List(p.Perimeter.Currencies.Select(c => c.ToString())));
        Note("time zone", p => p.Perimeter.TimeZone);
        Note("calendar", p => Calendar(p.Perimeter));
        Note("month end rolls", p => Prose.Words(p.Perimeter.MonthEnd.ToString()));
        Note("ends within", p => p.Perimeter.EndsWithin?.Value.ToString());
        Note("recovers within", p => Recovery(p.Perimeter));

        void Note(string aspect, Func<BoundProduct, string?> says) =>
            list.Note(ChangeArea.Perimeter, list.After, aspect, says(list.Before), says(list.After));
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

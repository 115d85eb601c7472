using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>States: owner, meaning, money, liability, clock; and what the meanings themselves say.</summary>
internal static class StateChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var (before, after) in list.Pair(p => p.States))
        {
            if (!list.InBoth(ChangeArea.Steps, "state", before, after)) continue;
            State(list, before!, after!);
        }

        foreach (var (before, after) in list.Pair(p => p.Legal))
        {
            if (!list.InBoth(ChangeArea.Law, "legal meaning", before, after)) continue;
            list.Note(ChangeArea.Law, after!, "says", before!.Title, after!.Title);
            list.Note(ChangeArea.Law, after, "against", SourceChanges.Actor(before.Against), SourceChanges.Actor(after.Against));
            list.Note(ChangeArea.Clocks, after, "in all", Clock(list.Before, before.Clock), Clock(list.After, after.Clock));
        }

        foreach (var (before, after) in list.Pair(p => p.Funds))
        {
            if (!list.InBoth(ChangeArea.Money, "funds meaning", before, after)) continue;
            list.Note(ChangeArea.Money, after!, "says", before!.Title, after!.Title);
            list.Note(ChangeArea.Money, after, "holdings", Holdings(list.Before, before), Holdings(list.After, after));
        }
    }

    private static void State(ChangeList list, BoundState before, BoundState after)
    {
        list.Note(ChangeArea.Owners, after, "owner", SourceChanges.Actor(before.Owner), SourceChanges.Actor(after.Owner));
        list.Note(ChangeArea.Clocks, after, "clock", Clock(list.Before, before.Clock), Clock(list.After, after.Clock));
        list.Note(ChangeArea.Liability, after, "liable", Bearers(list.Before, before.Liable), Bearers(list.After, after.Liable));
        list.Note(ChangeArea.Law, after, "in law", Name(before.Legal), Name(after.Legal));
        list.Note(ChangeArea.Money, after, "money", Name(before.Funds), Name(after.Funds));
        list.Note(ChangeArea.Steps, after, "opened by", Openers(before), Openers(after));
        list.Note(ChangeArea.Steps, after, "ends the case", before.Final ? "yes" : "no", after.Final ? "yes" : "no");
        list.Note(ChangeArea.Steps, after, "starts", before.Starts ? "yes" : "no", after.Starts ? "yes" : "no");
        list.Note(ChangeArea.Steps, after, "title", Prose.Title(before), Prose.Title(after));
    }

    /// <summary>Who bears how much; empty for nobody.</summary>
    public static string Bearers(BoundProduct product, BoundList<BoundBearer>? bearers) => bearers is null
        ? ""
        : string.Join(", ", bearers.Items.Select(bearer => bearer.Share is null
            ? Prose.Title(bearer.Party)
            : $"{Prose.Title(bearer.Party)} for {Prose.Share(product, bearer.Share)}"));

    private static string Clock(BoundProduct product, BoundClock? clock) => clock is null
        ? ""
        : clock.Then is { } then
            ? $"{Prose.Clock(product, clock)}, then {Prose.Title(product[then])}"
            : Prose.Clock(product, clock);

    private static string Name(BoundSection? meaning) => meaning is null ? "" : Prose.Words(meaning.Name);

    private static string Openers(BoundState state) => Prose.List(state.OpenedBy.Select(Prose.Title), "or");

    private static string Holdings(BoundProduct product, BoundFunds funds) => string.Join(", ", funds.Holdings.Select(h =>
        $"{Prose.Title(h.Account)} {(h.Short ? "is short of" : "holds")} {Prose.Share(product, h.Share)}"));
}

using Onus.Language.Binding;
using Onus.Language.Documents;

namespace Onus.Language.Comparison;

/// <summary>States: owner, meaning, money, liability, clock; and what the meanings themselves say.</summary>
internal static class StateChanges
{
    public static void Find(ChangeList list)
    {
        foreach (var pair in list.Pairs(ChangeArea.Steps, _ => "state", p => p.States))
        {
            State(pair);
        }

        foreach (var pair in list.Pairs(ChangeArea.Law, _ => "legal meaning", p => p.Legal))
        {
            pair.Note(ChangeArea.Law, "says", (_, t) => t.Title);
            pair.Note(ChangeArea.Law, "against", (_, t) => SourceChanges.Actor(t.Against));
            pair.Note(ChangeArea.Clocks, "in all", (p, t) => Clock(p, t.Clock));
        }

        foreach (var pair in list.Pairs(ChangeArea.Money, _ => "funds meaning", p => p.Funds))
        {
            pair.Note(ChangeArea.Money, "says", (_, t) => t.Title);
            pair.Note(ChangeArea.Money, "holdings", Holdings);
        }
    }

    private static void State(Pair<BoundState> pair)
    {
        pair.Note(ChangeArea.Owners, "owner", (_, t) => SourceChanges.Actor(t.Owner));
        pair.Note(ChangeArea.Clocks, "clock", (p, t) => Clock(p, t.Clock));
        pair.Note(ChangeArea.Liability, "liable", (p, t) => Prose.Bearers(p, t.Liable));
        pair.Note(ChangeArea.Law, "in law", (_, t) => Name(t.Legal));
        pair.Note(ChangeArea.Money, "money", (_, t) => Name(t.Funds));
        pair.Note(ChangeArea.Steps, "opened by", (_, t) => Openers(t));
        pair.Note(ChangeArea.Steps, "ends the case", (_, t) => t.Final ? "yes" : "no");
        pair.Note(ChangeArea.Steps, "starts", (_, t) => t.Starts ? "yes" : "no");
        pair.Note(ChangeArea.Steps, "title", (_, t) => Prose.Title(t));
    }

    private static string Clock(BoundProduct product, BoundClock? clock) => clock is null
        ? ""
        : clock.Then is { } then
            ? $"{Prose.Clock(product, clock)}, then {Prose.Title(product[then])}"
            : Prose.Clock(product, clock);

    private static string Name(BoundSection? meaning) => meaning is null ? "" : Prose.Words(meaning.Name);

    private static string Openers(BoundState state) => Prose.List(state.OpenedBy.Select(Prose.Title), "or");

    private static string Holdings(BoundProduct product, BoundFunds funds) => string.Join(
        ", ",
        funds.Holdings.Select(holding =>
        {
            var side = holding.Short ? "is short of" : "holds";
            return $"{Prose.Title(holding.Account)} {side} {Prose.Share(product, holding.Share)}";
        }));
}

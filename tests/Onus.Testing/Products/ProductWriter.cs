using System.Text;

namespace Onus.Testing.Products;

/// <summary>Writes a draft as the language is written.</summary>
internal sealed class ProductWriter(ProductDraft draft)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        Front();
        Facts();
        Money();
        draft.States.ForEach(State);
        draft.Steps.ForEach(Step);
        draft.Sections.ForEach(s => Line(s + "\n"));
        Line("keep paper, photo\n  for           file-life from closing");
        return _text.ToString();
    }

    private void Front() => Line($"""
        product random-product "Drawn at random"
          version       1
          in effect     2027-01-01

        perimeter
          jurisdiction  EU
          regulator     bafin "A supervisor"
          currency      EUR
          time zone     "Europe/Berlin"
          calendar      target2 "calendars/target2.csv" through 2031-12-31

        rule law "The law"
          cites         "An act, section 1 (illustrative)"
          checked       2026-11-20 by desk
          sets          {string.Join(", ", draft.Quantities.Select(n => $"{n.Key} = {n.Value}").Append("file-life = 20 years"))}

        party customer "Customer"  is consumer
        party merchant "Merchant"
        party firm     "We"        is us
        party panel    "Panel"     is independent

        authority desk          of firm
        authority chief         of firm
        authority clerk         of firm
        authority pair          of firm  is 2 of desk, chief
        authority trio          of firm  is 2 of desk, chief, clerk
        authority merchant-desk of merchant
        authority panel-chair   of panel
        """);

    private void Facts()
    {
        Line("\nfacts");
        Line("  amount  money EUR from EUR 1.00 to EUR 5,000");
        Line("  level   number from 0 to 100");
        Line("  waited  duration");
        Line("  kind    one of good, fair, bad");
        Line("  award   money EUR from EUR 0.00 to EUR 5,000");
        Line("  flag    yes or no");
        Line("  late    yes or no from desk later");
        if (draft.Steps.Any(s => s.Clauses.Any(c => c.Contains("help", StringComparison.Ordinal)))) Line("  help    money EUR from EUR 1.00");
        draft.KeptFacts.ForEach(f => Line("  " + f));
        Line(draft.HasStake ? "\nstake amount\n" : "\nstake none\n");
        Line("evidence paper \"A paper\" from customer\nevidence photo \"A photograph\" from desk\n");
    }

    private void Money()
    {
        if (draft.HasStake)
        {
            Line("account customer/wallet \"Wallet\"\naccount firm/escrow \"Held\" ends empty");
            Line("account firm/pool \"Our money\"\naccount merchant/payout \"Payout\"\n");
        }

        foreach (var state in draft.States.Where(s => !s.Final))
            Line($"legal meaning-{state.Number} \"Meaning {state.Number}\"{(state.Adverse ? " against customer" : "")} {draft.LegalClocks.GetValueOrDefault(state.Number)}");
        Line("legal done \"Over.\"\n\nfunds elsewhere \"We hold nothing.\"");
        if (draft.HasStake) Line("funds in-escrow \"We hold all.\"  holds all in firm/escrow");
        Line("");
    }

    private void State(DraftState state)
    {
        Line($"state {ProductDraft.NameOf(state)} \"{(state.Final ? "End" : "State")} {state.Number}\"");
        if (state.Final)
        {
            Line("  final  legal done  funds elsewhere\n");
            return;
        }

        if (state.Number == 0) Line("  starts\n  opened by     customer, desk");
        Line($"  legal         meaning-{state.Number}");
        Line($"  funds         {(draft.HasStake && state.Money == DraftMoney.Escrow ? "in-escrow" : "elsewhere")}");
        Line($"  owner         {state.Owner}");
        Line("  liable        " + (draft.HasStake ? string.Join(", ", state.Liable.Select(l => $"{l.Party} for {l.Share}")) : "firm"));
        Line($"  at most       {state.Clock}, then silence-{state.Number}\n");
    }

    private void Step(DraftStep step)
    {
        Line($"{step.Section} {step.Name} \"{step.Name}\"");
        if (step.Section == "appeal") Line("  " + step.Clauses[0]);
        if (step.From.Length > 0) Line($"  from          {step.From}\n  to            {step.To}");
        if (step.Decided.Length > 0 && step.Section != "request") Line($"  decided by    {step.Decided}");
        foreach (var clause in step.Clauses.Skip(step.Section == "appeal" ? 1 : 0))
        {
            if (clause.StartsWith("in ", StringComparison.Ordinal)) Line($"  {clause}\n  decided by    {step.Decided}");
            else Line("  " + clause);
        }

        Line("");
    }

    private void Line(string text) => _text.Append(text).Append('\n');
}

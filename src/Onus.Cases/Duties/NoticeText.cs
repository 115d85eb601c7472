using System.Collections.Immutable;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Duties;

/// <summary>What a notice says, composed from the step, the rule and the facts: the same for the same act, whoever asks.</summary>
/// <remarks>English, with the titles of the product in its own language. A notice with reasons names the sources and the facts
/// that the step's guard read; one without says the state, its legal meaning and the time, and not even under which rule it is
/// silent. What the addressee can do about it is always said.</remarks>
/// <param name="Subject">One line.</param>
/// <param name="Lines">The text, a sentence or two in each line.</param>
public sealed record NoticeText(string Subject, ImmutableArray<string> Lines)
{
    /// <summary>Composes the notice of a duty.</summary>
    /// <param name="product">The product version of the case.</param>
    /// <param name="act">The act that gave rise to it, opened where it is confidential.</param>
    /// <param name="ordinal">The duty, by its place in the act.</param>
    /// <param name="facts">The case's facts as they were when the act was decided, null where unknown.</param>
    public static NoticeText Compose(EnactedProduct product, ActEntry act, int ordinal, IReadOnlyList<Int128?> facts)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(facts);
        var duty = act.Duties[ordinal];
        Invariant.Holds(duty.Kind == DutyKind.Notice);
        var (p, firing) = (product.Product, act.Firings[duty.Firing]);
        var step = p.Steps[firing.Step];
        var notice = step.Tells[duty.Clause];
        var lines = new List<string> { $"To: {string.Join(", ", notice.To.Select(who => TitleOf(p, who)))}" };
        lines.Add($"Case {act.Case}, {product.Calendar.Zone.Text(act.Envelope.Time)}");
        if (notice.Reasons != Reasons.Without)
        {
            lines.Add($"What happened: {step.Title}.");
            lines.Add($"Who decided: {DeciderOf(p, act, firing)}.");
        }

        var state = p.States[act.Firings[^1].To];
        lines.Add($"Where the case stands: {state.Title}. {p.Legals[state.Legal].Text}");
        if (notice.Reasons == Reasons.With) AddReasons(lines, p, step, facts);
        AddWaysOut(lines, product, act, state, notice);
        return new NoticeText($"{p.Title}: {state.Title}", [.. lines]);
    }

    /// <summary>The subject and the lines, one below the other.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Subject).Append('\n');
        foreach (var line in Lines) text.Append(line).Append('\n');
        return text.ToString();
    }

    private static void AddReasons(List<string> lines, Product p, Step step, IReadOnlyList<Int128?> facts)
    {
        foreach (var source in step.Because)
            lines.Add($"Why: {p.Sources[source].Title}{(p.Sources[source].Cites is { } cites ? $" ({cites})" : "")}.");
        var used = new SortedSet<int>();
        Collect(step.When, used);
        foreach (var fact in used)
            if (facts[fact] is { } value) lines.Add($"On the fact: {FactWords.Says(p.Facts[fact], value)}.");
    }

    private static void AddWaysOut(List<string> lines, EnactedProduct product, ActEntry act, State state, Notice notice)
    {
        var p = product.Product;
        var here = p.States.IndexOf(state);
        foreach (var step in p.Steps)
        {
            if (step.Kind == StepKind.Step || !step.From.Contains(here) || step.By is not { } by || !notice.To.Any(who => Covers(p, who, by))) continue;
            lines.Add($"What you can do: {(step.Kind == StepKind.Appeal ? "appeal" : "ask")}, \"{step.Title}\".");
        }

        if (act.Due is { } due && notice.Reasons != Reasons.Without)
            lines.Add($"If nobody acts by {product.Calendar.Zone.Text(due.At)}: {p.Steps[due.Step].Title}.");
    }

    // A party is told what its authorities may do, and an authority what its party may.
    private static bool Covers(Product p, Who told, Who acts) => PartyOf(p, told) == PartyOf(p, acts);

    private static int PartyOf(Product p, Who who) => who.IsParty ? who.Index : p.Authorities[who.Index].Of;

    private static string TitleOf(Product p, Who who) => who.IsParty
        ? p.Parties[who.Index].Title
        : $"{p.Authorities[who.Index].Name} of {p.Parties[p.Authorities[who.Index].Of].Title}";

    private static string DeciderOf(Product p, ActEntry act, Firing firing) => firing.Cause switch
    {
        FiringCause.Asked or FiringCause.Granted when act.Decider.RecordedFor is { } outside => TitleOf(p, Who.Authority(outside)),
        FiringCause.Asked or FiringCause.Granted when act.Decider.Authority is { } authority => TitleOf(p, Who.Authority(authority)),
        FiringCause.Asked or FiringCause.Granted when act.Decider.Party is { } party => p.Parties[party].Title,
        FiringCause.Clock or FiringCause.Law or FiringCause.Silence => "nobody in the time that was given",
        FiringCause.Unfunded => "nobody: the money was not there",
        FiringCause.Cap => "nobody: a limit was reached",
        _ => "a rule, by itself",
    };

    private static void Collect(Condition condition, SortedSet<int> facts)
    {
        if (condition.Kind == ConditionKind.Within) facts.Add(condition.Fact);
        foreach (var part in condition.Parts) Collect(part, facts);
    }
}

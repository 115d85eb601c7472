using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>What falls due, and when.</summary>
public sealed class PlainClocks(PlainHistory history)
{
    /// <summary>All that is due in open cases, the earliest first.</summary>
    public IEnumerable<PlainDue> All() => history.OpenCases.SelectMany(c => OfCase(c.Case)).OrderBy(d => d.At).ToList();

    /// <summary>The case's own clock, and the open questions.</summary>
    public IEnumerable<PlainDue> OfCase(ulong of)
    {
        if (Own(of) is { } own) yield return own;
        foreach (var question in history.Questions(of)) yield return new(question.Due, of, question.Step, FiringCause.Silence, question.Entry);
    }

    /// <summary>The earlier of the two clocks of a case; on a tie the law's.</summary>
    public PlainDue? Own(ulong of)
    {
        if (history.IsFinal(of)) return null;
        var state = StateClock(of);
        var law = LawClock(of);
        return law is not null && (state is null || law.At <= state.At) ? law : state;
    }

    /// <summary>When the state's clock runs out: from the entry, or from a fact; longer by the time nobody could appeal.</summary>
    public PlainDue? StateClock(ulong of)
    {
        var product = history.Opening(of)!.Product;
        var state = history.State(of);
        if (product.Text.States[state].Clock is not { } clock) return null;
        var entered = history.EnteredAt(of);
        var start = entered;
        if (clock.After is { } fact)
        {
            if (history.Facts(of, entered)[fact] is not { } instant) return null;
            start = new LogTime((ulong)instant);
        }

        var due = product.Calendar.Due(start, clock.Length.ToTerm());
        var canAppeal = product.Text.Steps.Any(s => s.Kind == StepKind.Appeal && s.From.Contains(state));
        foreach (var outage in history.Events.OfType<PlainOutage>())
        {
            if (canAppeal && outage.From >= entered && due > outage.From)
                due = due.Plus(outage.At.Nanoseconds - outage.From.Nanoseconds);
        }

        return new(due, of, clock.Then, FiringCause.Clock, 0);
    }

    /// <summary>When the clock of the legal meaning runs out: it stands still while the case is in states of another meaning.</summary>
    public PlainDue? LawClock(ulong of)
    {
        var product = history.Opening(of)!.Product;
        var meaning = product.Text.States[history.State(of)].Legal;
        if (product.Text.Legals[meaning].Clock is not { } clock) return null;
        LogTime? since = null;
        var spent = 0ul;
        foreach (var (at, state) in Path(of))
        {
            var counts = product.Text.States[state].Legal == meaning;
            if (counts) since ??= at;
            if (!counts && since is { } start)
            {
                spent += at.Nanoseconds - start.Nanoseconds;
                since = null;
            }
        }

        // Time spent under the meaning before counts as if this stay had begun that much earlier.
        var begun = new LogTime(since!.Value.Nanoseconds - spent);
        return new(product.Calendar.Due(begun, clock.Length.ToTerm()), of, clock.Then, FiringCause.Law, 0);
    }

    private IEnumerable<(LogTime At, int State)> Path(ulong of) =>
        history.Of<PlainFiring>(of).Select(f => (f.At, f.To)).Prepend((history.Opening(of)!.At, history.Text(of).Start));
}

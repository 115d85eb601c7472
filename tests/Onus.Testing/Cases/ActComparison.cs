using System.Numerics;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Testing.Cases;

/// <summary>What the plain cases say happened, held against the entries of the log that say so.</summary>
public static class ActComparison
{
    /// <summary>Compares firings, money, liability, caps, shadows, duties, warnings and ends of requests.</summary>
    /// <param name="history">The plain cases' history, with the answer in it.</param>
    /// <param name="answer">What the plain cases say.</param>
    /// <param name="entries">What the log says: the entries of one command or lapse.</param>
    /// <exception cref="InvalidOperationException">They differ; the message says in what.</exception>
    public static void Compare(PlainHistory history, PlainAnswer answer, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var acts = ActsOf(entries);
        Step Of(ulong of, int step) => history.Text(of).Steps[step];
        List(answer.Firings.Select(f => (f.Case, Of(f.Case, f.Step).Name, f.Cause, f.From, f.To)),
            acts.SelectMany(a => a.Firings.Select(f => (a.Case, Of(a.Case, f.Step).Name, f.Cause, f.From, f.To))), "firings");
        List(answer.Events.OfType<PlainLeg>().Select(l => (l.Case, l.From, l.To, l.Amount)),
            acts.SelectMany(a => a.Legs.Select(l => (a.Case, l.From, l.To, (BigInteger)l.Amount))), "legs");
        List(answer.Events.OfType<PlainMove>().Select(m => (m.Case, m.From, m.To, m.Amount)),
            acts.SelectMany(a => a.Moves.Select(m => (a.Case, m.From, m.To, (BigInteger)m.Amount))), "moves of liability");
        List(answer.Events.OfType<PlainStop>().Select(s => (s.Case, s.Cap, s.Step)),
            acts.SelectMany(a => a.Stops.Select(s => (a.Case, s.Cap, s.Step))), "stops of caps");
        List(answer.Events.OfType<PlainDifference>().Select(d => (d.Case, d.Shadow, d.State, d.Live, d.Instead)),
            acts.SelectMany(a => a.Shadows.Select(d => (a.Case, d.Shadow, d.State, d.Live, d.Instead))), "verdicts of shadows");
        List(answer.Events.OfType<PlainDuty>().Select(d => (d.Case, d.Kind, d.Step, d.Clause, d.Due)),
            acts.SelectMany(a => a.Duties.Where(d => d.Kind != DutyKind.Warning).Select(d => (a.Case, d.Kind, a.Firings[d.Firing].Step, d.Clause, d.Due))), "duties");
        List(answer.Events.OfType<PlainWarning>().Select(w => (w.Case, w.Cap, w.Clause)).Order(),
            acts.SelectMany(a => a.Duties.Where(d => d.Kind == DutyKind.Warning).Select(d => (a.Case, d.Firing, d.Clause))).Order(), "warnings");
        // Silence that cannot pay takes its branch in the act itself, and the question has no end of its own.
        var branches = answer.Firings.Any(f => f.Cause == FiringCause.Unfunded);
        List(answer.Events.OfType<PlainAnswered>().Where(a => a.Outcome != CaseOutcome.Accepted && !(branches && a.Outcome == CaseOutcome.Unfunded)).Select(a => (a.Request, a.Outcome)),
            entries.Select(e => RequestEnded.TryRead(e, out var ended) ? ended : null).Where(e => e is not null).Select(e => (e!.Request, e.Outcome)), "ends of requests");
    }

    /// <summary>The acts, a confidential one with its sealed part.</summary>
    private static List<ActEntry> ActsOf(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var acts = new List<ActEntry>();
        SealedPart? part = null;
        foreach (var entry in entries)
        {
            if (SealedPart.TryRead(entry, out var hidden)) part = hidden;
            if (!ActEntry.TryRead(entry, out var act)) continue;
            acts.Add(act!.Seal is not null && Face.TryOpen(act, part!, out var whole) ? whole! : act);
        }

        return acts;
    }

    private static void List<T>(IEnumerable<T> plain, IEnumerable<T> real, string what)
    {
        if (!plain.SequenceEqual(real))
            throw new InvalidOperationException($"{what}: the plain cases say [{string.Join("; ", plain)}], the runtime [{string.Join("; ", real)}]");
    }
}

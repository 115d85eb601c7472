using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Time;

/// <summary>What happens to a case if nobody does anything: each state waits for its clock.</summary>
/// <param name="Visits">Each state in turn, with how long at most it lasts; the last is final unless it goes in a
/// circle.</param>
/// <param name="Seconds">The whole length at most; null where a length is unknown.</param>
/// <param name="Ends">Whether it comes to a final state.</param>
internal sealed record SilentPath(ImmutableArray<Visit> Visits, ulong? Seconds, bool Ends)
{
    /// <summary>The path from a state.</summary>
    public static SilentPath From(StateRef start, BoundProduct product, ClockLengths lengths)
    {
        var visits = ImmutableArray.CreateBuilder<Visit>();
        var spent = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var seen = new HashSet<StateRef>();
        ulong? total = 0;
        StateRef? at = start;
        while (at is { } state && seen.Add(state))
        {
            var bound = product[state];
            if (bound.Final) return new SilentPath([.. visits, new Visit(state, 0)], total, Ends: true);
            var clock = bound.Clock;
            var seconds = clock is null ? null : lengths.Of(clock.Limit.Value)?.MostSeconds;
            // The earlier of the two clocks wins; on a tie the one over all states of the meaning.
            if (bound.Legal?.Clock is { } legal && lengths.Of(legal.Limit.Value)?.MostSeconds is { } most)
            {
                var left = most - Math.Min(most, spent.GetValueOrDefault(bound.Legal.Name));
                if (seconds is null || left <= seconds) (clock, seconds) = (legal, left);
                spent[bound.Legal.Name] = spent.GetValueOrDefault(bound.Legal.Name) + seconds.Value;
            }

            visits.Add(new Visit(state, seconds ?? 0));
            total = seconds is null ? null : total + seconds;
            at = clock?.Then is { } then ? product[then].To : null;
        }

        return new SilentPath(visits.ToImmutable(), total, Ends: false);
    }

    /// <summary>The path in one line: <c>claimed > evidence-held > escalated > written-off, 21 days</c>.</summary>
    public string Text(BoundProduct product)
    {
        var path = string.Join(" > ", Visits.Select(v => product[v.State].Name));
        return !Ends ? path + " > ..." : Seconds is { } seconds ? $"{path}, {TimeText.Of(seconds)}" : path;
    }
}

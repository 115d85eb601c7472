using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Acts;

/// <summary>The clock of a stay in a state: its own, or what is left of its legal meaning's, whichever ends first.</summary>
internal static class StateClock
{
    /// <summary>Books the time of the stay that ends under its legal meaning.</summary>
    public static void Leave(CaseView view, LogTime now)
    {
        if (view.Entered == LogTime.Epoch) return;
        var legal = view.Product.States[view.State].Legal;
        if (view.Product.Legals[legal].Clock is not null)
            view.LegalSpent[legal] += now.Nanoseconds - view.Entered.Nanoseconds;
    }

    /// <summary>What falls due for the state just entered; none where it is final. On a tie the legal clock wins.</summary>
    public static DueStep? DueOf(CaseView view, IActWorld world, LogTime now)
    {
        var state = view.Product.States[view.State];
        if (state.Final) return null;
        var clock = state.Clock!;
        var start = clock.After is { } fact && view.Facts[fact] is { } instant ? new LogTime((ulong)instant) : now;
        var due = new DueStep(world.Due(start, clock.Length), clock.Then, ByLaw: false);
        if (view.Product.Legals[state.Legal].Clock is not { } legal) return due;

        // Time already spent under the meaning counts: the legal clock started that much earlier.
        var spent = Math.Min(view.LegalSpent[state.Legal], now.Nanoseconds);
        var lawful = world.Due(new LogTime(now.Nanoseconds - spent), legal.Length);
        return lawful <= due.At ? new DueStep(lawful, legal.Then, ByLaw: true) : due;
    }
}

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

    /// <summary>Starts the clocks of the state just entered; none where it is final.</summary>
    public static void Start(CaseView view, IActWorld world, LogTime now)
    {
        (view.StateDue, view.LawDue) = (null, null);
        var state = view.Product.States[view.State];
        if (state.Final) return;
        var clock = state.Clock!;
        var start = clock.After is { } fact && view.Facts[fact] is { } instant ? new LogTime((ulong)instant) : now;
        view.StateDue = new DueStep(world.Due(start, clock.Length), clock.Then);
        if (view.Product.Legals[state.Legal].Clock is not { } legal) return;

        // Time already spent under the meaning counts: the legal clock started that much earlier.
        var spent = Math.Min(view.LegalSpent[state.Legal], now.Nanoseconds);
        view.LawDue = new DueStep(world.Due(new LogTime(now.Nanoseconds - spent), legal.Length), legal.Then);
    }
}

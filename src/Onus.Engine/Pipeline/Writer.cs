using System.Collections.Immutable;
using Onus.Core;
using Onus.Engine.Keeping;
using Onus.Engine.Requests;
using Onus.Engine.Throttling;
using Onus.Ledger;

namespace Onus.Engine.Pipeline;

/// <summary>The single writer: runs waiting work against the state and fills flights with entries.</summary>
/// <remarks>Everything due at or before the turn's time lapses before any command of the turn (LANGUAGE, "Clocks"). The
/// state runs ahead of the log; nothing of it is seen outside before its flight is durable.</remarks>
internal sealed class Writer(
    NodeState state, WorkQueue queue, Keeper keeper, RefusalBudget budget, Func<LogTime> clock, int maxEntries, EngineFault fault)
{
    private readonly TransferCommand[] _commands = new TransferCommand[maxEntries];
    private readonly TransferResult[] _results = new TransferResult[maxEntries];
    private List<IWork> _taken = [];
    private ImmutableArray<byte> _logKey = state.Cases.Charter.LogKey;
    private int _next;

    /// <summary>The index of the next entry.</summary>
    public ulong NextIndex { get; private set; }

    /// <summary>The time of the last entry.</summary>
    public LogTime LastTime { get; private set; }

    /// <summary>Whether there is something to do at this instant.</summary>
    public bool HasWork => _next < _taken.Count || queue.HasWork || (NextDue is { } due && due <= Now)
        || keeper.HasWork(Now, NextIndex);

    /// <summary>How long until something falls due; null if nothing ever does.</summary>
    public TimeSpan? UntilDue
    {
        get
        {
            if (NextDue is not { } due) return null;
            if (due <= Now) return TimeSpan.Zero;
            var now = clock();
            return TimeSpan.FromMilliseconds(Math.Min((due.Nanoseconds - now.Nanoseconds) / 1_000_000 + 1, 60_000));
        }
    }

    /// <summary>The wall clock, or the log's own time where that is ahead: what is due by the log has lapsed, even after the
    /// wall clock was set back.</summary>
    private LogTime Now => clock() is var wall && wall > LastTime ? wall : LastTime;

    private LogTime? NextDue =>
        Earlier(Earlier(fault == EngineFault.NeverLapses ? null : state.NextDue, keeper.NextDue(NextIndex)), budget.NextDue);

    /// <summary>The time of the last entry before a gap that is to be named before anything lapses; null for none.</summary>
    public LogTime? DownSince { private get; set; }

    /// <summary>Where the log ends that the state is a fold of.</summary>
    public void StartAt(ulong nextIndex, LogTime lastTime) => (NextIndex, LastTime) = (nextIndex, lastTime);

    /// <summary>Runs what waits into the flight until nothing does or the flight is full.</summary>
    /// <returns>Whether the flight is full.</returns>
    public bool Fill(Flight flight)
    {
        var now = Now;
        keeper.Turn(flight, now);
        NameOutage(flight, now);
        if (fault != EngineFault.LapsesAfterCommands) Lapse(flight, now);
        budget.Summarize(flight.Batch, now);
        while (flight.Batch.Count < maxEntries && NextWork() is { } work)
        {
            var before = flight.Batch.Count;
            if (IsThrottled(work, now)) continue;
            if (work is TransferWork first) RunTogether(first, flight, now);
            else Run(work, flight, now);
            LapseAtOnce(flight, now);
            budget.Charge(flight.Batch, before, now);
        }

        if (fault == EngineFault.LapsesAfterCommands) Lapse(flight, now);
        NextIndex = flight.Batch.NextIndex;
        LastTime = flight.Batch.LastTime;
        NoteLogKey(flight);
        return flight.Batch.Count >= maxEntries;
    }

    // The charter replaces its key as a whole: comparing the arrays themselves costs a turn nothing.
    private void NoteLogKey(Flight flight)
    {
        if (state.Cases.Charter.LogKey == _logKey) return;
        _logKey = state.Cases.Charter.LogKey;
        flight.LogKey = _logKey;
    }

    /// <summary>Adds what is only written on closing.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Settle(Flight flight)
    {
        var before = flight.Batch.Count;
        budget.Summarize(flight.Batch, Now, closing: true);
        (NextIndex, LastTime) = (flight.Batch.NextIndex, flight.Batch.LastTime);
        return flight.Batch.Count > before;
    }

    /// <summary>Gives back what was taken and not run: the engine has failed.</summary>
    public void Abandon(Delivery delivery)
    {
        while (NextWork() is { } work)
        {
            _next++;
            queue.Leave(work.Weight);
            work.Finish(delivery);
        }
    }

    private void NameOutage(Flight flight, LogTime now)
    {
        if (DownSince is { } since && since < now) state.Cases.EnterOutage(since, now, flight.Batch);
        DownSince = null;
    }

    private void Lapse(Flight flight, LogTime now)
    {
        if (fault == EngineFault.NeverLapses) return;
        state.Lapse(fault == EngineFault.LapsesEarly ? now.Plus(10 * LogTime.NanosecondsPerSecond) : now, maxEntries, flight.Batch);
    }

    /// <summary>A command may start a clock that has run out already: a law's time was spent in other states, an instant that a
    /// state counts from is past. It lapses before the next command.</summary>
    private void LapseAtOnce(Flight flight, LogTime now)
    {
        if (fault == EngineFault.LapsesAfterCommands) return;
        var reached = flight.Batch.LastTime > now ? flight.Batch.LastTime : now;
        if (state.NextDue <= reached) Lapse(flight, reached);
    }

    /// <summary>Answers work of a principal that is over its budget, unseen by the core.</summary>
    private bool IsThrottled(IWork work, LogTime now)
    {
        if (OverBudget(work, now) is not { } principal) return false;
        budget.Throttle(principal, work.Weight, now);
        _next++;
        queue.Leave(work.Weight);
        work.Finish(Delivery.Throttled);
        return true;
    }

    private ulong? OverBudget(IWork work, LogTime now) => budget.MayBeOver(now) ? work.OverBudget(budget, now) : null;

    private void Run(IWork work, Flight flight, LogTime now)
    {
        work.Run(new WriterTurn(state.Ledger, state.Cases, flight.Batch, now));
        _next++;
        if (fault == EngineFault.AnswersReadsBeforeCommit) work.Finish(Delivery.Durable);
        else flight.Add(work);
    }

    /// <summary>Runs single transfers that follow one another as one call, so that they share the ledger's lookups.</summary>
    private void RunTogether(TransferWork first, Flight flight, LogTime now)
    {
        var most = maxEntries - flight.Batch.Count;
        var (start, count) = (_next, 0);
        for (var work = first; work is not null && count < most; work = _next < _taken.Count ? _taken[_next] as TransferWork : null)
        {
            if (count > 0 && OverBudget(work, now) is not null) break;
            _commands[count++] = work.Command;
            _next++;
        }

        if (fault == EngineFault.ChargesOneTooMuch) _commands[0] = _commands[0] with { Amount = _commands[0].Amount + 1 };
        state.Ledger.Execute(_commands.AsSpan(0, count), now, flight.Batch, _results.AsSpan(0, count));
        if (fault == EngineFault.SwapsAnswers) _results.AsSpan(0, count).Reverse();
        for (var i = 0; i < count; i++)
        {
            var work = (TransferWork)_taken[start + i];
            work.Result = _results[i];
            if (fault != EngineFault.ForgetsACaller || i % 3 != 2) flight.Add(work);
        }
    }

    private static LogTime? Earlier(LogTime? one, LogTime? other) => one is null || other < one ? other ?? one : one;

    private IWork? NextWork()
    {
        if (_next == _taken.Count)
        {
            _taken.Clear();
            _taken = queue.TakeAll(_taken);
            _next = 0;
        }

        return _next < _taken.Count ? _taken[_next] : null;
    }
}

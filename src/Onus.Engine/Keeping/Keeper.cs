using Onus.Core;
using Onus.Engine.Ids;
using Onus.Engine.Pipeline;
using Onus.Engine.Snapshots;
using Onus.Log.Journal;

namespace Onus.Engine.Keeping;

/// <summary>What the engine does beside commands: state roots, snapshots, moving old ids to disk. One thing at a time.</summary>
/// <remarks>It is asked on the writer's thread at the start of every turn, freezes the ledger there, and works on a thread of
/// the pool while the ledger goes on; a driver without threads has it work at once.</remarks>
internal sealed class Keeper(NodeState state, IdRuns runs, SnapshotStore snapshots, LogReader log, EngineOptions options, Action wake)
{
    private readonly Lock _gate = new();
    private List<RootRequest> _asked = [];
    private List<RootRequest> _served = [];
    private FrozenNode? _frozen;
    private PendingSnapshot? _snapshot;
    private Task<NodeRoot>? _rooting;
    private Task? _sealing;
    private Task<IdRun>? _writing;
    private IdRecord[]? _ids;
    private LogTime _lastRootAt;
    private ulong _rootedTo;
    private ulong _snapshotAt;

    /// <summary>Whether something can be done now.</summary>
    public bool HasWork(LogTime now, ulong nextIndex) =>
        _rooting is { IsCompleted: true } || _sealing is { IsCompleted: true } || _writing is { IsCompleted: true }
        || (IsIdle && (IsAsked || IsRootDue(now, nextIndex)));

    /// <summary>When the next root falls due; null while nothing has moved, or something is being done.</summary>
    public LogTime? NextDue(ulong nextIndex) =>
        IsIdle && options.StateRootEvery is { } every && Every(every, nextIndex) is { } span ? _lastRootAt.Plus((ulong)span.Ticks * 100) : null;

    /// <summary>How long after the last root the next one falls due: while cases are open, one is written now and then though
    /// nothing moves, so that a gap in the log is a time in which the node was down.</summary>
    private TimeSpan? Every(TimeSpan every, ulong nextIndex)
    {
        if (nextIndex > _rootedTo) return every;
        return options.OutageAfter is { } outage && state.Cases.Count.Open > 0 ? outage / 2 : null;
    }

    private bool IsIdle => _frozen is null && _sealing is null && _writing is null && _snapshot is null;

    private bool IsAsked
    {
        get
        {
            lock (_gate) return _asked.Count > 0;
        }
    }

    /// <summary>Where the state begins: what a snapshot or a root already covers.</summary>
    public void StartAt(ulong snapshotAt, ulong rootedTo, LogTime now) =>
        (_snapshotAt, _rootedTo, _lastRootAt) = (snapshotAt, rootedTo, now);

    /// <summary>Asks for a state root.</summary>
    public void Ask(RootRequest request)
    {
        lock (_gate) _asked.Add(request);
        wake();
    }

    /// <summary>Does what can be done now; on the writer's thread, before the commands of the turn.</summary>
    public void Turn(Flight flight, LogTime now)
    {
        if (_rooting is { IsCompleted: true }) FinishRoot(flight, now);
        if (_snapshot is not null && _frozen is null && _sealing is null && log.Head.Size >= _snapshot.AsOf) StartSealing();
        if (_sealing is { IsCompleted: true }) FinishSealing();
        if (_writing is { IsCompleted: true }) FinishRun();
        if (!IsIdle) return;
        var next = flight.Batch.NextIndex;
        var snapshot = options.SnapshotEvery > 0 && next - _snapshotAt >= options.SnapshotEvery;
        if (IsAsked || snapshot || IsRootDue(now, next)) StartRoot(flight, now, snapshot);
        else if (state.Ledger.IdCount - runs.Count >= options.IdsInMemory + options.IdsPerRun) StartRun();
    }

    /// <summary>Ends what is being done, and writes a last snapshot; after the line has stopped.</summary>
    public void Close(Flight nothing, bool isDurable, LogTime now)
    {
        _rooting?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _frozen?.Dispose();
        _frozen = null;
        if (isDurable && _snapshot is null && options.SnapshotEvery > 0 && log.Head.Size > _snapshotAt) WriteLast(nothing, now);
        else if (isDurable && _snapshot is not null && _sealing is null && _rooting is { IsCompletedSuccessfully: true } && log.Head.Size >= _snapshot.AsOf)
            snapshots.Seal(_snapshot, log);
        _sealing?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        _writing?.ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        if (_writing is { IsCompletedSuccessfully: true }) _writing.Result.Dispose();
        _snapshot?.Dispose();
        lock (_gate)
            foreach (var request in _asked.Concat(_served)) request.Finish(Delivery.Closed);
    }

    /// <summary>Gives memory back, and nothing else.</summary>
    public void Forget()
    {
        _frozen?.Dispose();
        _frozen = null;
    }

    private bool IsRootDue(LogTime now, ulong nextIndex) => NextDue(nextIndex) is { } due && due <= now;

    private void StartRoot(Flight flight, LogTime now, bool withSnapshot)
    {
        lock (_gate) (_asked, _served) = (_served, _asked);
        _asked.Clear();
        var asOf = flight.Batch.NextIndex;
        _frozen = state.Freeze(asOf, withSnapshot, _served.SelectMany(request => request.Accounts));
        _snapshot = withSnapshot ? snapshots.Begin(asOf, flight.Batch.LastTime) : null;
        (_lastRootAt, _snapshotAt) = (now, withSnapshot ? asOf : _snapshotAt);
        var (frozen, snapshot) = (_frozen, _snapshot);
        _rooting = Work(() =>
        {
            var root = frozen.Run(snapshot?.Stream);
            snapshot?.Flush();
            return root;
        });
    }

    private void FinishRoot(Flight flight, LogTime now)
    {
        // A broken invariant in there is one in here: the writer stops.
        var root = _rooting!.GetAwaiter().GetResult();
        _frozen!.Dispose();
        (_frozen, _rooting) = (null, null);
        var index = flight.Batch.NextIndex;
        var entry = root.Write(now, flight.Batch);
        _rootedTo = index + 1;
        foreach (var request in _served)
        {
            request.Written = new WrittenRoot(root.Ledger, index, entry);
            flight.Add(request);
        }

        _served.Clear();
    }

    private void StartSealing()
    {
        var snapshot = _snapshot!;
        _sealing = Work(() =>
        {
            snapshots.Seal(snapshot, log);
            return true;
        });
    }

    private void FinishSealing()
    {
        _sealing!.GetAwaiter().GetResult();
        _snapshot!.Dispose();
        (_snapshot, _sealing) = (null, null);
    }

    private void StartRun()
    {
        var first = runs.Count;
        Invariant.Holds(first >= state.Ledger.FirstIdInMemory);
        _ids ??= new IdRecord[options.IdsPerRun];
        var (ids, count) = (_ids, 0);
        for (var place = first; place < first + options.IdsPerRun; place++)
            if (state.Ledger.ReadId(place) is { Id.IsNone: false } known) ids[count++] = new IdRecord(known.Id, known.Entry);
        // What is not durable yet may never have been: its ids must not outlive a crash.
        if (count == 0 || ids[count - 1].Entry >= log.Head.Size) return;
        _writing = Work(() => runs.Write(first, options.IdsPerRun, ids.AsSpan(0, count)));
    }

    private void FinishRun()
    {
        runs.Add(_writing!.GetAwaiter().GetResult());
        _writing = null;
        state.Ledger.ReleaseIds(runs.Count);
    }

    private void WriteLast(Flight nothing, LogTime now)
    {
        var asOf = log.Head.Size;
        Invariant.Holds(nothing.Batch.NextIndex == asOf && nothing.Batch.Count == 0);
        using var frozen = state.Freeze(asOf, withSnapshot: true);
        _lastRootAt = now;
        try
        {
            using var pending = snapshots.Begin(asOf, nothing.Batch.LastTime);
            frozen.Run(pending.Stream);
            pending.Flush();
            snapshots.Seal(pending, log);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Everything is durable in the log; without this snapshot the next start only takes longer.
            options.Warn($"no snapshot was written on closing: {e.Message}");
        }
    }

    private Task<T> Work<T>(Func<T> work)
    {
        if (!options.StartThreads) return Task.FromResult(work());
        var task = Task.Run(work);
        task.ContinueWith(_ => wake(), TaskScheduler.Default);
        return task;
    }
}

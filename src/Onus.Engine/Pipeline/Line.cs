using Onus.Log.Storage;

namespace Onus.Engine.Pipeline;

/// <summary>The whole way of a batch, in steps: fill, close, commit, answer. It starts no threads; <see cref="LineRunner"/>
/// drives it with two, and a simulator one step at a time.</summary>
/// <remarks>Filling and committing may run on two threads at once: they meet only in the queue of closed flights.</remarks>
internal sealed class Line
{
    /// <summary>One flight is being filled, one committed, and one waits in between.</summary>
    private const int Flights = 3;

    private readonly Lock _gate = new();
    private readonly Queue<Flight> _free = new();
    private readonly Queue<Flight> _closed = new();
    private readonly List<Flight> _airborne = [];
    private readonly Writer _writer;
    private readonly Committer _committer;
    private readonly WorkQueue _queue;
    private readonly EngineFault _fault;
    private Flight _open;
    private string? _failure;

    public Line(Writer writer, Committer committer, WorkQueue queue, EngineFault fault)
    {
        (_writer, _committer, _queue, _fault) = (writer, committer, queue, fault);
        for (var i = 0; i < Flights; i++) _free.Enqueue(new Flight());
        _open = _free.Dequeue();
        _committer.Begin(_open, _writer.NextIndex, _writer.LastTime);
    }

    /// <summary>Why the line has stopped; null while it runs.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether the committer has nothing to do: an open flight with work should be closed.</summary>
    public bool CommitterIsIdle
    {
        get
        {
            lock (_gate) return _airborne.Count == 0;
        }
    }

    /// <summary>Whether the open flight holds anything.</summary>
    public bool HasOpenWork => _open.Work.Count > 0 || _open.Batch.Count > 0;

    /// <summary>Whether there is anything for the writer to run; asked by the thread that fills.</summary>
    public bool HasWork => _writer.HasWork;

    /// <summary>How long until something falls due; null if nothing ever does. Asked by the thread that fills.</summary>
    public TimeSpan? UntilDue => _writer.UntilDue;

    /// <summary>Runs what waits into the open flight.</summary>
    /// <returns>Whether it is full and must be closed before more is run.</returns>
    public bool Fill()
    {
        // After a failure the state holds entries that the log may not have: nothing more is decided on it.
        if (Failure is not null) return false;
        try
        {
            return _writer.Fill(_open);
        }
        catch (Exception e)
        {
            // A broken invariant, or state that the log does not bear out: the ledger is wrong and must stop (law 9).
            Fail(e.Message);
            throw;
        }
    }

    /// <summary>Adds to the open flight what is only written on closing.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Settle() => Failure is null && _writer.Settle(_open);

    /// <summary>Closes the open flight, if a free one can take its place.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_free.Count == 0) return false;
            var closed = _open.Batch;
            if (_fault == EngineFault.DropsLastEntry && closed.Count > 1) closed.Truncate(closed.Count - 1, closed.LastTime);
            if (_fault == EngineFault.AnswersBeforeCommit) _open.Finish(Delivery.Durable);
            _closed.Enqueue(_open);
            _airborne.Add(_open);
            _open = _free.Dequeue();
            _committer.Begin(_open, closed.NextIndex, closed.LastTime);
        }

        return true;
    }

    /// <summary>Commits the oldest closed flight and answers those who wait for it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Commit()
    {
        Flight? flight;
        lock (_gate)
            if (!_closed.TryDequeue(out flight)) return false;

        bool durable;
        try
        {
            durable = Failure is null && _committer.Commit(flight);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or LogDamagedException)
        {
            Fail(e.Message);
            durable = false;
        }

        if (!durable) Fail("the log did not confirm a batch");
        _queue.Leave(flight.Weight);
        flight.Finish(durable || _fault == EngineFault.CallsUnknownDurable ? Delivery.Durable : Delivery.Unknown);
        if (durable) Release(flight);
        return true;
    }

    /// <summary>Finds an entry that is decided and not yet committed.</summary>
    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        lock (_gate)
        {
            foreach (var flight in _airborne)
            {
                if (!flight.Batch.TryGet(index, out var bytes)) continue;
                entry = bytes.ToArray();
                return true;
            }
        }

        return false;
    }

    /// <summary>Stops the line: what is on its way may be in the log or not, what waits never happens.</summary>
    public void Fail(string reason)
    {
        if (Interlocked.CompareExchange(ref _failure, reason, null) is not null) return;
        _queue.Close();
    }

    /// <summary>The open flight; empty once the line has been abandoned.</summary>
    public Flight Open => _open;

    /// <summary>Answers everything that is still here; nothing runs any more.</summary>
    public void Abandon()
    {
        while (Commit()) { }
        _queue.Leave(_open.Weight);
        _open.Finish(Delivery.Unknown);
        _writer.Abandon(Delivery.Closed);
    }

    private void Release(Flight flight)
    {
        lock (_gate)
        {
            _airborne.Remove(flight);
            _committer.Release(flight);
            _free.Enqueue(flight);
        }
    }
}

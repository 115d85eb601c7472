using Onus.Engine.Requests;

namespace Onus.Engine.Pipeline;

/// <summary>What waits for the writer: many callers put in, the writer takes all at once; bounded in commands.</summary>
internal sealed class WorkQueue(int capacity)
{
    private readonly Lock _gate = new();
    private List<IWork> _waiting = [];
    private int _weight;
    private bool _closed;

    /// <summary>Raised, outside of any lock, when something was put into an empty queue.</summary>
    public event Action? Filled;

    /// <summary>Puts work in.</summary>
    /// <returns>Null when it is in; otherwise why it is not.</returns>
    public Delivery? TryPut(IWork work)
    {
        bool first;
        lock (_gate)
        {
            if (_closed) return Delivery.Closed;
            // Work that is larger than the queue is taken when the queue is empty: it can never wait for more room.
            if (_weight > 0 && _weight + work.Weight > capacity) return Delivery.Overloaded;
            first = _waiting.Count == 0;
            _waiting.Add(work);
            _weight += work.Weight;
        }

        if (first) Filled?.Invoke();
        return null;
    }

    /// <summary>Wakes the writer for something that is not in the queue.</summary>
    public void Wake() => Filled?.Invoke();

    /// <summary>Whether something waits.</summary>
    public bool HasWork
    {
        get
        {
            lock (_gate) return _waiting.Count > 0;
        }
    }

    /// <summary>Takes everything that waits, in order; the list given is used for what comes next.</summary>
    public List<IWork> TakeAll(List<IWork> empty)
    {
        lock (_gate)
        {
            (var taken, _waiting) = (_waiting, empty);
            return taken;
        }
    }

    /// <summary>Says that work has left for good, and makes its room free again.</summary>
    public void Leave(int weight)
    {
        lock (_gate) _weight -= weight;
    }

    /// <summary>Takes no more.</summary>
    public void Close()
    {
        lock (_gate) _closed = true;
    }
}

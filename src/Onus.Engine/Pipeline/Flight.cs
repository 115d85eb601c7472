using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Requests;

namespace Onus.Engine.Pipeline;

/// <summary>A batch on its way: its entries, and who waits for them to be durable. Reused from batch to batch.</summary>
internal sealed class Flight
{
    /// <summary>The entries.</summary>
    public EntryBatch Batch { get; } = new();

    /// <summary>The work that was run, in order.</summary>
    public List<IWork> Work { get; } = [];

    /// <summary>How much room of the queue the work takes.</summary>
    public int Weight { get; private set; }

    /// <summary>When the batch was closed, monotonic; for measuring.</summary>
    public long Closed { get; set; }

    /// <summary>Empties it for entries from that index on.</summary>
    public void Begin(ulong firstIndex, LogTime lastTime)
    {
        Batch.Reset(firstIndex, lastTime);
        Work.Clear();
        Weight = 0;
    }

    /// <summary>Adds work that has been run.</summary>
    public void Add(IWork work)
    {
        Work.Add(work);
        Weight += work.Weight;
    }

    /// <summary>Answers everybody.</summary>
    public void Finish(Delivery delivery)
    {
        foreach (var work in Work) work.Finish(delivery);
        Work.Clear();
    }
}

using System.Collections.Immutable;
using Onus.Core.Formats;
using Onus.Engine.Requests;
using Onus.Log.Journal;

namespace Onus.Engine.Pipeline;

/// <summary>A batch on its way: its entries, and who waits for them to be durable. Reused from batch to batch.</summary>
internal sealed class Flight
{
    /// <summary>The log's batch that the entries lie in.</summary>
    public Batch Logged { get; private set; } = null!;

    /// <summary>The entries.</summary>
    public EntryBatch Batch => Logged.Entries;

    /// <summary>The work that was run, in order.</summary>
    public List<IWork> Work { get; } = [];

    /// <summary>How much room of the queue the work takes.</summary>
    public int Weight { get; private set; }

    /// <summary>The key that the log signs with once the batch is durable, where the batch changes it; else empty.</summary>
    public ImmutableArray<byte> LogKey { get; set; } = [];

    /// <summary>Begins anew with an empty batch.</summary>
    public void Begin(Batch batch)
    {
        Logged = batch;
        Work.Clear();
        (Weight, LogKey) = (0, []);
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

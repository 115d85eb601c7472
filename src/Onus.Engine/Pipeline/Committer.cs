using Onus.Core;
using Onus.Log.Journal;

namespace Onus.Engine.Pipeline;

/// <summary>Takes flights into the log in order: hashes them into the tree, then writes, flushes and signs them.</summary>
/// <remarks>The thread that fills begins and stages, another may commit: the two meet only in staged flights.</remarks>
internal sealed class Committer(TransparencyLog log, Action grown, EngineFault fault)
{
    /// <summary>Gives a flight the batch that follows what is staged: its entries are encoded where the log writes them from.</summary>
    public void Begin(Flight flight, LogTime lastTime) => flight.Begin(log.NewBatch(lastTime));

    /// <summary>Hashes a flight's entries into the tree, in memory.</summary>
    public void Stage(Flight flight)
    {
        if (flight.Batch.Count == 0) return;
        if (fault == EngineFault.DropsLastEntry && flight.Batch.Count > 1) flight.Batch.Truncate(flight.Batch.Count - 1, flight.Batch.LastTime);
        log.Stage(flight.Logged);
    }

    /// <summary>Commits a staged flight.</summary>
    /// <returns>Whether its entries are durable; false means that this engine is over.</returns>
    public bool Commit(Flight flight)
    {
        if (flight.Batch.Count == 0) return true;
        if (log.Commit(flight.Logged) != CommitOutcome.Committed) return false;
        grown();
        return true;
    }

    /// <summary>Gives a flight's batch back; nobody reads it any more.</summary>
    public void Release(Flight flight) => log.Release(flight.Logged);
}

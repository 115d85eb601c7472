using Onus.Log.Journal;

namespace Onus.Engine.Pipeline;

/// <summary>Makes flights durable in order: copies the entries into the log's batch, hashes, writes, flushes, signs.</summary>
internal sealed class Committer(TransparencyLog log, Action grown, EngineFault fault)
{
    /// <summary>Commits a flight's entries.</summary>
    /// <returns>Whether they are durable; false means that this engine is over.</returns>
    public bool Commit(Flight flight)
    {
        if (flight.Batch.Count == 0) return true;
        var batch = log.NewBatch();
        var count = fault == EngineFault.DropsLastEntry && flight.Batch.Count > 1 ? flight.Batch.Count - 1 : flight.Batch.Count;
        for (var i = 0; i < count; i++) batch.Add(flight.Batch[i]);
        var outcome = log.Append(batch);
        if (outcome != CommitOutcome.Committed) return false;
        log.Release(batch);
        grown();
        return true;
    }
}

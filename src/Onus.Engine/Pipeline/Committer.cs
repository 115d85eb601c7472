using Onus.Core;
using Onus.Log.Journal;

namespace Onus.Engine.Pipeline;

/// <summary>Makes flights durable in order: hashes, writes, flushes, signs. Their entries are encoded where the log writes
/// them from.</summary>
internal sealed class Committer(TransparencyLog log, Action grown)
{
    /// <summary>Empties a flight for entries from that index on; on the thread that fills.</summary>
    public void Begin(Flight flight, ulong firstIndex, LogTime lastTime) => flight.Begin(log.NewBatch(firstIndex, lastTime));

    /// <summary>Commits a flight's entries.</summary>
    /// <returns>Whether they are durable; false means that this engine is over.</returns>
    public bool Commit(Flight flight)
    {
        if (flight.Batch.Count == 0) return true;
        if (log.Append(flight.Logged) != CommitOutcome.Committed) return false;
        grown();
        return true;
    }

    /// <summary>Gives a flight's batch back; nobody reads it any more.</summary>
    public void Release(Flight flight) => log.Release(flight.Logged);
}

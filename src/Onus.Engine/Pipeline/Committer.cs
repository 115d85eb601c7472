using System.Collections.Immutable;
using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Engine.Pipeline;

/// <summary>Makes flights durable in order: hashes, writes, flushes, signs. Their entries are encoded where the log writes
/// them from.</summary>
internal sealed class Committer(TransparencyLog log, Func<ReadOnlyMemory<byte>, INoteSigner?> keys, Action grown)
{
    /// <summary>Empties a flight for entries from that index on; on the thread that fills.</summary>
    public void Begin(Flight flight, ulong firstIndex, LogTime lastTime) => flight.Begin(log.NewBatch(firstIndex, lastTime));

    /// <summary>Commits a flight's entries.</summary>
    /// <returns>Whether they are durable; false means that this engine is over.</returns>
    public bool Commit(Flight flight)
    {
        if (flight.Batch.Count == 0) return true;
        if (log.Append(flight.Logged) != CommitOutcome.Committed) return false;
        if (!flight.LogKey.IsEmpty) Follow(flight.LogKey);
        grown();
        return true;
    }

    /// <summary>What to say where a key is missing.</summary>
    public static string Missing(ImmutableArray<byte> key) =>
        $"the charter lets the log sign with the key {Convert.ToHexStringLower(key.AsSpan())}, and the node does not hold it: give it the key and start again";

    private void Follow(ImmutableArray<byte> key)
    {
        if (key.AsSpan().SequenceEqual(log.Key.PublicKey)) return;
        log.Rotate(keys(key.AsMemory()) ?? throw new IOException(Missing(key)));
    }

    /// <summary>Gives a flight's batch back; nobody reads it any more.</summary>
    public void Release(Flight flight) => log.Release(flight.Logged);
}

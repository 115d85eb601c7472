using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Replaying;

/// <summary>Gives the salts that the log has: what was drawn when the entry that is made now was first written.</summary>
internal sealed class ReplaySalts(IEntryReader log, EntryBatch batch) : IEntropy
{
    public void Fill(Span<byte> destination)
    {
        destination.Clear();
        if (log.TryRead(batch.NextIndex, out var entry) && SealedPart.TryRead(entry, out var part)) part!.Salt.Value.Bytes.CopyTo(destination);
    }
}

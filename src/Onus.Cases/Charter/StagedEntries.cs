using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Reads entries of the batch under construction too, not only those that are on their way into the log.</summary>
internal sealed class StagedEntries(IEntryReader entries) : IEntryReader
{
    /// <summary>The batch under construction.</summary>
    public EntryBatch? Batch { get; set; }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        if (Batch is null || !Batch.TryGet(index, out var staged)) return entries.TryRead(index, out entry);
        entry = staged.ToArray();
        return true;
    }
}

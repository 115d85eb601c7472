using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Reads entries back, from the batch under construction or from the log.</summary>
internal sealed class EntrySource(IEntryReader entries)
{
    /// <summary>The batch under construction.</summary>
    public EntryBatch? Batch { get; set; }

    /// <summary>An entry that is known to exist.</summary>
    public ReadOnlyMemory<byte> Read(ulong index)
    {
        if (Batch is not null && Batch.TryGet(index, out var staged)) return staged.ToArray();
        if (entries.TryRead(index, out var entry)) return entry;
        Invariant.Broken($"entry {index} is in the state of cases and not in the log");
        return default;
    }
}

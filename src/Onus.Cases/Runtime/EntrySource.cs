using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Reads entries back, from the batch under construction or from the log.</summary>
internal sealed class EntrySource(IEntryReader entries) : IEntryReader
{
    /// <summary>The batch under construction.</summary>
    public EntryBatch? Batch { get; set; }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        if (Batch is null || !Batch.TryGet(index, out var staged)) return entries.TryRead(index, out entry);
        entry = staged.ToArray();
        return true;
    }

    /// <summary>An entry that is known to exist.</summary>
    public ReadOnlyMemory<byte> Read(ulong index)
    {
        if (TryRead(index, out var entry)) return entry;
        Invariant.Broken($"entry {index} is in the state of cases and not in the log");
        return default;
    }
}

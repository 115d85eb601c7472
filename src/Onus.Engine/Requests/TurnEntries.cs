using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Engine.Requests;

/// <summary>Reads entries for a question in a turn of the writer: those of the open batch too.</summary>
internal sealed class TurnEntries(EntryBatch batch, IEntryReader before) : IEntryReader
{
    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        if (!batch.TryGet(index, out var bytes)) return before.TryRead(index, out entry);
        entry = bytes.ToArray();
        return true;
    }
}

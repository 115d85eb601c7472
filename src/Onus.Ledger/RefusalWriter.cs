using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger;

/// <summary>Writes the entries of refused commands, and keeps their ids.</summary>
internal sealed class RefusalWriter(LedgerTables tables)
{
    public (ulong Index, LogTime Time) Write(
        in CommandHead head, LedgerRequestKind request, byte code, ushort place, ReadOnlyMemory<byte> content, LogTime clock,
        EntryBatch batch)
    {
        var time = batch.TimeFor(clock);
        var envelope = new EntryEnvelope(EntryKind.Refused, batch.NextIndex, time, head.Id, head.Trace, head.Actor, []);
        var writer = CborExtensions.NewWriter();
        new RefusedEntry(envelope, request, code, place, content).Write(writer);
        batch.Add(writer.Encode(), time);
        tables.Ids.Add(head.Id, tables.Ids.HashOf(head.Id), envelope.Index, time);
        return (envelope.Index, time);
    }
}

using System.Buffers.Binary;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cli.Bench;

/// <summary>Entries in the shape of a fixed layout: kind, flags, index, time, and bytes that differ.</summary>
internal static class BenchEntries
{
    /// <summary>Encodes entries straight into a batch, as an engine does.</summary>
    public static void Fill(EntryBatch batch, int count, int size)
    {
        for (var i = 0; i < count; i++)
        {
            var time = new LogTime(batch.LastTime.Nanoseconds + 1);
            var entry = batch.Reserve(size);
            entry[0] = (byte)EntryKind.Transfer;
            entry[1] = 0;
            BinaryPrimitives.WriteUInt64BigEndian(entry[2..], batch.NextIndex);
            BinaryPrimitives.WriteUInt64BigEndian(entry[10..], time.Nanoseconds);
            entry[18..].Fill(unchecked((byte)i));
            batch.Commit(size, time);
        }
    }
}

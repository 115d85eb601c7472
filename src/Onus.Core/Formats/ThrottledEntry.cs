using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that sums up the commands of one principal that were answered "throttled" and not looked at, because
/// its refusals were over their budget. Body: <c>[principal, from, until, commands]</c>.</summary>
/// <param name="Envelope">The front of the entry; the node's own: no command, no actor, no lineage.</param>
/// <param name="Principal">The entry that created the principal; null for several that are summed up together.</param>
/// <param name="From">When the first of them was throttled.</param>
/// <param name="Until">When the last of them was throttled.</param>
/// <param name="Commands">How many commands were throttled; at least one.</param>
public sealed record ThrottledEntry(EntryEnvelope Envelope, ulong? Principal, LogTime From, LogTime Until, ulong Commands)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(4);
        if (Principal is { } principal) writer.WriteUInt64(principal);
        else writer.WriteNull();
        writer.WriteUInt64(From.Nanoseconds);
        writer.WriteUInt64(Until.Nanoseconds);
        writer.WriteUInt64(Commands);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>The whole entry.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Write(writer);
        return writer.Encode();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out ThrottledEntry? throttled) =>
        EntryCodec.TryRead(entry, EntryKind.Throttled, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(4);
            var read = new ThrottledEntry(
                envelope, ReadPrincipal(reader), new LogTime(reader.ReadUInt64()), new LogTime(reader.ReadUInt64()), reader.ReadUInt64());
            reader.ReadEndArray();
            return read.Commands > 0 && read.From <= read.Until && envelope.Command.IsNone && envelope.Actor == 0
                ? read
                : throw new CborContentException("no summary of throttled commands");
        }, out throttled);

    private static ulong? ReadPrincipal(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null) return reader.ReadUpTo(TransferLayout.MaxIndex);
        reader.ReadNull();
        return null;
    }
}

using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The first entry of a new origin, after a log was restored from an older copy: the loss, and who accepts it.
/// Body: <c>[old origin, restored size, known checkpoint, [accepted by, ...]]</c>.</summary>
/// <remarks>The entries before it are those of the old origin. What the old origin had beyond them is lost to this log, but
/// its checkpoints stay valid evidence of it.</remarks>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="OldOrigin">The origin under which the log signed before.</param>
/// <param name="RestoredSize">How many entries of the old origin the copy had.</param>
/// <param name="KnownCheckpoint">The newest signed checkpoint of the old origin that anybody still holds, as a note; empty
/// when none is known beyond the copy.</param>
/// <param name="AcceptedBy">Who accepts the loss: names of actors or keys, never free text.</param>
public sealed record RestoredEntry(
    EntryEnvelope Envelope,
    string OldOrigin,
    ulong RestoredSize,
    ReadOnlyMemory<byte> KnownCheckpoint,
    IReadOnlyList<string> AcceptedBy)
{
    /// <summary>The most people who can accept a loss.</summary>
    public const int MaxAcceptedBy = 16;

    /// <summary>Writes the whole entry.</summary>
    /// <exception cref="InvalidOperationException">Nobody, or too many, accept the loss.</exception>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (AcceptedBy.Count is 0 or > MaxAcceptedBy) throw new InvalidOperationException($"a loss that {AcceptedBy.Count} accept");
        Envelope.WriteStart(writer);
        writer.WriteStartArray(4);
        writer.WriteTextString(OldOrigin);
        writer.WriteUInt64(RestoredSize);
        writer.WriteByteString(KnownCheckpoint.Span);
        writer.WriteStartArray(AcceptedBy.Count);
        foreach (var name in AcceptedBy) writer.WriteTextString(name);
        writer.WriteEndArray();
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
    public static bool TryRead(ReadOnlyMemory<byte> entry, out RestoredEntry? restored) =>
        EntryCodec.TryRead(entry, EntryKind.Restored, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(4);
            var (origin, size, checkpoint) = (reader.ReadTextString(), reader.ReadUInt64(), reader.ReadByteString());
            var count = reader.ReadStartArray();
            if (count is null or 0 or > MaxAcceptedBy || size != envelope.Index) throw new CborContentException("no restore");
            var names = new string[count.Value];
            for (var i = 0; i < names.Length; i++) names[i] = reader.ReadTextString();
            reader.ReadEndArray();
            reader.ReadEndArray();
            return new RestoredEntry(envelope, origin, size, checkpoint, names);
        }, out restored);
}

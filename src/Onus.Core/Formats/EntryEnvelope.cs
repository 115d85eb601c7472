using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The common front of every CBOR entry: what, where in the log, when, by which command and actor, after which entries.</summary>
/// <remarks>
/// The entry is a CBOR array of eight: kind, index, time, command, trace, actor, lineage, body. Fixed layouts carry the
/// same facts at fixed places. Because the entry carries its own index, a proof that claims another position is caught
/// even where the proof format does not sign it (RFC 9942 receipts).
/// </remarks>
/// <param name="Kind">What the entry records.</param>
/// <param name="Index">The entry's own index in the log.</param>
/// <param name="Time">When the log accepted it; strictly rising.</param>
/// <param name="Command">The command's identifier and idempotency key; <see cref="Id128.None"/> for the engine's own entries.</param>
/// <param name="Trace">The W3C trace id of the request, or none.</param>
/// <param name="Actor">The index of the entry that created the acting principal; 0 for the node itself.</param>
/// <param name="Lineage">For each subject of the entry, the index of its previous entry and the entry's ordinal there.</param>
public readonly record struct EntryEnvelope(
    EntryKind Kind,
    ulong Index,
    LogTime Time,
    Id128 Command,
    Id128 Trace,
    ulong Actor,
    IReadOnlyList<LineageLink> Lineage)
{
    /// <summary>The array length of an entry: the envelope's seven fields and the body.</summary>
    public const int Fields = 8;

    /// <summary>The largest entry in bytes: tlog-tiles frames each entry with a 16-bit length.</summary>
    public const int MaxEntrySize = ushort.MaxValue;

    /// <summary>Whether these bytes are a CBOR entry (an array of eight) and not a fixed layout.</summary>
    public static bool IsCbor(ReadOnlySpan<byte> entry) => !entry.IsEmpty && entry[0] == 0x80 + Fields;

    /// <summary>Starts an entry: writes the array header and the envelope; the caller then writes exactly one body value
    /// and ends the array.</summary>
    public void WriteStart(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray(Fields);
        writer.WriteUInt32((uint)Kind);
        writer.WriteUInt64(Index);
        writer.WriteUInt64(Time.Nanoseconds);
        writer.WriteId(Command);
        writer.WriteId(Trace);
        writer.WriteUInt64(Actor);
        writer.WriteStartArray(Lineage.Count);
        foreach (var link in Lineage)
        {
            writer.WriteStartArray(3);
            writer.WriteUInt64(link.Subject);
            writer.WriteUInt64(link.Previous);
            writer.WriteUInt64(link.Ordinal);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    /// <summary>Reads the envelope and leaves the reader at the body.</summary>
    /// <exception cref="CborContentException">The bytes are not an entry.</exception>
    public static EntryEnvelope ReadStart(CborReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        reader.ExpectArray(Fields);
        var kind = reader.ReadUInt32();
        if (kind is < 16 or > byte.MaxValue) throw new CborContentException($"entry kind {kind} is not a CBOR kind");
        var index = reader.ReadUInt64();
        var time = new LogTime(reader.ReadUInt64());
        var command = reader.ReadId();
        var trace = reader.ReadId();
        var actor = reader.ReadUInt64();
        var count = reader.ReadStartArray() ?? throw new CborContentException("lineage of indefinite length");
        if (count > LineageLink.MaxPerEntry) throw new CborContentException($"{count} lineage links in one entry");
        var lineage = new LineageLink[count];
        for (var i = 0; i < count; i++)
        {
            reader.ExpectArray(3);
            lineage[i] = new LineageLink(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt64());
            reader.ReadEndArray();
        }

        reader.ReadEndArray();
        return new EntryEnvelope((EntryKind)kind, index, time, command, trace, actor, lineage);
    }
}

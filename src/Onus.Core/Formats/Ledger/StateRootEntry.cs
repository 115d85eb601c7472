using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that commits to the whole state as it stood after the entries before <paramref name="AsOf"/>. Body:
/// <c>[as of, books, ledger root, cases, case root]</c>.</summary>
/// <param name="Envelope">The front of the entry; no command, no lineage.</param>
/// <param name="AsOf">How many entries of the log the state is a fold of; the entry itself comes later.</param>
/// <param name="Books">How many books there were.</param>
/// <param name="LedgerRoot">The root over the books, each the sum-tree of its accounts.</param>
/// <param name="Cases">How many cases there were.</param>
/// <param name="CaseRoot">The root over the cases, or null where the log has none.</param>
public sealed record StateRootEntry(
    EntryEnvelope Envelope,
    ulong AsOf,
    ulong Books,
    Hash256 LedgerRoot,
    ulong Cases,
    Hash256? CaseRoot)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(5);
        writer.WriteUInt64(AsOf);
        writer.WriteUInt64(Books);
        writer.WriteByteString(LedgerRoot.Bytes);
        writer.WriteUInt64(Cases);
        if (CaseRoot is { } root) writer.WriteByteString(root.Bytes);
        else writer.WriteNull();
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out StateRootEntry? stateRoot) =>
        EntryCodec.TryRead(entry, EntryKind.StateRoot, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(5);
            var read = new StateRootEntry(envelope, reader.ReadUInt64(), reader.ReadUInt64(),
                new Hash256(reader.ReadBytes(Hash256.Size)), reader.ReadUInt64(), ReadRoot(reader));
            reader.ReadEndArray();
            return read.AsOf <= envelope.Index && (read.CaseRoot is not null || read.Cases == 0)
                ? read
                : throw new CborContentException("no state root");
        }, out stateRoot);

    private static Hash256? ReadRoot(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null) return new Hash256(reader.ReadBytes(Hash256.Size));
        reader.ReadNull();
        return null;
    }
}

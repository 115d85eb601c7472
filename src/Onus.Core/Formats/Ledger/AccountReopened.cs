using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that opens a closed account again. Body: null.</summary>
/// <param name="Envelope">The front of the entry; its one lineage link names the account.</param>
public sealed record AccountReopened(EntryEnvelope Envelope)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteNull();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out AccountReopened? reopened) =>
        EntryCodec.TryRead(entry, EntryKind.AccountReopened, links: 1, static (in envelope, reader) =>
        {
            reader.ReadNull();
            return new AccountReopened(envelope);
        }, out reopened);
}

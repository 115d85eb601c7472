using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that closes an account. Body: whether only an empty account was to be closed.</summary>
/// <param name="Envelope">The front of the entry; its one lineage link names the account.</param>
/// <param name="EmptyOnly">Whether the command was to be refused for an account with a balance or open holds.</param>
public sealed record AccountClosed(EntryEnvelope Envelope, bool EmptyOnly)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteBoolean(EmptyOnly);
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out AccountClosed? closed) =>
        EntryCodec.TryRead(entry, EntryKind.AccountClosed, links: 1,
            static (in envelope, reader) => new AccountClosed(envelope, reader.ReadBoolean()), out closed);
}

using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that sets both limits of an account anew. Body: <c>[debit limit, credit limit]</c>.</summary>
/// <param name="Envelope">The front of the entry; its one lineage link names the account.</param>
/// <param name="DebitLimit">By how much debits may exceed credits; 0 is never, null is without limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; 0 is never, null is without limit.</param>
public sealed record LimitsChanged(EntryEnvelope Envelope, UInt128? DebitLimit, UInt128? CreditLimit)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(2);
        writer.WriteLimit(DebitLimit);
        writer.WriteLimit(CreditLimit);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out LimitsChanged? change) =>
        EntryCodec.TryRead(entry, EntryKind.LimitsChanged, links: 1, static (in envelope, reader) =>
        {
            reader.ExpectArray(2);
            var read = new LimitsChanged(envelope, reader.ReadLimit(), reader.ReadLimit());
            reader.ReadEndArray();
            return read;
        }, out change);
}

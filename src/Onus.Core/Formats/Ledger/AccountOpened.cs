using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that opens an account; it is the first of the account's history. Body: <c>[account, book, party,
/// code, debit limit, credit limit, user128, user64, user32]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage, for the account begins here.</param>
/// <param name="Account">The account's identifier.</param>
/// <param name="Book">The entry that opened the book.</param>
/// <param name="Party">Whose account it is: a token of the subject register, or none.</param>
/// <param name="Code">The user's code for what kind of account this is.</param>
/// <param name="DebitLimit">By how much debits may exceed credits; 0 is never, null is without limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; 0 is never, null is without limit.</param>
/// <param name="User128">128 bits of the user's.</param>
/// <param name="User64">64 bits of the user's.</param>
/// <param name="User32">32 bits of the user's.</param>
public sealed record AccountOpened(
    EntryEnvelope Envelope,
    Id128 Account,
    ulong Book,
    Id128 Party,
    ushort Code,
    UInt128? DebitLimit,
    UInt128? CreditLimit,
    UInt128 User128,
    ulong User64,
    uint User32)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(9);
        writer.WriteId(Account);
        writer.WriteUInt64(Book);
        writer.WriteId(Party);
        writer.WriteUInt32(Code);
        writer.WriteLimit(DebitLimit);
        writer.WriteLimit(CreditLimit);
        writer.WriteAmount(User128);
        writer.WriteUInt64(User64);
        writer.WriteUInt32(User32);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out AccountOpened? account) =>
        EntryCodec.TryRead(entry, EntryKind.AccountOpened, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(9);
            var read = new AccountOpened(envelope, reader.ReadId(), reader.ReadUInt64(), reader.ReadId(),
                (ushort)reader.ReadUpTo(ushort.MaxValue), reader.ReadLimit(), reader.ReadLimit(),
                reader.ReadAmount(), reader.ReadUInt64(), (uint)reader.ReadUpTo(uint.MaxValue));
            reader.ReadEndArray();
            return !read.Account.IsNone && read.Book < envelope.Index ? read : throw new CborContentException("no account");
        }, out account);
}

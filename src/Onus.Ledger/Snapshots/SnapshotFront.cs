using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Onus.Core;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Snapshots;

/// <summary>Everything of a snapshot that comes before the accounts: books, buckets, holds and ids, taken at one moment.</summary>
/// <remarks>docs/formats/ledger-snapshot.md has the bytes. The same state writes the same bytes on every machine; integers
/// are little-endian, as the account records lie in memory.</remarks>
internal sealed class SnapshotFront
{
    public static readonly byte[] Magic = "onusled1"u8.ToArray(), End = "onusend1"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _front = new();
    private readonly IdTable.Reading _ids;

    /// <summary>Takes the snapshot's front; on the ledger's thread.</summary>
    public SnapshotFront(LedgerTables tables)
    {
        Invariant.Holds(BitConverter.IsLittleEndian);
        _front.Write(Magic);
        WriteBooks(tables.Books);
        WriteNumber(tables.Accounts.BucketCount);
        foreach (var bucket in tables.Accounts.Places()) WriteNumber(bucket.Book);
        WriteHolds(tables.Holds);
        _ids = tables.Ids.Freeze();
    }

    /// <summary>Writes the front; on any thread.</summary>
    public void Write(Stream stream)
    {
        stream.Write(_front.WrittenSpan);
        _ids.Write(stream);
    }

    /// <summary>Writes the accounts of one bucket, and the limits of those that have one aside.</summary>
    public static void WriteBucket(Stream stream, ReadOnlySpan<AccountRecord> accounts, ReadOnlySpan<AccountLimits> limits)
    {
        stream.Write(MemoryMarshal.AsBytes(accounts));
        for (var i = 0; i < accounts.Length; i++)
            if (accounts[i].HasLimitsAside) stream.Write(MemoryMarshal.AsBytes(limits.Slice(i, 1)));
    }

    /// <summary>Writes the end.</summary>
    public static void WriteEnd(Stream stream) => stream.Write(End);

    private void WriteBooks(BookTable books)
    {
        WriteNumber((ulong)books.Count);
        for (var i = 0; i < books.Count; i++)
        {
            var book = books[i];
            WriteNumber(book.Id.Value);
            WriteNumber(book.Opened);
            WriteNumber((ulong)book.Unit.Length);
            _front.Write(Encoding.ASCII.GetBytes(book.Unit));
            WriteNumber(book.Digits);
            WriteNumber((ulong)book.Purpose);
            WriteNumber(book.AccountCount);
        }
    }

    private void WriteHolds(HoldTable holds)
    {
        var slots = holds.InOrder();
        WriteNumber((ulong)slots.Length);
        foreach (var slot in slots)
        {
            ref var hold = ref holds[slot];
            WriteNumber(hold.Entry);
            WriteNumber(hold.Due);
            WriteNumber(hold.Debit);
            WriteNumber(hold.Credit);
            WriteNumber(hold.Rest);
        }
    }

    private void WriteNumber(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _front.Write(bytes);
    }

    private void WriteNumber(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        _front.Write(bytes);
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Snapshots;

/// <summary>Loads a snapshot into empty tables.</summary>
/// <remarks>The engine checks the checksum first; what is checked here is that the parts fit each other.</remarks>
internal sealed class SnapshotReader(Stream stream)
{
    private readonly AccountRecord[] _records = new AccountRecord[AccountTable.BucketSize];
    private readonly AccountLimits[] _limits = new AccountLimits[1];

    public void Load(LedgerTables tables)
    {
        Require(BitConverter.IsLittleEndian, "snapshots are written and read on little-endian machines");
        Require(tables.Books.Count == 0 && tables.Ids.Count == 0, "a snapshot is loaded into an empty ledger");
        ReadMark(SnapshotFront.Magic, "this is no ledger snapshot");
        var accountCounts = ReadBooks(tables.Books);
        var buckets = new ushort[ReadCount(uint.MaxValue)];
        for (var i = 0; i < buckets.Length; i++) buckets[i] = (ushort)ReadCount((ulong)tables.Books.Count - 1);
        var holds = ReadHolds();
        tables.Ids.Load(stream);
        if (stream.CanSeek && buckets.Length <= (stream.Length - stream.Position) / AccountRecord.Size)
            tables.Accounts.Reserve((uint)buckets.Length * AccountTable.BucketSize);
        foreach (var book in buckets) ReadBucket(tables, tables.Books[book], accountCounts[book]);
        for (var i = 0; i < accountCounts.Length; i++)
            Require(tables.Books[i].AccountCount == accountCounts[i], "a book has other accounts than it says");
        foreach (var hold in holds)
        {
            Require(tables.Accounts.Has(hold.Debit) && tables.Accounts.Has(hold.Credit), "a hold on no account");
            tables.Holds.Add(hold.Entry, hold.Debit, hold.Credit, hold.Rest, hold.Due);
        }

        ReadMark(SnapshotFront.End, "the snapshot has no end");
    }

    private uint[] ReadBooks(BookTable books)
    {
        var counts = new uint[ReadCount(ushort.MaxValue)];
        for (var i = 0; i < counts.Length; i++)
        {
            var id = new Id128(Read128());
            var opened = Read64();
            var unit = new byte[ReadCount(BookOpened.MaxUnitLength)];
            stream.ReadExactly(unit);
            var digits = (byte)ReadCount(BookOpened.MaxDigits);
            var purpose = (BookPurpose)ReadCount((ulong)BookPurpose.Liability);
            counts[i] = (uint)ReadCount(uint.MaxValue);
            books.Add(new BookRecord((ushort)i, opened, id, Encoding.ASCII.GetString(unit), digits, purpose));
        }

        return counts;
    }

    private List<HoldRecord> ReadHolds()
    {
        var count = ReadCount(int.MaxValue);
        var holds = new List<HoldRecord>();
        for (ulong i = 0; i < count; i++)
            holds.Add(new HoldRecord
            {
                Entry = Read64(),
                Due = Read64(),
                Debit = (uint)ReadCount(uint.MaxValue - 1),
                Credit = (uint)ReadCount(uint.MaxValue - 1),
                Rest = Read128(),
            });
        return holds;
    }

    private void ReadBucket(LedgerTables tables, BookRecord book, uint accountsOfBook)
    {
        Require(book.AccountCount < accountsOfBook, "a book has more buckets than accounts");
        var records = _records.AsSpan(0, (int)Math.Min(AccountTable.BucketSize, accountsOfBook - book.AccountCount));
        var limits = _limits.AsSpan();
        stream.ReadExactly(MemoryMarshal.AsBytes(records));
        foreach (ref readonly var record in records)
        {
            Require(record.Book == book.Number, "an account in a bucket of another book");
            limits[0] = default;
            if (record.HasLimitsAside) stream.ReadExactly(MemoryMarshal.AsBytes(limits));
            tables.Accounts.Add(book, record, record.DebitLimit(limits[0]), record.CreditLimit(limits[0]));
            Require(Balances.TryAdd(book.Totals, record.Balances, out var totals), "a book's sums exceed 128 bits");
            book.Totals = totals;
        }
    }

    private ulong ReadCount(ulong most)
    {
        var count = Read64();
        Require(count <= most, "a count out of range");
        return count;
    }

    private ulong Read64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    private UInt128 Read128()
    {
        Span<byte> bytes = stackalloc byte[16];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    private void ReadMark(byte[] mark, string otherwise)
    {
        Span<byte> bytes = stackalloc byte[mark.Length];
        stream.ReadExactly(bytes);
        Require(bytes.SequenceEqual(mark), otherwise);
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidDataException(otherwise);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tables;

/// <summary>All accounts, by dense number: sixteen to a bucket, each bucket of one book.</summary>
/// <remarks>The number is the ledger's own; entries name an account by the entry that opened it. Buckets are the leaves of
/// the state root's trees. A bucket that changes is marked, and shown to a watcher before it does.</remarks>
internal sealed unsafe class AccountTable(TableHash hash) : IDisposable
{
    public const int BucketBits = 4, BucketSize = 1 << BucketBits;
    public const uint NotFound = uint.MaxValue;

    private const int ChunkBits = 14, ChunkSize = 1 << ChunkBits;
    private const int MaxChunks = 1 << (32 - ChunkBits);

    private static readonly AccountLimits[] NoLimits = new AccountLimits[BucketSize];

    private readonly NativeBlock _directory = new((long)MaxChunks * sizeof(void*) * 3);
    private readonly List<NativeBlock> _blocks = [];
    private readonly SlotTable _byId = new(shardBits: 8);
    private readonly SlotTable _byEntry = new(shardBits: 8);
    private readonly SlotTable _lastOfParty = new(shardBits: 8);
    private Bucket[] _buckets = new Bucket[16];
    private byte[] _changed = new byte[16];

    /// <summary>How many buckets are in use.</summary>
    public uint BucketCount { get; private set; }

    /// <summary>How many accounts there are.</summary>
    public uint Count { get; private set; }

    /// <summary>Who must see a bucket before it changes, while a frozen view is being read.</summary>
    public IBucketWatcher? Watcher { get; set; }

    /// <summary>Whether one more account fits, in a new bucket if need be.</summary>
    public bool HasRoom => BucketCount < MaxBuckets;

    /// <summary>The most buckets; tests lower it.</summary>
    public uint MaxBuckets { get; set; } = (1u << (32 - BucketBits)) - 1;

    /// <summary>The bytes that the accounts and their indexes take.</summary>
    public long Bytes => _blocks.Sum(block => block.Size) + _byId.Bytes + _byEntry.Bytes + _lastOfParty.Bytes
        + _buckets.Length * (long)sizeof(Bucket);

    private AccountRecord** Chunks => (AccountRecord**)_directory.Pointer;

    private AccountLimits** LimitChunks => (AccountLimits**)_directory.Pointer + MaxChunks;

    // For each account the one of the same party opened before it, or NotFound.
    private uint** PartyChunks => (uint**)_directory.Pointer + 2 * MaxChunks;

    /// <summary>One account; its number must exist.</summary>
    public ref AccountRecord this[uint number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Chunks[number >> ChunkBits][number & (ChunkSize - 1)];
    }

    /// <summary>The hash under which an id is looked up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong HashOf(Id128 id) => hash.Of(id);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchIndex(ulong idHash) => _byId.Prefetch(idHash);

    /// <summary>The likely number of the id with that hash, and its record on the way to the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Guess(ulong idHash)
    {
        var number = _byId.Guess(idHash);
        if (number != NotFound) Prefetch(number);
        return number;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(uint number)
    {
        if (!Sse.IsSupported) return;
        var record = Chunks[number >> ChunkBits] + (number & (ChunkSize - 1));
        Sse.Prefetch0(record);
        Sse.Prefetch0((byte*)record + 64);
    }

    /// <summary>The number of the account with that id, where <paramref name="guess"/> is most likely it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Find(Id128 id, uint guess) => guess != NotFound && this[guess].Id == id ? guess : Find(id);

    /// <summary>The number of the account with that id.</summary>
    public uint Find(Id128 id)
    {
        var probe = _byId.Search(hash.Of(id));
        while (SlotTable.Next(ref probe, out var number))
            if (this[number].Id == id) return number;
        return NotFound;
    }

    /// <summary>The number of the account that the entry opened.</summary>
    public uint FindOpenedBy(ulong entry)
    {
        var probe = _byEntry.Search(hash.Of(entry));
        while (SlotTable.Next(ref probe, out var number))
            if (this[number].Opened == entry) return number;
        return NotFound;
    }

    /// <summary>Whether the entry opened the account with that id.</summary>
    public bool IsOpenedBy(Id128 id, ulong entry)
    {
        var number = Find(id);
        return number != NotFound && this[number].Opened == entry;
    }

    /// <summary>The lineage link of the account's next entry.</summary>
    public LineageLink NextLink(uint number) => new(this[number].Opened, this[number].Head, this[number].Ordinal + 1);

    /// <summary>Marks the account that the link names as about to change, and moves its history on to the entry.</summary>
    public uint Advance(in LineageLink link, ulong entry)
    {
        var number = FindOpenedBy(link.Subject);
        Invariant.Holds(number != NotFound);
        Invariant.Holds(NextLink(number) == link && entry > link.Previous);
        Touch(number);
        this[number].Head = entry;
        this[number].Ordinal = link.Ordinal;
        return number;
    }

    /// <summary>Makes room in the indexes for that many accounts; only in an empty table.</summary>
    public void Reserve(uint count)
    {
        _byId.Reserve(count);
        _byEntry.Reserve(count);
    }

    /// <summary>Adds an account to its book and gives it a number.</summary>
    public uint Add(BookRecord book, in AccountRecord record, UInt128? debitLimit, UInt128? creditLimit)
    {
        if (book.AccountCount % BucketSize == 0) book.Buckets.Add(AddBucket(book));
        var number = (book.Buckets[^1] << BucketBits) + book.AccountCount % BucketSize;
        Touch(number);
        book.AccountCount++;
        Count++;
        this[number] = record;
        SetLimits(number, debitLimit, creditLimit);
        _byId.Add(hash.Of(record.Id), number);
        _byEntry.Add(hash.Of(record.Opened), number);
        PartyChunks[number >> ChunkBits][number & (ChunkSize - 1)] = record.Party.IsNone ? NotFound : Precede(number, record.Party);
        return number;
    }

    /// <summary>The account of the party that was opened last.</summary>
    public uint LastOfParty(Id128 party)
    {
        var probe = _lastOfParty.Search(hash.Of(party));
        while (SlotTable.Next(ref probe, out var number))
            if (this[number].Party == party) return number;
        return NotFound;
    }

    /// <summary>The account of the same party that was opened before that one.</summary>
    public uint PreviousOfParty(uint number) => PartyChunks[number >> ChunkBits][number & (ChunkSize - 1)];

    /// <summary>Says that the account is about to change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touch(uint number)
    {
        var bucket = number >> BucketBits;
        Watcher?.BeforeChange(bucket);
        _changed[bucket] = 1;
    }

    /// <summary>By how much debits may exceed credits; null for no limit.</summary>
    public UInt128? DebitLimit(uint number) => this[number].DebitLimit(Aside(number));

    /// <summary>By how much credits may exceed debits; null for no limit.</summary>
    public UInt128? CreditLimit(uint number) => this[number].CreditLimit(Aside(number));

    /// <summary>Sets both limits; the account must have been touched.</summary>
    public void SetLimits(uint number, UInt128? debit, UInt128? credit)
    {
        ref var record = ref this[number];
        record.Flags &= AccountFlags.Closed;
        if (debit is { } most) record.Flags |= AccountFlags.DebitLimited | (most > 0 ? AccountFlags.DebitLimitAside : 0);
        if (credit is { } cap) record.Flags |= AccountFlags.CreditLimited | (cap > 0 ? AccountFlags.CreditLimitAside : 0);
        if (LimitChunks[number >> ChunkBits] == null)
        {
            if ((debit ?? 0) == 0 && (credit ?? 0) == 0) return;
            LimitChunks[number >> ChunkBits] = (AccountLimits*)NewChunk(AccountLimits.Size);
        }

        LimitChunks[number >> ChunkBits][number & (ChunkSize - 1)] =
            new AccountLimits { Debit = debit ?? 0, Credit = credit ?? 0 };
    }

    /// <summary>Whether there is an account of that number.</summary>
    public bool Has(uint number) =>
        number >> BucketBits < BucketCount && this[number].Opened != 0;

    /// <summary>The books of all buckets, and their places there.</summary>
    public Bucket[] Places() => _buckets.AsSpan(0, (int)BucketCount).ToArray();

    /// <summary>The sixteen records of a bucket; those past the book's last account are zeros.</summary>
    public ReadOnlySpan<AccountRecord> RecordsOf(uint bucket) => new(
        Chunks[bucket >> (ChunkBits - BucketBits)] + ((bucket << BucketBits) & (ChunkSize - 1)), BucketSize);

    /// <summary>The limits aside of a bucket's sixteen accounts.</summary>
    public ReadOnlySpan<AccountLimits> LimitsOf(uint bucket)
    {
        var chunk = LimitChunks[bucket >> (ChunkBits - BucketBits)];
        return chunk == null ? NoLimits : new ReadOnlySpan<AccountLimits>(chunk + ((bucket << BucketBits) & (ChunkSize - 1)), BucketSize);
    }

    /// <summary>Takes the marks of the changed buckets, one byte for each, and begins anew.</summary>
    public byte[] TakeChanged()
    {
        var taken = _changed;
        _changed = new byte[taken.Length];
        return taken;
    }

    /// <summary>Marks every bucket as changed.</summary>
    public void MarkAll() => _changed.AsSpan(0, (int)BucketCount).Fill(1);

    public void Dispose()
    {
        foreach (var block in _blocks) block.Dispose();
        _directory.Dispose();
        _byId.Dispose();
        _byEntry.Dispose();
        _lastOfParty.Dispose();
    }

    private ref readonly AccountLimits Aside(uint number) =>
        ref LimitsOf(number >> BucketBits)[(int)(number % BucketSize)];

    private uint AddBucket(BookRecord book)
    {
        Invariant.Holds(HasRoom);
        var bucket = BucketCount++;
        if (bucket == _buckets.Length)
        {
            Array.Resize(ref _buckets, _buckets.Length * 2);
            Array.Resize(ref _changed, _buckets.Length);
        }

        _buckets[bucket] = new Bucket(book.Number, (uint)book.Buckets.Count);
        var chunk = bucket >> (ChunkBits - BucketBits);
        if (Chunks[chunk] == null)
        {
            Chunks[chunk] = (AccountRecord*)NewChunk(AccountRecord.Size);
            PartyChunks[chunk] = (uint*)NewChunk(sizeof(uint));
        }

        return bucket;
    }

    // The index names each party's last account; the accounts before it form a list.
    private uint Precede(uint number, Id128 party)
    {
        var probe = _lastOfParty.Search(hash.Of(party));
        while (SlotTable.Next(ref probe, out var last))
        {
            if (this[last].Party != party) continue;
            SlotTable.Replace(probe, number);
            return last;
        }

        _lastOfParty.Add(hash.Of(party), number);
        return NotFound;
    }

    private byte* NewChunk(int recordSize)
    {
        // A small ledger keeps to its first chunk, and need not take a whole huge page for it.
        var size = (long)recordSize * ChunkSize;
        var block = new NativeBlock(size, huge: size >= NativeBlock.HugePage && _blocks.Count > 0);
        _blocks.Add(block);
        return block.Pointer;
    }

    /// <summary>Which book a bucket is of, and which of that book's buckets it is.</summary>
    internal readonly record struct Bucket(ushort Book, uint Place);
}

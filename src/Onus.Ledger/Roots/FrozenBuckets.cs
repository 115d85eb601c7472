using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Ledger.Tables;

namespace Onus.Ledger.Roots;

/// <summary>The buckets of all accounts as they stood at one moment, readable once each on another thread while the ledger
/// goes on.</summary>
/// <remarks>Whoever comes first takes the bucket out: the reader into its own buffer, or the writer, about to change it, into
/// a copy that the reader then finds. Neither waits longer than one copy of two kilobytes.</remarks>
internal sealed unsafe class FrozenBuckets : IBucketWatcher, IDisposable
{
    private const int Live = 0, Busy = 1, Preserved = 2, Done = 3;
    private const int LimitsAt = AccountTable.BucketSize * AccountRecord.Size;
    private const int CopySize = LimitsAt + AccountTable.BucketSize * AccountLimits.Size;
    private const int CopiesPerSlab = NativeBlock.HugePage / CopySize;

    private readonly AccountTable _accounts;
    private readonly int[] _states;
    private readonly byte*[] _copies;
    private readonly List<NativeBlock> _slabs = [];
    private int _copied;

    /// <summary>Freezes all buckets that are wanted.</summary>
    /// <param name="accounts">The accounts, on their writer's thread.</param>
    /// <param name="wanted">For each bucket, whether it will be read.</param>
    public FrozenBuckets(AccountTable accounts, ReadOnlySpan<bool> wanted)
    {
        _accounts = accounts;
        _states = new int[wanted.Length];
        _copies = new byte*[wanted.Length];
        for (var i = 0; i < wanted.Length; i++) _states[i] = wanted[i] ? Live : Done;
        Invariant.Holds(accounts.Watcher is null);
        accounts.Watcher = this;
    }

    /// <summary>How many buckets there were.</summary>
    public uint Count => (uint)_states.Length;

    /// <inheritdoc/>
    public void BeforeChange(uint bucket)
    {
        if (bucket >= (uint)_states.Length || Volatile.Read(ref _states[bucket]) >= Preserved) return;
        if (Interlocked.CompareExchange(ref _states[bucket], Busy, Live) == Live)
        {
            var copy = NextCopy();
            TakeOut(bucket, new Span<byte>(copy, CopySize));
            _copies[bucket] = copy;
            Volatile.Write(ref _states[bucket], Preserved);
            return;
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _states[bucket]) == Busy) spin.SpinOnce();
    }

    /// <summary>Reads a bucket as it stood; each once.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="image">Receives the bytes of its sixteen records and sixteen limits.</param>
    public void Read(uint bucket, Image image)
    {
        if (Interlocked.CompareExchange(ref _states[bucket], Busy, Live) == Live)
        {
            TakeOut(bucket, image.Bytes);
            Volatile.Write(ref _states[bucket], Done);
            return;
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _states[bucket]) == Busy) spin.SpinOnce();
        Invariant.Holds(_states[bucket] == Preserved);
        new ReadOnlySpan<byte>(_copies[bucket], CopySize).CopyTo(image.Bytes);
        Volatile.Write(ref _states[bucket], Done);
    }

    /// <summary>Ends the view; on the writer's thread, when nobody reads any more.</summary>
    public void Dispose()
    {
        _accounts.Watcher = null;
        foreach (var slab in _slabs) slab.Dispose();
    }

    // On the writer's thread, in the way of a transfer: a slab at a time, and given back all at once.
    private byte* NextCopy()
    {
        var place = _copied++ % CopiesPerSlab;
        if (place == 0) _slabs.Add(new NativeBlock(NativeBlock.HugePage, huge: _copied > 1));
        return _slabs[^1].Pointer + place * CopySize;
    }

    private void TakeOut(uint bucket, Span<byte> destination)
    {
        MemoryMarshal.AsBytes(_accounts.RecordsOf(bucket)).CopyTo(destination);
        MemoryMarshal.AsBytes(_accounts.LimitsOf(bucket)).CopyTo(destination[LimitsAt..]);
    }

    /// <summary>A buffer for one bucket, aligned as its records are.</summary>
    internal sealed class Image : IDisposable
    {
        private readonly NativeBlock _block = new(CopySize);

        public Span<byte> Bytes => new(_block.Pointer, CopySize);

        public ReadOnlySpan<AccountRecord> Records => new(_block.Pointer, AccountTable.BucketSize);

        public ReadOnlySpan<AccountLimits> Limits => new(_block.Pointer + LimitsAt, AccountTable.BucketSize);

        public void Dispose() => _block.Dispose();
    }
}

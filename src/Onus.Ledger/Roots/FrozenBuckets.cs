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

    private readonly AccountTable _accounts;
    private readonly int[] _states;
    private readonly byte*[] _copies;
    private readonly BucketCopies _memory;
    private readonly int _size;

    /// <summary>Freezes all buckets that are wanted.</summary>
    /// <param name="accounts">The accounts, on their writer's thread.</param>
    /// <param name="memory">Where copies go.</param>
    /// <param name="wanted">For each bucket, whether it will be read.</param>
    /// <param name="withLimits">Whether the limits aside will be read too.</param>
    public FrozenBuckets(AccountTable accounts, BucketCopies memory, ReadOnlySpan<bool> wanted, bool withLimits)
    {
        (_accounts, _memory, _size) = (accounts, memory, withLimits ? CopySize : LimitsAt);
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
            var copy = _memory.Take(_size);
            TakeOut(bucket, new Span<byte>(copy, _size));
            _copies[bucket] = copy;
            Volatile.Write(ref _states[bucket], Preserved);
            return;
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _states[bucket]) == Busy) spin.SpinOnce();
    }

    /// <summary>Reads a bucket as it stood; each once.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="image">Receives the bytes of its sixteen records, and of their limits if they were asked for.</param>
    public void Read(uint bucket, Image image)
    {
        if (Interlocked.CompareExchange(ref _states[bucket], Busy, Live) == Live)
        {
            TakeOut(bucket, image.Bytes[.._size]);
            Volatile.Write(ref _states[bucket], Done);
            return;
        }

        var spin = new SpinWait();
        while (Volatile.Read(ref _states[bucket]) == Busy) spin.SpinOnce();
        Invariant.Holds(_states[bucket] == Preserved);
        new ReadOnlySpan<byte>(_copies[bucket], _size).CopyTo(image.Bytes);
        Volatile.Write(ref _states[bucket], Done);
    }

    /// <summary>Ends the view; on the writer's thread, when nobody reads any more.</summary>
    public void Dispose()
    {
        _accounts.Watcher = null;
        _memory.Recycle();
    }

    private void TakeOut(uint bucket, Span<byte> destination)
    {
        MemoryMarshal.AsBytes(_accounts.RecordsOf(bucket)).CopyTo(destination);
        if (_size > LimitsAt) MemoryMarshal.AsBytes(_accounts.LimitsOf(bucket)).CopyTo(destination[LimitsAt..]);
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

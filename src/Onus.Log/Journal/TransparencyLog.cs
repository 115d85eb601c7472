using System.Collections.Concurrent;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>An RFC 6962 transparency log that is a write-ahead log: entries go in as batches, and a batch that is committed is
/// durable, in the tree, and covered by a signed checkpoint.</summary>
/// <remarks>
/// <para>A batch goes through two steps. <see cref="Stage"/> hashes it into the tree; <see cref="Commit"/> writes it,
/// flushes it, signs the new size and publishes it. One thread stages and one commits, in the same order; while one batch
/// is being flushed the next is staged. Whoever needs no overlap uses <see cref="Append(Batch)"/>.</para>
/// <para>A size is signed only after the entries and the root under it are durable, and a restart reads exactly those. So
/// for one size of one origin no second root is ever signed. The signature itself need not be durable: it is made again
/// from the same root, and the next frame keeps it.</para>
/// </remarks>
public sealed class TransparencyLog : IDisposable
{
    private readonly ConcurrentBag<Batch> _free = [];
    private readonly IJournal _journal;
    private readonly IDisposable? _lock;
    private IReadOnlyList<INoteSigner> _signers;
    private CheckpointSigner _signer;
    private readonly Func<LogTime> _clock;
    private readonly BundleTable _table;
    private readonly MerkleTree _tree;
    private readonly BundleIndexFile _index;
    private readonly CheckpointFile _checkpointFile;
    private byte[] _note;
    private BundlePlace _openBundle;
    private ulong _stagedSize;
    private Hash256 _stagedRoot;
    private uint _segment;
    private bool _over;

    internal TransparencyLog(IJournal journal, LoadedLog loaded, LogOptions options, IDisposable? @lock)
    {
        _journal = journal;
        _lock = @lock;
        _clock = options.Clock;
        _signers = options.Signers;
        _signer = new CheckpointSigner(_signers[0].Key.Name, _signers);
        _note = new byte[_signer.MaxSize];
        (_table, _tree, _openBundle) = (loaded.Table, loaded.Tree, loaded.OpenBundle);
        (_stagedSize, _stagedRoot) = (_tree.Size, _tree.Root);
        _index = loaded.WriteIndex(options.Device);
        _checkpointFile = CheckpointFile.OpenToWrite(options.Device);
        Reader = new LogReader(_tree, loaded.Bundles, Sign(_stagedSize, _stagedRoot));
    }

    /// <summary>The Ed25519 key that signs now.</summary>
    public VerifierKey Key => _signers[0].Key;

    /// <summary>The log's name, under which its checkpoints are signed.</summary>
    public string Origin => _signer.Origin;

    /// <summary>Reads what is committed.</summary>
    public LogReader Reader { get; }

    /// <summary>The newest durable and signed state.</summary>
    public LogHead Head => Reader.Head;

    /// <summary>An empty batch whose first entry follows the entries staged so far; give it back with
    /// <see cref="Release"/>.</summary>
    /// <param name="lastTime">The time of the last entry before it, for entries that carry times.</param>
    public Batch NewBatch(LogTime lastTime = default) => NewBatch(_stagedSize, lastTime);

    /// <summary>An empty batch for whoever fills ahead of staging: its first entry follows the batches that he still holds.</summary>
    /// <param name="firstIndex">The index of its first entry.</param>
    /// <param name="lastTime">The time of the last entry before it.</param>
    public Batch NewBatch(ulong firstIndex, LogTime lastTime)
    {
        if (!_free.TryTake(out var batch)) batch = new Batch();
        batch.Begin(firstIndex, lastTime);
        return batch;
    }

    /// <summary>Gives a batch back for reuse.</summary>
    public void Release(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _free.Add(batch);
    }

    /// <summary>Hashes a batch into the tree, in memory. What is staged must be committed next, in the same order.</summary>
    public void Stage(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Invariant.Holds(batch.Count > 0 && batch.FirstIndex == _stagedSize && !batch.IsStaged);
        _tree.ForgetBefore(_table.Count * TileId.FullWidth);
        _tree.Append(batch.HashLeaves());
        var root = _tree.Root;
        batch.Stage(_stagedRoot, root, _tree);
        (_stagedSize, _stagedRoot) = (batch.NextIndex, root);
    }

    /// <summary>Makes a staged batch durable, signs the size that it leads to, and publishes it to readers.</summary>
    /// <returns>On anything but <see cref="CommitOutcome.Committed"/> this log is over: dispose it and open it again.</returns>
    public CommitOutcome Commit(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_over) return CommitOutcome.Fenced;
        _over = true;
        var head = Head;
        Invariant.Holds(batch.IsStaged && batch.FirstIndex == head.Size && batch.RootBefore == head.Root);
        var outcome = _journal.Append(batch, head.Checkpoint, out var frame);
        if (outcome != CommitOutcome.Committed) return outcome;

        Invariant.Holds(frame.EndIndex == batch.NextIndex && frame.Root == batch.Root);
        AddBundles(batch, frame.Position);
        var signed = Sign(batch.NextIndex, batch.Root);
        Reader.Publish(signed);
        _over = false;
        return outcome;
    }

    /// <summary>Stages and commits a batch.</summary>
    public CommitOutcome Append(Batch batch)
    {
        Stage(batch);
        return Commit(batch);
    }

    /// <summary>Signs with another key of the same origin from here on: right behind the batch that enters the change, with
    /// nothing staged. The checkpoint of this size is signed by both, every later one by the new key alone.</summary>
    /// <param name="key">The new key, in place of the first one.</param>
    /// <exception cref="IOException">The device failed: this log is over; open it again with either key.</exception>
    public void Rotate(INoteSigner key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var head = Head;
        Invariant.Holds(!_over && key.Key.Name == Origin && _stagedSize == head.Size);
        _over = true;
        _journal.BeginKey(key.Key.ToString(), head.Size, head.Root);
        var old = _signers;
        _signers = [key, .. old.Skip(1)];
        _signer = new CheckpointSigner(key.Key.Name, [key, .. old]);
        _note = new byte[_signer.MaxSize];
        var signed = Sign(head.Size, head.Root);
        _signer = new CheckpointSigner(key.Key.Name, _signers);
        Reader.Publish(signed);
        _over = false;
    }

    /// <summary>Closes the log. Everything committed is durable already; what opening derives is made durable too, so that
    /// the next opening is fast.</summary>
    public void Dispose()
    {
        _index.Flush();
        _checkpointFile.Flush();
        _index.Dispose();
        _checkpointFile.Dispose();
        _journal.Dispose();
        _lock?.Dispose();
    }

    private void AddBundles(Batch batch, FramePosition frame)
    {
        var starts = batch.BundleStarts;
        var roots = batch.BundleRoots;
        Span<BundlePlace> places = roots.Length <= 64 ? stackalloc BundlePlace[roots.Length] : new BundlePlace[roots.Length];
        var full = 0;
        if (batch.FirstIndex % TileId.FullWidth != 0 && roots.Length > 0) places[full++] = _openBundle;
        foreach (var start in starts)
        {
            _openBundle = new BundlePlace(frame, start);
            if (full < roots.Length) places[full++] = _openBundle;
        }

        Invariant.Holds(full == roots.Length);
        if (full > 0)
        {
            _table.Add(places, roots);
            _index.Add(places, roots);
        }

        // Once a segment: a crash then costs at most one segment of hashing.
        if (frame.Segment != _segment) _index.Flush();
        _segment = frame.Segment;
    }

    private LogHead Sign(ulong size, in Hash256 root)
    {
        var length = _signer.Write(size, root, _clock().UnixSeconds, _note);
        var note = _note[..length];
        _checkpointFile.Write(note);
        return new LogHead(size, root, note, _openBundle);
    }
}

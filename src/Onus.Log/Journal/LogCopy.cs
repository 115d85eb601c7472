using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>What became of a step of copying a log, in order of precedence. Anything but <see cref="Copied"/> changed nothing
/// that counts.</summary>
public enum CopyOutcome
{
    /// <summary>The source has no checkpoint that its own key signed, or it is being replaced at this moment.</summary>
    NoCheckpoint,

    /// <summary>The source is another log, or signs under a key that was not expected.</summary>
    OtherLog,

    /// <summary>The source ends before the copy: it lost entries, or is itself an older copy.</summary>
    Behind,

    /// <summary>The source has another history than the copy.</summary>
    Forked,

    /// <summary>The copy has everything that the source's checkpoint covers.</summary>
    Copied,
}

/// <summary>The outcome of a step of copying.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">How many entries the copy had before.</param>
/// <param name="To">How many it has now.</param>
/// <param name="Bytes">How many bytes of segments were written.</param>
/// <param name="Detail">What stands against it, in one line; empty when copied.</param>
public readonly record struct CopyResult(CopyOutcome Outcome, ulong From, ulong To, long Bytes, string Detail);

/// <summary>A copy of a log that is kept on another device and grows with it: the same segments, byte for byte, up to a signed
/// checkpoint; every entry is hashed and every signature checked before it is written.</summary>
/// <remarks>
/// The source may be in use; nothing of it is changed or locked. The copy carries the mark of <see cref="LogFence"/>, so that
/// nobody goes on writing to it as if it were the log, and a lock, so that one copies at a time. A copy that was cut short is
/// taken up where it ended.
/// </remarks>
public sealed class LogCopy : IDisposable
{
    /// <summary>What the mark of a copy says.</summary>
    public const string Reason = "it is a copy of a log that another may still write to";

    // Flushed in pieces: what a crash can take back is bounded, and is copied again.
    private const long PieceSize = 16L << 20;

    private readonly IStorageDevice _device;
    private readonly IDisposable _lock;
    private readonly FrameContent _content = new();
    private SegmentJournal? _journal;
    private LoadedLog? _loaded;
    private BundleIndexFile? _index;
    private CheckpointFile? _checkpoint;
    private bool _over;

    private LogCopy(IStorageDevice device, IDisposable @lock) => (_device, _lock) = (device, @lock);

    /// <summary>How many entries the copy has.</summary>
    public ulong Size => _loaded?.Tail.Size ?? 0;

    /// <summary>Reads what the newest checkpoint covers; null before the first step.</summary>
    public LogReader? Reader { get; private set; }

    /// <summary>The vkey under which the log signs, as far as it was copied; null before the first step.</summary>
    public string? VerifierKey => _journal?.VerifierKey;

    /// <summary>Opens the copy on a device, or an empty device for one.</summary>
    /// <exception cref="LogDamagedException">The copy is damaged: delete it and copy again.</exception>
    /// <exception cref="IOException">The device holds a log that is no copy, somebody else copies, or the device fails.</exception>
    public static LogCopy Open(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        var exists = SegmentJournal.Exists(device);
        if (exists && LogFence.Read(device) is null)
            throw new IOException($"{device.Location} holds a log of its own, which is no copy: name another directory");
        var @lock = device.TryLock(LogOpener.LockName)
            ?? throw new IOException($"another process copies to {device.Location}");
        var copy = new LogCopy(device, @lock);
        try
        {
            if (exists) copy.TakeUp();
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Copies what the source's newest checkpoint covers and the copy does not have; durable on return.</summary>
    /// <param name="source">The device of the log.</param>
    /// <param name="expected">The log's key as it is known from elsewhere; null believes the source.</param>
    /// <exception cref="LogDamagedException">The source is damaged; the copy has what lies before that place.</exception>
    /// <exception cref="IOException">A device fails.</exception>
    public CopyResult Pull(IStorageDevice source, VerifierKey? expected = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        Invariant.Holds(!_over);
        var size = Size;

        // In this order a writer beside us can only be ahead of what is read first.
        var note = CheckpointFile.Read(source);
        using var from = SegmentJournal.Open(source, writable: false);
        var keys = LogKeys.Of(from.VerifierKeys);
        if (expected is not null && !from.VerifierKeys.Contains(expected.ToString()))
            return Refuse(CopyOutcome.OtherLog, $"{source.Location} signs as {from.VerifierKey}, expected was {expected}");
        if (note is null || keys.TryRead(note, LogKeys.OriginOf(from.VerifierKey)) is not { } checkpoint)
            return Refuse(CopyOutcome.NoCheckpoint, $"{source.Location} has no checkpoint that its key signed: open the log for writing once");
        if (Compare(from, checkpoint, source.Location) is { } refused) return refused;

        if (_journal is null) Begin(from);
        _over = true;
        var bytes = CopyFrames(from, checkpoint);
        if (_loaded!.Tree.Root != checkpoint.Root) return Refuse(CopyOutcome.Forked, $"{source.Location} signed another root for {checkpoint.Size} entries than they have");
        FollowKeys(from);
        _journal!.Flush();
        Publish(checkpoint, note);
        _over = false;
        return new CopyResult(CopyOutcome.Copied, size, Size, bytes, "");
    }

    /// <summary>Closes the files; everything that a step copied is durable already.</summary>
    public void Dispose()
    {
        _index?.Flush();
        _index?.Dispose();
        _checkpoint?.Dispose();
        _journal?.Dispose();
        _lock.Dispose();
    }

    private void TakeUp()
    {
        var note = CheckpointFile.Read(_device);
        var index = BundleIndexFile.Load(_device);
        _journal = SegmentJournal.Open(_device, writable: true);
        var checkpoint = note is null ? null : LogKeys.Of(_journal.VerifierKeys).TryRead(note, LogKeys.OriginOf(_journal.VerifierKey));
        try
        {
            _loaded = LoadedLog.From(_journal, index);
        }
        catch (LogDamagedException damage) when (damage.Index >= (checkpoint?.Size ?? 0) && damage.File == SegmentHeader.NameOf(_journal.LastNumber))
        {
            // A piece of several frames that a crash tore: no step said that it was durable, and it can be copied again.
            _journal.Dispose();
            using (var file = _device.Open(damage.File, writable: true))
            {
                file.SetLength(damage.Offset);
                file.Flush();
            }

            _journal = SegmentJournal.Open(_device, writable: true);
            _loaded = LoadedLog.From(_journal, index);
        }

        _journal.Repair(_loaded.Tail);
        OpenDerived();
        if (checkpoint is not null && checkpoint.Size == Size && checkpoint.Root == _loaded.Tree.Root) Publish(checkpoint, note!);
    }

    private void Begin(SegmentJournal from)
    {
        LogFence.Set(_device, Reason);
        SegmentJournal.Create(_device, from.HeaderOf(0)!.VerifierKey);
        _journal = SegmentJournal.Open(_device, writable: true);
        _loaded = LoadedLog.From(_journal, BundleIndex.Empty);
        _journal.Repair(_loaded.Tail);
        OpenDerived();
    }

    private void OpenDerived()
    {
        _index = _loaded!.WriteIndex(_device);
        _checkpoint = CheckpointFile.OpenToWrite(_device);
    }

    private CopyResult? Compare(SegmentJournal from, Checkpoint checkpoint, string where)
    {
        if (_journal is null) return null;
        if (LogKeys.OriginOf(from.HeaderOf(0)!.VerifierKey) != LogKeys.OriginOf(_journal.HeaderOf(0)!.VerifierKey))
            return Refuse(CopyOutcome.OtherLog, $"{where} is the log {LogKeys.OriginOf(from.VerifierKey)}, the copy is of {LogKeys.OriginOf(_journal.VerifierKey)}");
        if (checkpoint.Size < Size)
            return Refuse(CopyOutcome.Behind, $"{where} ends at {checkpoint.Size} entries, and the copy has {Size}: it lost entries, or is an older copy itself");
        var (segment, end) = (_loaded!.Tail.End.Segment, _loaded.Tail.End.Offset);
        var isSame = from.HeaderOf(segment) == _journal.HeaderOf(segment) && from.LengthOf(segment) >= end
            && (checkpoint.Size > Size || checkpoint.Root == _loaded.Tree.Root);
        return isSame ? null : Refuse(CopyOutcome.Forked, $"{where} has another history than the copy, which has {Size} entries: nothing was copied");
    }

    private long CopyFrames(SegmentJournal from, Checkpoint checkpoint)
    {
        var (bytes, unflushed) = (0L, 0L);
        while (Size < checkpoint.Size)
        {
            var root = _loaded!.Tree.Root;
            var scanned = from.Scan(_loaded.Tail.End, Size, _content);
            if (scanned.Frame is not { } frame || frame.EndIndex > checkpoint.Size)
                throw from.DamageBehind(_loaded.Tail, $"the log's own file {CheckpointFile.Name} vouches for {checkpoint.Size} entries");
            _loaded.Extend(frame, _content);
            var written = _journal!.AppendCopy(frame, _content, root);
            (bytes, unflushed) = (bytes + written, unflushed + written);
            if (unflushed < PieceSize) continue;
            _journal.Flush();
            unflushed = 0;
        }

        return bytes;
    }

    /// <summary>Begins the segments that the source has begun behind the last entry: its key was changed there.</summary>
    private void FollowKeys(SegmentJournal from)
    {
        while (from.HeaderOf(_journal!.LastNumber + 1) is { } next && next.FirstIndex == Size && next.Root == _loaded!.Tree.Root
            && LogKeys.OriginOf(next.VerifierKey) == LogKeys.OriginOf(_journal.VerifierKey))
        {
            _journal.BeginKey(next.VerifierKey, Size, next.Root);
        }
    }

    private void Publish(Checkpoint checkpoint, byte[] note)
    {
        _loaded!.AddTo(_index!);
        _checkpoint!.Write(note);
        _checkpoint.Flush();
        var head = new LogHead(checkpoint.Size, checkpoint.Root, note, _loaded.OpenBundle);
        if (Reader is null) Reader = new LogReader(_loaded.Tree, _loaded.Bundles, head);
        else Reader.Publish(head);
    }

    private CopyResult Refuse(CopyOutcome outcome, string detail) => new(outcome, Size, Size, 0, detail);
}

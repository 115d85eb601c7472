using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Log.Tiles;
using Onus.Log.Tree;

namespace Onus.Log.Journal;

/// <summary>What a check of a whole log found.</summary>
/// <param name="Entries">How many entries were read and hashed.</param>
/// <param name="Frames">How many frames hold them.</param>
/// <param name="Checkpoints">How many signed checkpoints were verified against the tree.</param>
/// <param name="Root">The root over all entries.</param>
/// <param name="Torn">What was begun at the end and never confirmed; not damage.</param>
/// <param name="Damage">The first damage, or null. What stands behind it was not looked at.</param>
public sealed record LogCheckResult(
    ulong Entries, ulong Frames, ulong Checkpoints, Hash256 Root, LogDamagedException? Torn, LogDamagedException? Damage)
{
    /// <summary>Whether everything is as it was written.</summary>
    public bool IsSound => Damage is null;
}

/// <summary>Reads a whole log again: every entry is hashed, every root and every signed checkpoint in it compared.</summary>
/// <remarks>Beside a writer it checks what was there when it began.</remarks>
public sealed class LogCheck
{
    private readonly SegmentJournal _journal;
    private readonly FrameContent _content = new();
    private readonly MerkleTree _tree = new();
    private readonly BundleIndex _index;
    private readonly Checkpoint? _own;
    private readonly Action<Frame, FrameContent>? _visit;
    private Hash256[] _leaves = [];
    private ulong _frames;
    private ulong _checkpoints;
    private string _verifierKey = "";
    private VerifierSet _keys = new();

    private LogCheck(SegmentJournal journal, BundleIndex index, byte[]? note, Action<Frame, FrameContent>? visit)
    {
        (_journal, _index, _visit) = (journal, index, visit);
        _own = note is null ? null : LogKeys.Of(journal.VerifierKeys).TryRead(note, LogKeys.OriginOf(journal.VerifierKey));
    }

    /// <summary>Checks the log on a device.</summary>
    /// <param name="device">The device; nothing on it is changed.</param>
    /// <param name="progress">Is told after each frame how many entries are checked; may be null.</param>
    /// <param name="visit">Is shown each frame that is sound, with its entries; they are gone when it returns. May be null.</param>
    /// <exception cref="IOException">There is no log, or the device fails.</exception>
    public static LogCheckResult Run(
        IStorageDevice device, Action<ulong>? progress = null, Action<Frame, FrameContent>? visit = null)
    {
        var note = CheckpointFile.Read(device);
        var index = BundleIndexFile.Load(device);
        LogCheck? check = null;
        try
        {
            using var journal = SegmentJournal.Open(device, writable: false);
            check = new LogCheck(journal, index, note, visit);
            var tail = check.Walk(progress);
            check.CheckEnd(tail);
            return check.Result(tail.Torn, null);
        }
        catch (LogDamagedException damage)
        {
            return check is null ? new LogCheckResult(0, 0, 0, Hash256.EmptyRoot, null, damage) : check.Result(null, damage);
        }
    }

    private LogCheckResult Result(LogDamagedException? torn, LogDamagedException? damage) =>
        new(_tree.Size, _frames, _checkpoints, _tree.Root, torn, damage);

    private JournalTail Walk(Action<ulong>? progress)
    {
        Frame? last = null;
        for (var (position, index) = (_journal.Start, 0ul); ;)
        {
            var scanned = _journal.Scan(position, index, _content);
            if (scanned.Frame is not { } frame) return new JournalTail(position, index, last, scanned.Torn);
            Check(frame);
            _frames++;
            progress?.Invoke(frame.EndIndex);
            _visit?.Invoke(frame, _content);
            (last, position, index) = (frame, frame.Next, frame.EndIndex);
        }
    }

    private void Check(Frame frame)
    {
        var before = _tree.Root;
        CheckSegment(frame, before);
        if (frame.VerifierKey != _verifierKey) (_verifierKey, _keys) = (frame.VerifierKey, LogKeys.Of(frame.VerifierKey));
        var checkpoint = _keys.TryRead(_content.Checkpoint, LogKeys.OriginOf(_verifierKey))
            ?? throw Damage(frame, "the checkpoint in the frame bears no signature of the log");
        if (checkpoint.Size != frame.FirstIndex || checkpoint.Root != before)
            throw Damage(frame, $"the log signed another root for size {checkpoint.Size} than its entries have");
        _checkpoints++;

        if (_leaves.Length < frame.Count) _leaves = new Hash256[frame.Count];
        MerkleHasher.HashLeaves(_content.Buffer, _content.Entries, _leaves.AsSpan(0, frame.Count));
        _tree.Append(_leaves.AsSpan(0, frame.Count));
        if (_tree.Root != frame.Root) throw Damage(frame, "the entries do not lead to the frame's root");
        CheckOwn(frame);
        CheckIndex(frame);
        _tree.ForgetBefore(_tree.Size);
    }

    private void CheckSegment(Frame frame, in Hash256 root)
    {
        if (_journal.RootAt(frame.Position) is { } stated && stated != root)
            throw Damage(frame, "the segment's header states another root for the entries before it");
    }

    /// <summary>What the index of bundles says about the bundles that this frame fills or begins.</summary>
    private void CheckIndex(Frame frame)
    {
        for (var bundle = frame.FirstIndex / TileId.FullWidth; bundle < (ulong)_index.Count; bundle++)
        {
            var begin = bundle * TileId.FullWidth;
            if (begin >= frame.EndIndex) break;
            if (begin >= frame.FirstIndex)
            {
                var entry = _content.Entries[(int)(begin - frame.FirstIndex)];
                var place = new BundlePlace(frame.Position, entry.Start - EntryFraming.PrefixSize);
                if (_index.Places[bundle] != place) throw IndexDamage(bundle, "it leads to another place than where the bundle is");
            }

            if (begin + TileId.FullWidth > frame.EndIndex) break;
            Hash256 root = default;
            _tree.Read([new NodeId(TileId.Height, bundle)], new Span<Hash256>(ref root));
            if (_index.Roots[bundle] != root) throw IndexDamage(bundle, "it holds another root than the bundle has");
        }
    }

    /// <summary>The file <c>checkpoint</c> must state the root that the entries have at its size.</summary>
    private void CheckOwn(Frame frame)
    {
        if (_own is null || _own.Size != frame.EndIndex) return;
        if (_own.Root != frame.Root) throw Damage(frame, $"the file {CheckpointFile.Name} states another root for {_own.Size} entries");
        _checkpoints++;
    }

    /// <summary>Nothing that the log itself remembers may be missing at the end.</summary>
    private void CheckEnd(JournalTail tail)
    {
        var vouched = (ulong)_index.Count * TileId.FullWidth;
        if (vouched > tail.Size) throw _journal.DamageBehind(tail, $"{BundleIndexFile.Name} vouches for {vouched} entries");
        if (_own is not null && _own.Size > tail.Size)
            throw _journal.DamageBehind(tail, $"the log's own file {CheckpointFile.Name} vouches for {_own.Size} entries");
    }

    private static LogDamagedException Damage(Frame frame, string detail) => new(
        LogDamage.BitRot, SegmentHeader.NameOf(frame.Position.Segment), frame.Position.Offset, frame.FirstIndex, detail);

    private static LogDamagedException IndexDamage(ulong bundle, string detail) => new(
        LogDamage.BitRot, BundleIndexFile.Name, (long)(bundle + 1) * BundleIndexFile.RecordSize, bundle * TileId.FullWidth,
        $"{detail}; the file is derived: delete it and open the log again");
}

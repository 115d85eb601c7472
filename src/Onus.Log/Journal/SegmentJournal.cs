using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>The journal in files: append-only segments on a device, one frame and one flush for each batch.</summary>
/// <remarks>
/// <para>One thread appends; any number read what was appended before. The device belongs to one writer, who holds its
/// lock.</para>
/// <para>A failed write or flush ends it: nothing is retried, because a flush that succeeds after one that failed says
/// nothing about the bytes of the first (the system may have dropped them).</para>
/// </remarks>
public sealed class SegmentJournal : IJournal
{
    /// <summary>Where a segment ends, unless its first frame alone is longer.</summary>
    public const long DefaultSegmentSize = 64L << 20;

    /// <summary>The largest size that a segment may be given; positions have 32 bits.</summary>
    public const long MaxSegmentSize = 2L << 30;

    private readonly IStorageDevice _device;
    private readonly long _segmentSize;
    private readonly byte[] _header = new byte[FrameHeader.Size];
    private readonly NextSegment _next;
    private Segment[] _segments;
    private SegmentList.Unbegun? _unbegun;
    private (long Offset, ulong Index)? _end;
    private bool _writable;
    private bool _failed;

    private SegmentJournal(IStorageDevice device, bool writable, long segmentSize, Action<Action>? background)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segmentSize, MaxSegmentSize);
        _device = device;
        _segmentSize = segmentSize;
        _writable = writable;
        _next = new NextSegment(device, segmentSize, background);
        (_segments, _unbegun) = SegmentList.Open(device, writable);
    }

    /// <inheritdoc/>
    public string Location => _device.Location;

    /// <inheritdoc/>
    public string VerifierKey => Last.Header.VerifierKey;

    /// <inheritdoc/>
    public IReadOnlyList<string> VerifierKeys => KeysOf(LogKeys.OriginOf(VerifierKey));

    /// <inheritdoc/>
    public FramePosition Start => FramePosition.At(0, SegmentHeader.Size);

    /// <summary>The number of the last segment.</summary>
    internal uint LastNumber => Last.Header.Number;

    private Segment Last => _segments[^1];

    /// <summary>Whether the device holds a journal.</summary>
    public static bool Exists(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        using var journal = new SegmentJournal(device, writable: false, DefaultSegmentSize, null);
        return journal._segments.Length > 0;
    }

    /// <summary>Makes an empty journal, durably.</summary>
    /// <param name="device">A device without a journal.</param>
    /// <param name="verifierKey">The vkey under which the log signs.</param>
    public static void Create(IStorageDevice device, string verifierKey)
    {
        using (var journal = new SegmentJournal(device, writable: false, DefaultSegmentSize, null))
        {
            if (journal._segments.Length > 0) throw new IOException($"{device.Location} already holds a log");
            if (journal._unbegun is { } file) device.Delete(file.Name);
        }

        Segment.Create(device, new SegmentHeader(0, 0, 0, Hash256.EmptyRoot, verifierKey)).Dispose();
    }

    /// <summary>Opens a journal; reads headers only.</summary>
    /// <param name="device">The device.</param>
    /// <param name="writable">Whether frames will be appended.</param>
    /// <param name="segmentSize">Where a segment ends.</param>
    /// <param name="background">Runs work beside the caller: the next segment is filled with zeros ahead, so that a commit
    /// overwrites instead of growing a file, which is several times cheaper to flush. Null for none.</param>
    /// <exception cref="LogDamagedException">A segment is missing, cut off or not what its name says.</exception>
    public static SegmentJournal Open(
        IStorageDevice device, bool writable, long segmentSize = DefaultSegmentSize, Action<Action>? background = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        var journal = new SegmentJournal(device, writable, segmentSize, background);
        if (journal._segments.Length > 0) return journal;
        journal.Dispose();
        throw new FileNotFoundException($"{device.Location} holds no log");
    }

    /// <inheritdoc/>
    public Scanned Scan(FramePosition position, ulong expectedIndex, FrameContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var (segment, offset) = Resolve(position);
        if (segment != Last && offset == segment.Length)
        {
            (segment, offset) = (_segments[segment.Header.Number + 1], SegmentHeader.Size);
            if (segment.Header.FirstIndex != expectedIndex)
                throw segment.Damage(LogDamage.Reordered, 0, expectedIndex, $"the segment begins at entry {segment.Header.FirstIndex}");
        }

        if (segment == Last && offset == segment.Length) return default;
        var damage = segment.TryRead(offset, expectedIndex, content, out var header);
        if (damage is null) return new Scanned(segment.ToFrame(header), null);

        // Nothing that was torn reads as a whole frame of another place or another index.
        if (segment != Last || damage.Damage is LogDamage.Misdirected or LogDamage.Reordered) throw damage;
        return TailSearch.Look(segment, offset, expectedIndex) switch
        {
            TailSearch.Found.Frame => throw damage,
            TailSearch.Found.Zeros => default,
            _ => new Scanned(null, damage),
        };
    }

    /// <inheritdoc/>
    public Frame Read(FramePosition position, ulong index)
    {
        var (segment, offset) = Resolve(position);
        if (segment != Last && offset == segment.Length) (segment, offset) = (_segments[segment.Header.Number + 1], SegmentHeader.Size);
        return segment.TryReadHeader(offset, index, out var header) is { } damage ? throw damage : segment.ToFrame(header);
    }

    /// <inheritdoc/>
    public bool TryReadEntries(FramePosition position, int offset, Span<byte> destination)
    {
        var (segment, start) = Resolve(position);
        return segment.File.Read(destination, start + FrameHeader.Size + offset) == destination.Length;
    }

    /// <inheritdoc/>
    public LogDamagedException DamageBehind(JournalTail tail, string voucher)
    {
        if (tail.Torn is { } torn)
            return new LogDamagedException(torn.Damage, torn.File, torn.Offset, torn.Index, $"{torn.Detail}, and {voucher}");
        if (_unbegun is { IsBlank: false } file)
            return new LogDamagedException(LogDamage.Lost, file.Name, 0, tail.Size, $"the segment's header is not there, and {voucher}");
        return new LogDamagedException(
            LogDamage.Lost, SegmentHeader.NameOf(tail.End.Segment), tail.End.Offset, tail.Size, $"the log ends here, and {voucher}");
    }

    /// <inheritdoc/>
    public long Repair(JournalTail tail)
    {
        Invariant.Holds(_writable && _end is null);
        if (_unbegun is { } file) _device.Delete(file.Name);
        _unbegun = null;

        // A last segment without frames: the end that was found is that of the segment before it.
        var end = tail.End.Segment == Last.Header.Number ? tail.End.Offset : SegmentHeader.Size;
        var cut = tail.Torn is null ? 0 : Last.Length - end;
        if (cut > 0) Last.File.SetLength(end);

        // What was read may be in the system's memory only: a crash after a write, or a flush that failed and let the
        // bytes go. Written again they are dirty again, and this flush covers them. Only the last frame can be in doubt:
        // every other was confirmed before its successor was written.
        if (tail.Last is { } last && last.Position.Segment == Last.Header.Number) Rewrite(last.Position.Offset, end);
        else Rewrite(0, SegmentHeader.Size);
        Last.File.Flush();
        _device.FlushDirectory();
        _end = (end, tail.Size);
        return cut;
    }

    /// <inheritdoc/>
    public CommitOutcome Append(Batch batch, ReadOnlyMemory<byte> checkpoint, out Frame frame)
    {
        ArgumentNullException.ThrowIfNull(batch);
        frame = default;
        if (_failed || !_writable || _end is not { } end) return CommitOutcome.Fenced;
        Invariant.Holds(batch.FirstIndex == end.Index);

        // Failed until it succeeded: however this ends, no later call writes behind bytes that are in doubt.
        _failed = true;
        try
        {
            var length = FrameHeader.Size + batch.Entries.Framed.Length + checkpoint.Length;
            if (end.Offset + length > _segmentSize && end.Offset > SegmentHeader.Size)
                end = Roll(batch.FirstIndex, batch.RootBefore, VerifierKey);
            var header = FrameHeader.Of(batch, checkpoint.Span, Last.Identity, end.Offset);
            header.Write(_header);
            Last.File.Write([_header, batch.Entries.Framed, checkpoint], end.Offset);
            Last.File.Flush();
            _end = (header.EndOffset, header.EndIndex);
            frame = Last.ToFrame(header);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return CommitOutcome.Unknown;
        }

        _failed = false;
        if (_end.Value.Offset > _segmentSize / 4) _next.Prepare(Last.Header.Number + 1);
        return CommitOutcome.Committed;
    }

    /// <summary>Of the first frame of a segment, the root that the segment's header states for the entries before it.</summary>
    internal Hash256? RootAt(FramePosition position) =>
        position.Offset == SegmentHeader.Size ? _segments[position.Segment].Header.Root : null;

    /// <summary>All vkeys under which the log signed as that origin, the first one first.</summary>
    internal IReadOnlyList<string> KeysOf(string origin) =>
        [.. _segments.Select(segment => segment.Header.VerifierKey).Where(key => LogKeys.OriginOf(key) == origin).Distinct()];

    /// <summary>The header of a segment, or null where there is none of that number.</summary>
    internal SegmentHeader? HeaderOf(uint segment) => segment < _segments.Length ? _segments[segment].Header : null;

    /// <summary>The length of a segment that is there.</summary>
    internal long LengthOf(uint segment) => _segments[segment].Length;

    /// <summary>Writes a frame of another device's journal behind the last one, byte for byte; not durable before
    /// <see cref="Flush"/>.</summary>
    /// <param name="frame">The frame as that journal holds it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="root">The root before it.</param>
    /// <returns>How many bytes were written.</returns>
    internal long AppendCopy(in Frame frame, FrameContent content, in Hash256 root)
    {
        Invariant.Holds(!_failed && _end is { } at && at.Index == frame.FirstIndex);
        _failed = true;
        if (frame.Position.Segment != LastNumber)
        {
            Last.File.Flush();
            _end = Roll(frame.FirstIndex, root, frame.VerifierKey);
        }

        var end = _end.Value;
        Invariant.Holds(frame.Position == FramePosition.At(LastNumber, end.Offset));
        var header = new FrameHeader(
            Last.Identity, end.Offset, frame.FirstIndex, frame.Count, frame.EntriesLength, Crc32C.Of(content.Buffer),
            content.Checkpoint.Length, Crc32C.Of(content.Checkpoint), frame.Root);
        header.Write(_header);
        Last.File.Write([_header, content.Bytes], end.Offset);
        _end = (header.EndOffset, header.EndIndex);
        _failed = false;
        return header.Length;
    }

    /// <summary>Makes what was copied durable.</summary>
    internal void Flush() => Last.File.Flush();

    /// <inheritdoc/>
    public void BeginKey(string verifierKey, ulong index, in Hash256 root)
    {
        Invariant.Holds(_end is { } end && end.Index == index && !_failed);
        _failed = true;
        _end = Roll(index, root, verifierKey);
        _failed = false;
    }

    /// <summary>Closes the files; makes nothing durable that was not.</summary>
    public void Dispose()
    {
        _writable = false;
        _next.Dispose();
        foreach (var segment in _segments) segment.Dispose();
    }

    private (long Offset, ulong Index) Roll(ulong index, in Hash256 root, string verifierKey)
    {
        Invariant.Holds(_end is not null);
        var full = Last;
        var header = new SegmentHeader(full.Header.Number + 1, index, _end.Value.Offset, root, verifierKey);
        var next = Segment.Create(_device, header, _next.Take(header.Number));
        full.SealedLength = header.PrecedingLength;
        _segments = [.. _segments, next];
        return (SegmentHeader.Size, index);
    }

    private void Rewrite(long offset, long end)
    {
        var bytes = new byte[end - offset];
        Invariant.Holds(Last.File.Read(bytes, offset) == bytes.Length);
        Last.File.Write(bytes, offset);
    }

    private (Segment Segment, long Offset) Resolve(FramePosition position)
    {
        var segments = _segments;
        if (position.Segment >= segments.Length || position.Offset < SegmentHeader.Size)
            throw new LogDamagedException(LogDamage.Lost, SegmentHeader.NameOf(position.Segment), position.Offset, 0, "there is no such place");
        return (segments[position.Segment], position.Offset);
    }
}

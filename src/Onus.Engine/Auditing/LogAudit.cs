using System.Collections.Concurrent;
using Onus.Cases;
using Onus.Core.Formats;
using Onus.Engine.Ids;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Auditing;

/// <summary>Audits a whole log as somebody who does not trust its operator: hashes every entry and compares every root and
/// signature, then executes every entry again from the state before it and compares the bytes.</summary>
/// <remarks>
/// Two passes. The first hashes the log as it lies on the device and notes the state roots, which name states that lie
/// before them. The second reads the entries through the tree, on a thread of its own, and executes them. Nothing on the
/// device is changed; it works beside a writer, up to the newest checkpoint.
/// </remarks>
public sealed class LogAudit
{
    private const int ChunkSize = 4_096;
    private const int MostChunks = 64;

    private readonly LogReader _log;
    private readonly ulong _size;
    private readonly RecentEntries _entries;
    private readonly LedgerState _ledger;
    private readonly LogReplay _replay;
    private readonly List<StateRootEntry> _roots = [];
    private readonly Queue<(ulong From, string Key)> _keys = [];
    private string _lastKey = "";
    private string? _fault;

    private LogAudit(LogReader log, RecentEntries entries, LedgerState ledger)
    {
        (_log, _size, _entries, _ledger) = (log, log.Head.Size, entries, ledger);
        var origin = SignedCheckpoint.Parse(log.Head.Checkpoint.Span).Checkpoint.Origin;
        _replay = new LogReplay(origin, new ActorSignatures(), ledger, entries);
    }

    /// <summary>Audits the log on a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="progress">Is told now and then how many entries are done; may be null.</param>
    /// <exception cref="IOException">There is no log, or the device fails.</exception>
    public static LogAuditReport Run(IStorageDevice device, Action<ulong>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        using var opened = LogOpener.OpenToRead(device);
        var entries = new RecentEntries(opened.Reader);
        using var ledger = new LedgerState(new LedgerOptions(), entries, NoOlderIds.Instance);
        var audit = new LogAudit(opened.Reader, entries, ledger);
        var check = LogCheck.Run(device, visit: audit.NoteRoots);
        if (check.Damage is { } damage)
            return new LogAuditReport(null) { Fault = $"the log is damaged: {damage.Message}", Entries = check.Entries };
        audit.Execute(progress);
        return audit.Report();
    }

    private void NoteRoots(Frame frame, FrameContent content)
    {
        if (frame.VerifierKey != _lastKey && frame.FirstIndex < _size) _keys.Enqueue((frame.FirstIndex, _lastKey = frame.VerifierKey));
        for (var place = 0; place < frame.Count && frame.FirstIndex + (ulong)place < _size; place++)
        {
            if (EntryHeader.KindOf(content.Entry(place)) != EntryKind.StateRoot) continue;
            if (!StateRootEntry.TryRead(content.Entry(place).ToArray(), out var root)) continue;
            _roots.Add(root!);
            _replay.Ledger.Expect(root!);
        }
    }

    private void Execute(Action<ulong>? progress)
    {
        using var chunks = new BlockingCollection<ReadOnlyMemory<byte>[]>(MostChunks);
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() => Read(chunks, stop.Token), CancellationToken.None);
        var done = 0ul;
        foreach (var chunk in chunks.GetConsumingEnumerable(CancellationToken.None))
        {
            foreach (var entry in chunk)
            {
                if (!Add(entry, done)) break;
                done++;
            }

            if (_fault is not null) break;
            progress?.Invoke(done);
        }

        stop.Cancel();
        reading.GetAwaiter().GetResult();
        if (_fault is null && !_replay.Flush()) _fault = _replay.Fault;
    }

    private void Read(BlockingCollection<ReadOnlyMemory<byte>[]> chunks, CancellationToken stop)
    {
        try
        {
            foreach (var chunk in _log.ReadEntries(0, _size).Chunk(ChunkSize)) chunks.Add(chunk, stop);
        }
        catch (OperationCanceledException)
        {
            // The executing side has found a fault and wants no more.
        }
        finally
        {
            chunks.CompleteAdding();
        }
    }

    private bool Add(ReadOnlyMemory<byte> entry, ulong index)
    {
        if (!EntryHeader.TryRead(entry.Span, out var header) || header.Index != index)
        {
            _fault = $"entry {index}: it does not carry its own index";
            return false;
        }

        if (!IsKnown(header.Kind)) _fault = $"entry {index}: of a kind that this version does not know ({(byte)header.Kind})";
        if (_keys.TryPeek(out var next) && next.From == index) CheckKey(_keys.Dequeue().Key, index, header.Kind);
        _entries.Add(entry);
        if (_fault is null && !_replay.Add(entry)) _fault = _replay.Fault;
        return _fault is null;
    }

    /// <summary>From this entry on the log was signed with that key: its charter must have let it.</summary>
    private void CheckKey(string verifierKey, ulong index, EntryKind kind)
    {
        if (!_replay.Flush()) _fault = _replay.Fault;
        var charter = _replay.State.Charter;
        if (kind == EntryKind.Restored || !charter.IsFounded || charter.UnacceptedLoss is not null) return;
        var key = VerifierKey.Parse(verifierKey);
        if (key.Name != charter.Origin || !key.PublicKey.SequenceEqual(charter.LogKey.AsSpan()))
            _fault ??= $"entry {index}: from here on the log is signed as {verifierKey}, which its charter does not say";
    }

    private static bool IsKnown(EntryKind kind) => Enum.IsDefined(kind) && kind != EntryKind.None;

    private LogAuditReport Report()
    {
        Book[] books = [.. _ledger.Books];
        foreach (var book in books)
            if (book.Totals.DebitsPosted != book.Totals.CreditsPosted || book.Totals.DebitsPending != book.Totals.CreditsPending)
                _fault ??= $"the book that entry {book.Opened} opened is not balanced";
        if (_replay.Ledger.RootsNotExpected > 0) _fault ??= "the log changed while it was audited: run it again";
        return new LogAuditReport(SignedCheckpoint.Parse(_log.Head.Checkpoint.Span))
        {
            Fault = _fault,
            Entries = _size,
            Reexecuted = _replay.Ledger.Reexecuted + _replay.Reexecuted,
            Believed = _replay.Ledger.Believed + _replay.Believed,
            RootsChecked = _replay.Ledger.RootsChecked,
            NewestRoot = _roots.Count == 0 ? null : _roots[^1],
            Books = books,
        };
    }
}

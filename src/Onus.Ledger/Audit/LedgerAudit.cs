using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Audit;

namespace Onus.Ledger;

/// <summary>Re-executes a log: from each entry of the ledger the command that must have led to it, from the command the entry
/// again, and both must be the same bytes.</summary>
/// <remarks>
/// That is more than folding: a transfer that a limit forbade, a refusal that the state did not give, a lapse before its
/// time would fold, and are found here. Entries of other rooms are passed over; the room that knows them posts their lines.
/// What cannot be re-executed is counted: a refusal of a chain keeps its culprit and not the chain around it.
/// </remarks>
public sealed class LedgerAudit
{
    private const int MostTogether = 4_096;

    private readonly LedgerState _ledger;
    private readonly CommandRebuilder _rebuilder;
    private readonly EntryBatch _batch = new();
    private readonly List<TransferCommand> _commands = [];
    private readonly EntryBatch _held = new();
    private TransferResult[] _results = [];
    private readonly SortedDictionary<ulong, StateRootEntry> _roots = [];
    private readonly Dictionary<ulong, Hash256> _checked = [];
    private LogTime _lastTime;
    private LogTime _heldFrom;

    /// <summary>An audit that begins with an empty ledger, or with one loaded from a snapshot that is trusted.</summary>
    /// <param name="ledger">The ledger, which the audit moves on.</param>
    /// <param name="lastTime">The time of the last entry folded; the epoch for an empty one.</param>
    public LedgerAudit(LedgerState ledger, LogTime lastTime = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        _ledger = ledger;
        _rebuilder = new CommandRebuilder(ledger.Tables, ledger.EntryLookup);
        _lastTime = lastTime;
    }

    /// <summary>How many entries were made again and found equal.</summary>
    public ulong Reexecuted { get; private set; }

    /// <summary>How many refusals stand on the operator's word: they ended a chain, of which they keep only the culprit.</summary>
    public ulong Believed { get; private set; }

    /// <summary>How many state roots were computed again and found equal.</summary>
    public ulong RootsChecked { get; private set; }

    /// <summary>How many state roots in the log nobody had told of before their time (<see cref="Expect"/>): not checked.</summary>
    public ulong RootsNotExpected { get; private set; }

    /// <summary>What is wrong with the first entry that contradicts the log before it; null while all agree.</summary>
    public string? Fault { get; private set; }

    /// <summary>Says that a root must be true of the state after its first <see cref="StateRootEntry.AsOf"/> entries; before
    /// the entry of that index is added.</summary>
    public void Expect(StateRootEntry root)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (!_roots.TryAdd(root.AsOf, root) && _roots[root.AsOf].LedgerRoot != root.LedgerRoot)
            Fail($"entry {root.Envelope.Index}: a second state root after {root.AsOf} entries");
    }

    /// <summary>Adds the next entry of the log, of whatever room.</summary>
    /// <returns>Whether no fault is known.</returns>
    public bool Add(ReadOnlySpan<byte> entry)
    {
        if (Fault is not null) return false;
        if (!EntryHeader.TryRead(entry, out var header)) return Fail("an entry that cannot be read");
        try
        {
            Add(entry, header);
        }
        catch (InvariantViolation violation)
        {
            Fail($"entry {header.Index}: {violation.Message}");
        }

        return Fault is null;
    }

    /// <summary>Passes an entry that another room makes again and folds: what is held is executed before it, and its time
    /// must rise.</summary>
    /// <returns>Whether no fault is known.</returns>
    public bool Pass(in EntryHeader header)
    {
        if (!Flush()) return false;
        CheckRoot(header.Index);
        if (header.Time <= _lastTime) Fail($"entry {header.Index}: its time does not rise");
        _lastTime = header.Time;
        return Fault is null;
    }

    /// <summary>Re-executes what is still held; after the last entry.</summary>
    /// <returns>Whether no fault is known.</returns>
    public bool Flush()
    {
        if (_held.Count == 0 || Fault is not null) return Fault is null;
        if (_results.Length < _commands.Count) _results = new TransferResult[Math.Max(_commands.Count, MostTogether)];
        _batch.Reset(_held.FirstIndex, _lastTime);
        _ledger.Execute(CollectionsMarshal.AsSpan(_commands), _heldFrom, _batch, _results);
        CompareHeld();
        _lastTime = _held.LastTime;
        _commands.Clear();
        _held.Reset(0, default);
        return Fault is null;
    }

    private void Add(ReadOnlySpan<byte> entry, in EntryHeader header)
    {
        if (_held.Count > 0 && (_roots.ContainsKey(header.Index) || !Continues(entry, header)) && !Flush()) return;
        CheckRoot(header.Index);
        if (_held.Count == 0 && header.Time <= _lastTime) Fail($"entry {header.Index}: its time does not rise");
        else if (TransferLayout.IsTransfer(entry)) Hold(entry, header);
        else Reexecute(entry, header);
    }

    // Transfers of one batch have times one nanosecond apart: they are run together, as they were.
    private bool Continues(ReadOnlySpan<byte> entry, in EntryHeader header) =>
        TransferLayout.IsTransfer(entry)
        && header.Index == _held.NextIndex
        && header.Time.Nanoseconds == _held.LastTime.Nanoseconds + 1
        && (_held.Count < MostTogether || _commands[^1].Linked)
        && TransferLayout.ReadTrusted(entry).Act != TransferAct.Lapse;

    private void Hold(ReadOnlySpan<byte> bytes, in EntryHeader header)
    {
        if (!TransferLayout.TryRead(bytes, out var entry))
        {
            Fail($"entry {header.Index}: no transfer of lawful form");
        }
        else if (entry.Act == TransferAct.Lapse)
        {
            _batch.Reset(header.Index, _lastTime);
            _ledger.Lapse(header.Time, 1, _batch);
            Compare(bytes, header);
        }
        else
        {
            if (_held.Count == 0)
            {
                _held.Reset(header.Index, _lastTime);
                _heldFrom = header.Time;
            }

            _held.Add(bytes, header.Time);
            _commands.Add(_rebuilder.Rebuild(entry));
        }
    }

    private void Reexecute(ReadOnlySpan<byte> bytes, in EntryHeader header)
    {
        var entry = bytes.ToArray();
        _batch.Reset(header.Index, _lastTime);
        if (RefusedEntry.TryRead(entry, out var refused) && refused!.Request == LedgerRequestKind.Transfer && refused.Place > 0)
        {
            _ledger.Apply(entry);
            Believed++;
            _lastTime = header.Time;
        }
        else if (refused is not null ? TryRefuse(refused) : TryExecute(entry, header))
        {
            Compare(bytes, header);
        }
        else
        {
            _lastTime = header.Time;
        }
    }

    private bool TryExecute(byte[] entry, in EntryHeader header)
    {
        if (BookOpened.TryRead(entry, out var book)) _ledger.Execute(CommandRebuilder.Rebuild(book!), header.Time, _batch);
        else if (AccountOpened.TryRead(entry, out var account)) _ledger.Execute(_rebuilder.Rebuild(account!), header.Time, _batch);
        else if (LimitsChanged.TryRead(entry, out var limits)) _ledger.Execute(_rebuilder.Rebuild(limits!), header.Time, _batch);
        else if (AccountClosed.TryRead(entry, out var closed)) _ledger.Execute(_rebuilder.Rebuild(closed!), header.Time, _batch);
        else if (AccountReopened.TryRead(entry, out var open)) _ledger.Execute(_rebuilder.Rebuild(open!), header.Time, _batch);
        else if (PostingsEntry.TryRead(entry, out var posted)) _ledger.Execute(_rebuilder.Rebuild(posted!), header.Time, _batch);
        else if (header.Kind == EntryKind.StateRoot) MeetRoot(entry, header);
        else if (header.Kind is >= EntryKind.BookOpened and < EntryKind.StateRoot) Fail($"entry {header.Index}: of no lawful form");
        else return false;
        return header.Kind != EntryKind.StateRoot;
    }

    private void MeetRoot(byte[] entry, in EntryHeader header)
    {
        if (!StateRootEntry.TryRead(entry, out var root) || root!.AsOf > header.Index) Fail($"entry {header.Index}: of no lawful form");
        else if (!_checked.TryGetValue(root.AsOf, out var made)) RootsNotExpected++;
        else if (made != root.LedgerRoot) Fail($"entry {header.Index}: the state after {root.AsOf} entries has another root");
    }

    private bool TryRefuse(RefusedEntry refused)
    {
        var time = refused.Envelope.Time;
        if (!RefusedCommand.TryRead(refused, out var command)) return Fail($"entry {refused.Envelope.Index}: a refusal of no command");
        switch (command)
        {
            case TransferCommand transfer:
                _ledger.Execute([transfer with { Linked = false }], time, _batch, new TransferResult[1]);
                break;
            case PostingsCommand postings:
                _ledger.Execute(postings, time, _batch);
                break;
            case OpenBook book:
                _ledger.Execute(book, time, _batch);
                break;
            case OpenAccount account:
                _ledger.Execute(account, time, _batch);
                break;
            case ChangeLimits limits:
                _ledger.Execute(limits, time, _batch);
                break;
            case CloseAccount close:
                _ledger.Execute(close, time, _batch);
                break;
            case ReopenAccount reopen:
                _ledger.Execute(reopen, time, _batch);
                break;
        }

        return true;
    }

    private void CompareHeld()
    {
        for (var i = 0; i < _held.Count; i++)
        {
            if (i < _batch.Count && _batch[i].SequenceEqual(_held[i])) Reexecuted++;
            else
            {
                Fail($"entry {_held.FirstIndex + (ulong)i}: the state before it does not lead to it");
                return;
            }
        }
    }

    private void Compare(ReadOnlySpan<byte> entry, in EntryHeader header)
    {
        if (Fault is not null) return;
        if (_batch.Count != 1 || !_batch[0].SequenceEqual(entry))
        {
            Fail($"entry {header.Index}: the state before it does not lead to it");
            return;
        }

        Reexecuted++;
        _lastTime = header.Time;
    }

    private void CheckRoot(ulong index)
    {
        if (!_roots.Remove(index, out var expected)) return;
        using var frozen = _ledger.Freeze(index);
        var root = frozen.Run();
        if (root.LedgerRoot != expected.LedgerRoot || root.BookCount != expected.Books)
            Fail($"entry {expected.Envelope.Index}: the state after {index} entries has another root");
        else
        {
            RootsChecked++;
            _checked[index] = root.LedgerRoot;
        }
    }

    private bool Fail(string fault)
    {
        Fault ??= fault;
        return false;
    }
}

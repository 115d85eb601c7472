using Onus.Cases.Replaying;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Decides a whole log again, one entry after the other: rebuilds from each entry the command that it answers, runs it
/// on the state that the entries before it lead to, and compares what that writes, byte for byte.</summary>
/// <remarks>
/// Entries of the ledger go to a <see cref="LedgerAudit"/> over the same ledger; the accounts that cases open for themselves
/// belong to the act after them. What the node writes of its own accord (lapses, moot requests, cases that acts open, sealed
/// parts) is made again with its cause. Salts alone are read from the log. After a fault nothing more is looked at.
/// </remarks>
public sealed class LogReplay
{
    private readonly LedgerState _ledger;
    private readonly CommandRerun _rerun;
    private readonly EntryBatch _batch = new();
    private readonly List<ReadOnlyMemory<byte>> _front = [];
    private readonly Queue<byte[]> _following = [];
    private LogTime _lastTime;
    private LogTime _before;

    /// <summary>A replay that begins with the first entry of a log.</summary>
    /// <param name="origin">The log's origin, which signed statements name.</param>
    /// <param name="signatures">The cryptography of actors' signatures.</param>
    /// <param name="ledger">An empty ledger, which the replay moves on.</param>
    /// <param name="log">The log; entries that were not added yet are read only for salts and for the rest of a text.</param>
    public LogReplay(string origin, IActorSignatures signatures, LedgerState ledger, IEntryReader log)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(log);
        _ledger = ledger;
        Ledger = new LedgerAudit(ledger);
        State = new CasesState(new CaseOptions(origin, signatures, new ReplaySalts(log, _batch)), ledger, log);
        _rerun = new CommandRerun(State, log);
    }

    /// <summary>The replay of the ledger's entries: expects state roots, counts.</summary>
    public LedgerAudit Ledger { get; }

    /// <summary>The cases as the entries so far leave them.</summary>
    public CasesState State { get; }

    /// <summary>How many entries of cases, duties and the charter were made again and found equal.</summary>
    public ulong Reexecuted { get; private set; }

    /// <summary>How many entries of cases were folded on the operator's word: what they answer is not in the log.</summary>
    public ulong Believed { get; private set; }

    /// <summary>What is wrong with the first entry that is, with its index and field; null while all agree.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether entries that nobody asked for are folded and counted: the stage of a story, set without a charter.</summary>
    internal bool TakesUnasked
    {
        get => _rerun.TakesUnasked;
        init => _rerun.TakesUnasked = value;
    }

    /// <summary>The bytes that the state led to in the place of the entry at fault; null where nothing led to it.</summary>
    internal byte[]? MadeInstead { get; private set; }

    /// <summary>Folds the next entry and believes it: what comes before the part that is decided again.</summary>
    internal void Believe(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
        if (!_ledger.Apply(entry.Span)) State.Apply(entry);
        _lastTime = header.Time;
    }

    /// <summary>Adds the next entry of the log, of whatever room.</summary>
    /// <returns>Whether no fault is known.</returns>
    public bool Add(ReadOnlyMemory<byte> entry)
    {
        if (Fault is not null) return false;
        if (!EntryHeader.TryRead(entry.Span, out var header)) return Fail("an entry that cannot be read");
        try
        {
            Add(entry, header);
        }
        catch (InvariantViolation violation)
        {
            Fail($"entry {header.Index}: {violation.Message}");
        }

        _lastTime = header.Time;
        return Fault is null;
    }

    /// <summary>Ends the replay: nothing may be left that an entry was to follow.</summary>
    /// <returns>Whether no fault is known.</returns>
    public bool Flush()
    {
        if (Fault is null && !Ledger.Flush()) Fault = Ledger.Fault;
        if (Fault is null && _following.Count > 0) Fail("the log ends in the middle of what one command wrote");
        if (Fault is null && _front.Count > 0) Fail("the log ends with accounts that no act needs");
        return Fault is null;
    }

    private void Add(ReadOnlyMemory<byte> entry, in EntryHeader header)
    {
        if (_following.TryDequeue(out var made))
        {
            if (Pass(header)) Compare(entry, made, header.Index);
        }
        else if (IsFront(entry, header.Kind))
        {
            if (_front.Count == 0) _before = _lastTime;
            if (Pass(header)) _front.Add(entry);
        }
        else if (IsOfCases(header.Kind))
        {
            if (Pass(header)) Decide(entry, header);
        }
        else if (header.Kind == EntryKind.Restored && _front.Count == 0)
        {
            // What was lost, and who accepted it, nobody can compute again.
            if (!Pass(header)) return;
            State.Apply(entry);
            Believed++;
        }
        else if (_front.Count > 0)
        {
            Fail($"entry {header.Index - 1}: no act needs it");
        }
        else if (!Ledger.Add(entry.Span))
        {
            Fault = Ledger.Fault;
        }
    }

    private bool Pass(in EntryHeader header)
    {
        if (!Ledger.Pass(header)) Fault = Ledger.Fault;
        return Fault is null;
    }

    /// <summary>Whether an entry only makes room for the act that follows: a liability account, a sealed part.</summary>
    internal static bool IsFront(ReadOnlyMemory<byte> entry, EntryKind kind) => kind == EntryKind.SealedPart
        || (kind is EntryKind.BookOpened or EntryKind.AccountOpened && EnvelopeOf(entry).Command.IsNone);

    private static bool IsOfCases(EntryKind kind) => kind is EntryKind.Genesis or (>= EntryKind.ActorRegistered and < EntryKind.Throttled);

    private void Decide(ReadOnlyMemory<byte> entry, in EntryHeader header)
    {
        if (_front.Count == 0) _before = _lastTime;
        _front.Add(entry);
        Invariant.Holds(EntryHeader.TryRead(_front[0].Span, out var first));
        _batch.Reset(first.Index, _before);
        switch (_rerun.Run(entry, first.Time, _batch, out var why))
        {
            case Rerun.Believed:
                Believed++;
                break;
            case Rerun.Refuted:
                Fail($"entry {header.Index}: {why}");
                break;
            default:
                CompareAll(first.Index);
                break;
        }

        _front.Clear();
    }

    private void CompareAll(ulong first)
    {
        for (var i = 0; i < _batch.Count; i++)
        {
            if (i >= _front.Count) _following.Enqueue(_batch[i].ToArray());
            else if (!Compare(_front[i], _batch[i].ToArray(), first + (ulong)i)) return;
        }

        if (_batch.Count < _front.Count) Fail($"entry {first + (ulong)_batch.Count}: the state before it does not lead to it");
    }

    private bool Compare(ReadOnlyMemory<byte> entry, byte[] made, ulong index)
    {
        if (!entry.Span.SequenceEqual(made))
        {
            MadeInstead ??= made;
            return Fail($"entry {index}: the state before it does not lead to it; {EntryDifference.Between(entry, made)}");
        }

        Reexecuted++;
        return true;
    }

    private static EntryEnvelope EnvelopeOf(ReadOnlyMemory<byte> entry) => EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));

    private bool Fail(string fault)
    {
        Fault ??= fault;
        return false;
    }
}

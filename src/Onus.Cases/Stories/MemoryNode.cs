using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Stories;

/// <summary>Ledger and cases over a log that lives in memory only: for stories and what-if.</summary>
internal sealed class MemoryNode : IEntryReader, IOlderIds, IDisposable
{
    private readonly List<byte[]> _entries = [];
    private readonly EntryBatch _batch = new();
    private ulong _ids;

    public MemoryNode(CaseOptions options, LogTime start)
    {
        Now = start;
        Ledger = new LedgerState(new LedgerOptions(), this, this);
        Cases = new CasesState(options, Ledger, this);
        Write(new EntryEnvelope(EntryKind.Record, 0, start, Id128.None, Id128.None, 0, []), static writer => writer.WriteByteString([]));
    }

    public LedgerState Ledger { get; }

    public CasesState Cases { get; }

    /// <summary>The wall clock.</summary>
    public LogTime Now { get; private set; }

    /// <summary>How many entries the log has.</summary>
    public ulong Size => (ulong)_entries.Count;

    /// <summary>A command's head with an id of its own.</summary>
    public CommandHead Head(ulong actor) =>
        new(new Id128((UInt128)Now.UnixMilliseconds << 80 | (UInt128)7 << 76 | (UInt128)2 << 62 | ++_ids), Id128.None, actor);

    /// <summary>Runs something that adds entries, and keeps them.</summary>
    public T Run<T>(Func<LogTime, EntryBatch, T> action)
    {
        _batch.Reset(Size, _entries.Count == 0 ? new LogTime(Now.Nanoseconds - 1) : TimeOf(_entries[^1]));
        var result = action(Now, _batch);
        for (var i = 0; i < _batch.Count; i++) _entries.Add(_batch[i].ToArray());
        if (_batch.LastTime > Now) Now = _batch.LastTime;
        return result;
    }

    /// <summary>Adds an entry of whoever sets the stage, and folds it.</summary>
    /// <returns>Its index.</returns>
    public ulong Add(Func<EntryEnvelope, Action<CborWriter>> entry)
    {
        var index = Size;
        Run((now, batch) =>
        {
            batch.Add(entry(new EntryEnvelope(EntryKind.None, index, batch.TimeFor(now), Id128.None, Id128.None, 0, [])), batch.TimeFor(now));
            return 0;
        });
        Cases.Apply(_entries[^1]);
        return index;
    }

    /// <summary>Lets time pass, and everything lapse that falls due on the way, each at its own instant.</summary>
    public void WaitUntil(LogTime until)
    {
        while (NextDue is { } due && due <= until)
        {
            if (due > Now) Now = due;
            Run((now, batch) =>
            {
                if (Ledger.NextDue is { } hold && hold <= due) return Ledger.Lapse(now, 1, batch);
                Cases.LapseFirst(now, batch);
                return 1;
            });
        }

        if (until > Now) Now = until;
    }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        var found = index < Size;
        entry = found ? _entries[(int)index] : default;
        return found;
    }

    public bool TryFind(Id128 id, out ulong index)
    {
        index = 0;
        return false;
    }

    public void Dispose() => Ledger.Dispose();

    private LogTime? NextDue => (Ledger.NextDue, Cases.NextDue) switch
    {
        ({ } hold, { } due) => hold <= due ? hold : due,
        var (hold, due) => hold ?? due,
    };

    private void Write(EntryEnvelope envelope, Action<CborWriter> body) => Run((now, batch) =>
    {
        batch.Add(writer =>
        {
            envelope.WriteStart(writer);
            body(writer);
            writer.WriteEndArray();
        }, batch.TimeFor(now));
        return 0;
    });

    private static LogTime TimeOf(byte[] entry)
    {
        Invariant.Holds(EntryHeader.TryRead(entry, out var header));
        return header.Time;
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Tests.Model;

namespace Onus.Ledger.Tests;

/// <summary>A ledger over a log in memory, with a clock that stands until it is moved and ids that count up.</summary>
internal sealed class TestLedger : IEntryReader, IOlderIds, IDisposable
{
    private readonly Dictionary<Id128, ulong> _released = [];
    private ulong _lastId;

    public TestLedger(ulong hashKey = 0) => State = new LedgerState(new LedgerOptions { HashKey = hashKey }, this, this);

    public LedgerState State { get; }

    /// <summary>Every entry, by index; the first 16 belong to nobody, so that no account has index 0 by chance.</summary>
    public List<byte[]> Log { get; } = [.. Enumerable.Range(0, 16).Select(_ => Array.Empty<byte>())];

    public EntryBatch Batch { get; } = new();

    public LogTime LastTime { get; private set; } = LogTime.FromUnixSeconds(1_800_000_000);

    public LogTime Clock { get; set; } = LogTime.FromUnixSeconds(1_800_000_000);

    /// <summary>When set, every request is run against the model too, and the answers compared.</summary>
    public ModelCheck? Check { get; set; }

    public int ReadCount { get; private set; }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        ReadCount++;
        entry = index < (ulong)Log.Count ? Log[(int)index] : default;
        return !entry.IsEmpty;
    }

    public bool TryFind(Id128 id, out ulong index) => _released.TryGetValue(id, out index);

    /// <summary>A fresh id of the clock's time.</summary>
    public Id128 NewId() => IdAt(Clock.UnixMilliseconds);

    public Id128 IdAt(ulong milliseconds) =>
        new(((UInt128)milliseconds << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | ++_lastId);

    public CommandHead NewHead() => new(NewId(), Id128.None, 0);

    public TransferResult[] Run(params TransferCommand[] commands)
    {
        Begin();
        var results = new TransferResult[commands.Length];
        State.Execute(commands, Clock, Batch, results);
        End();
        Check?.Transfers(this, commands, results);
        return results;
    }

    public TransferResult Run(TransferCommand command) => Run([command])[0];

    public T Run<T>(Func<LedgerState, LogTime, EntryBatch, T> request)
    {
        Begin();
        var result = request(State, Clock, Batch);
        End();
        return result;
    }

    public LedgerResult<PostingsOutcome> Run(PostingsCommand command)
    {
        var result = Run((s, c, b) => s.Execute(command, c, b));
        Check?.Request(this, model => model.Run(command), result);
        return result;
    }

    public LedgerResult<OpenBookOutcome> Run(OpenBook command) => Run((s, c, b) => s.Execute(command, c, b));

    public LedgerResult<OpenAccountOutcome> Run(OpenAccount command)
    {
        var result = Run((s, c, b) => s.Execute(command, c, b));
        Check?.Request(this, model => model.Run(command), result);
        return result;
    }

    public LedgerResult<ChangeLimitsOutcome> Run(ChangeLimits command)
    {
        var result = Run((s, c, b) => s.Execute(command, c, b));
        Check?.Request(this, model => model.Run(command), result);
        return result;
    }

    public LedgerResult<CloseAccountOutcome> Run(CloseAccount command)
    {
        var result = Run((s, c, b) => s.Execute(command, c, b));
        Check?.Request(this, model => model.Run(command), result);
        return result;
    }

    public LedgerResult<ReopenAccountOutcome> Run(ReopenAccount command)
    {
        var result = Run((s, c, b) => s.Execute(command, c, b));
        Check?.Request(this, model => model.Run(command), result);
        return result;
    }

    public int Lapse(int most = int.MaxValue)
    {
        var lapsed = Run((s, c, b) => s.Lapse(c, most, b));
        Check?.Lapse(this, most, lapsed);
        return lapsed;
    }

    /// <summary>Opens a book and says its id.</summary>
    public Id128 NewBook(string unit = "CNY", byte digits = 2)
    {
        var book = NewId();
        Assert.Equal(OpenBookOutcome.Accepted, Run(new OpenBook(NewHead(), book, unit, digits, BookPurpose.Money)).Outcome);
        Check?.OpenedBook(this, book);
        return book;
    }

    /// <summary>Opens an account and says its id; without limits unless given.</summary>
    public Id128 NewAccount(Id128 book, UInt128? debitLimit = null, UInt128? creditLimit = null)
    {
        var account = NewId();
        var result = Run(new OpenAccount(NewHead(), account, book) { DebitLimit = debitLimit, CreditLimit = creditLimit });
        Assert.Equal(OpenAccountOutcome.Accepted, result.Outcome);
        return account;
    }

    public TransferCommand Transfer(Id128 debit, Id128 credit, UInt128 amount) =>
        new() { Id = NewId(), Debit = debit, Credit = credit, Amount = amount };

    public TransferCommand Hold(Id128 debit, Id128 credit, UInt128 amount, ulong timeout = 0) =>
        Transfer(debit, credit, amount) with { Act = TransferAct.Hold, Timeout = timeout };

    public TransferCommand Capture(Id128 hold, UInt128 amount) =>
        new() { Id = NewId(), Act = TransferAct.Capture, Target = hold, Amount = amount };

    public TransferCommand CaptureWhole(Id128 hold) => Capture(hold, 0) with { Term = TransferTerm.Whole };

    public TransferCommand Void(Id128 hold) => new() { Id = NewId(), Act = TransferAct.Void, Target = hold };

    public Account Account(Id128 id)
    {
        Assert.True(State.TryGetAccount(id, out var account));
        return account;
    }

    /// <summary>The ledger's whole state as bytes.</summary>
    public byte[] Snapshot() => SnapshotOf(State, (ulong)Log.Count);

    public static byte[] SnapshotOf(LedgerState state, ulong asOf)
    {
        using var stream = new MemoryStream();
        using var frozen = state.Freeze(asOf, withSnapshot: true);
        frozen.Run(stream);
        return stream.ToArray();
    }

    /// <summary>Makes a state root, writes its entry and answers with both.</summary>
    public (StateRoot Root, byte[] Entry) NewRoot(params ulong[] accountsToProve)
    {
        Begin();
        using var frozen = State.Freeze((ulong)Log.Count, accountsToProve: accountsToProve);
        var root = frozen.Run();
        var entry = root.Write(Clock, Batch);
        End();
        return (root, entry);
    }

    /// <summary>A ledger made from this one's log alone.</summary>
    public TestLedger Replay(ulong hashKey = 1)
    {
        var replayed = new TestLedger(hashKey);
        foreach (var entry in Log.Where(entry => entry.Length > 0)) replayed.State.Apply(entry);
        replayed.Log.Clear();
        replayed.Log.AddRange(Log);
        (replayed.LastTime, replayed.Clock, replayed._lastId) = (LastTime, Clock, _lastId);
        return replayed;
    }

    /// <summary>Moves the oldest ids out of memory, as an engine does once they are on disk.</summary>
    public void ReleaseIds(ulong before)
    {
        for (var place = State.Tables.Ids.Start; place < before; place++)
        {
            var (id, entry) = State.Tables.Ids.Read(place);
            _released[id] = entry;
        }

        State.Tables.Ids.Release(before);
    }

    public void Dispose() => State.Dispose();

    private void Begin() => Batch.Reset((ulong)Log.Count, LastTime);

    private void End()
    {
        for (var i = 0; i < Batch.Count; i++) Log.Add(Batch[i].ToArray());
        LastTime = Batch.LastTime;
    }
}

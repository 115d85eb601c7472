using System.Diagnostics;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Benchmarks;

/// <summary>What the ledger alone costs: decide, encode and fold, without hashing entries, writing or syncing them.</summary>
internal sealed partial class LedgerTable : IEntryReader, IOlderIds, IDisposable
{
    private const int BatchSize = 8_192;

    private readonly LedgerState _ledger;
    private readonly EntryBatch _batch = new();
    private readonly TransferCommand[] _commands = new TransferCommand[BatchSize];
    private readonly TransferResult[] _results = new TransferResult[BatchSize];
    private readonly Random _random = new(1);
    private readonly ulong[] _opened;
    private readonly int[] _zipf;
    private ulong _next = 1;
    private ulong _ids;
    private LogTime _time = LogTime.FromUnixSeconds(1_800_000_000);

    private LedgerTable(int accounts)
    {
        _ledger = new LedgerState(new LedgerOptions { HashKey = 42 }, this, this);
        _opened = new ulong[accounts];
        _zipf = Zipf(accounts);
    }

    public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
    {
        entry = default;
        return false;
    }

    public bool TryFind(Id128 id, out ulong index)
    {
        index = 0;
        return false;
    }

    public void Dispose() => _ledger.Dispose();

    public static void Print(TextWriter output, int accounts)
    {
        using var table = new LedgerTable(accounts);
        table.OpenAll();
        output.WriteLine($"ledger alone, processor time of one thread, {accounts:N0} accounts, batches of {BatchSize:N0}, never-negative debit side on half");
        output.WriteLine($"  memory per account           {table._ledger.MemoryUsed.Accounts / (double)accounts,8:F1} bytes (without the root's tree)");
        Row(output, "transfer, uniform, 118 B", table.Measure(500, (i) => table.Transfer(i, uniform: true, isLong: false)));
        Row(output, "transfer, uniform, 178 B", table.Measure(250, (i) => table.Transfer(i, uniform: true, isLong: true)));
        Row(output, "transfer, Zipf 1.0, 118 B", table.Measure(250, (i) => table.Transfer(i, uniform: false, isLong: false)));
        Row(output, "hold then capture, uniform", table.Measure(250, table.HoldOrCapture));
        table.PrintSnapshot(output);
        table.PrintRoot(output);
        output.WriteLine($"  memory per remembered id     {table._ledger.MemoryUsed.Ids / (double)table._ledger.IdCount,8:F1} bytes ({table._ledger.IdCount:N0} ids)");
    }

    private static void Row(TextWriter output, string name, (double Fast, double Median, double Accepted) cost) =>
        output.WriteLine($"  {name,-28} {cost.Median,6:F0} ns   {1e9 / cost.Median,12:N0} /s   (fastest tenth of the batches {cost.Fast:F0} ns; {cost.Accepted:P1} accepted)");

    private void PrintSnapshot(TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var frozen = _ledger.Freeze(_next, withSnapshot: true)) frozen.Run(stream);
        stream.Position = 0;
        using var loaded = new LedgerState(new LedgerOptions { HashKey = 43 }, this, this);
        var start = ThreadNanoseconds();
        loaded.Load(stream);
        output.WriteLine($"  loading a snapshot           {(ThreadNanoseconds() - start) / 1e6,6:F0} ms from memory ({_opened.Length:N0} accounts, {_ledger.IdCount:N0} ids, {stream.Length:N0} bytes)");
    }

    private void PrintRoot(TextWriter output)
    {
        // Often enough that the compiler has done its work; the accounts are all touched again between two.
        var costs = new List<(double Whole, double Freeze)>();
        for (var round = 0; round < 16; round++)
        {
            for (var i = 0; i < 80; i++) RunBatch(place => Transfer(place, uniform: true, isLong: false));
            var start = ThreadNanoseconds();
            using var frozen = _ledger.Freeze(_next);
            var freeze = ThreadNanoseconds() - start;
            frozen.Run();
            if (round >= 8) costs.Add(((ThreadNanoseconds() - start) / 1e6, freeze / 1e6));
        }

        costs.Sort();
        var (median, fast) = (costs[costs.Count / 2], costs[0]);
        output.WriteLine($"  state root after 655,360 transfers {median.Whole,5:F1} ms, of which freezing {median.Freeze:F2} ms (fastest {fast.Whole:F1} ms)");
    }

    private void OpenAll()
    {
        _batch.Reset(_next, _time);
        var book = NewId();
        _ledger.Execute(new OpenBook(new CommandHead(NewId(), Id128.None, 0), book, "CNY", 2, BookPurpose.Money), _time, _batch);
        for (var i = 0; i < _opened.Length; i++)
        {
            var command = new OpenAccount(new CommandHead(NewId(), Id128.None, 0), AccountId(i), book) { DebitLimit = i % 2 == 0 ? 0 : null };
            _opened[i] = _ledger.Execute(command, _time, _batch).Index;
            if (_batch.Count < BatchSize) continue;
            (_next, _time) = (_batch.NextIndex, _batch.LastTime);
            _batch.Reset(_next, _time);
        }

        (_next, _time) = (_batch.NextIndex, _batch.LastTime);
    }

    private (double Fast, double Median, double Accepted) Measure(int batches, Func<int, TransferCommand> command)
    {
        for (var i = 0; i < 30; i++) RunBatch(command);
        var accepted = 0L;
        var spent = new double[batches];
        for (var i = 0; i < batches; i++)
        {
            spent[i] = RunBatch(command) / (double)BatchSize;
            foreach (ref readonly var result in _results.AsSpan())
                if (result.Outcome == TransferOutcome.Accepted) accepted++;
        }

        Array.Sort(spent);
        return (spent[batches / 10], spent[batches / 2], accepted / ((double)batches * BatchSize));
    }

    private long RunBatch(Func<int, TransferCommand> command)
    {
        for (var i = 0; i < BatchSize; i++) _commands[i] = command(i);
        _batch.Reset(_next, _time);
        var clock = _time.Plus(1_000_000);
        var start = ThreadNanoseconds();
        _ledger.Execute(_commands, clock, _batch, _results);
        var spent = ThreadNanoseconds() - start;
        (_next, _time) = (_batch.NextIndex, _batch.LastTime);
        return spent;
    }

    private TransferCommand Transfer(int place, bool uniform, bool isLong)
    {
        var debit = uniform ? _random.Next(_opened.Length) : _zipf[_random.Next(_zipf.Length)];
        var credit = uniform ? _random.Next(_opened.Length) : _zipf[_random.Next(_zipf.Length)];

        // The odd accounts may go negative; the even ones only give what they got.
        if (_random.Next(4) != 0) debit |= 1;
        if (credit == debit) credit = (credit + 2) % _opened.Length;
        return new TransferCommand
        {
            Id = NewId(),
            Trace = new Id128((UInt128)place),
            Debit = AccountId(debit),
            Credit = AccountId(credit),
            Amount = (UInt128)_random.Next(1, 100),
            Code = 1,
            User64 = isLong ? 1UL : 0,
        };
    }

    private TransferCommand HoldOrCapture(int place) => place % 2 == 0
        ? Transfer(place, uniform: true, isLong: false) with { Act = TransferAct.Hold, Timeout = 3_600_000_000_000 }
        : new TransferCommand { Id = NewId(), Act = TransferAct.Capture, Term = TransferTerm.Whole, Target = _commands[place - 1].Id };

    private Id128 NewId()
    {
        var id = ((UInt128)_time.UnixMilliseconds << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62);
        return new Id128(id | ((UInt128)(ulong)_random.NextInt64(1 << 30) << 32) | ++_ids);
    }

    // Processor time of this thread, so that other work on the machine counts less; elsewhere than on Linux, time.
    private static long ThreadNanoseconds()
    {
        if (!OperatingSystem.IsLinux()) return Stopwatch.GetTimestamp() * 1_000_000_000 / Stopwatch.Frequency;
        const int ThreadClock = 3;
        _ = GetTime(ThreadClock, out var now);
        return now.Seconds * 1_000_000_000 + now.Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public long Seconds, Nanoseconds;
    }

    private static Id128 AccountId(int account) =>
        new(new UInt128(unchecked(0x9E3779B97F4A7C15UL * (ulong)(account + 1)), (ulong)account + 1));

    private static int[] Zipf(int accounts)
    {
        var random = new Random(2);
        var weights = new double[accounts];
        var sum = 0.0;
        for (var i = 0; i < accounts; i++) weights[i] = sum += 1.0 / (i + 1);
        var shuffled = Enumerable.Range(0, accounts).ToArray();
        random.Shuffle(shuffled);
        var draws = new int[1 << 20];
        for (var i = 0; i < draws.Length; i++)
        {
            var at = Array.BinarySearch(weights, random.NextDouble() * sum);
            draws[i] = shuffled[Math.Min(at < 0 ? ~at : at, accounts - 1)];
        }

        return draws;
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cli.Bench;

/// <summary>Makes transfer commands: which accounts, which layout, which act.</summary>
/// <remarks>Identifiers are UUIDs of version 7 that rise, as a client's generator makes them; the random numbers are
/// xorshift, so that making a command costs next to nothing beside running it.</remarks>
internal sealed class LedgerLoad
{
    private readonly int[]? _zipf;
    private readonly uint _accounts;
    private readonly bool _long;
    private readonly bool _twoPhase;
    private ulong _state;
    private ulong _counter;

    public LedgerLoad(int accounts, bool zipf, bool longLayout, bool twoPhase, ulong seed)
    {
        (_accounts, _long, _twoPhase, _state) = ((uint)accounts, longLayout, twoPhase, seed);
        if (zipf) _zipf = ZipfTable(accounts);
    }

    public static Id128 Account(uint number) => new(0x1000_0000u + number);

    /// <summary>Fills commands; with two phases, the second half captures what the first half holds.</summary>
    public void Fill(Span<TransferCommand> commands)
    {
        var now = (ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var half = _twoPhase ? commands.Length / 2 : commands.Length;
        for (var i = 0; i < half; i++) commands[i] = Next(now);
        for (var i = half; i < commands.Length; i++)
        {
            commands[i] = new TransferCommand { Id = NextId(now), Act = TransferAct.Capture, Target = commands[i - half].Id, Term = TransferTerm.Whole, Code = 1 };
        }
    }

    private TransferCommand Next(ulong now)
    {
        var from = Pick();
        var to = Pick();
        if (to == from) to = (to + 1) % _accounts;
        var command = new TransferCommand
        {
            Id = NextId(now), Debit = Account(from), Credit = Account(to), Amount = Random() % 100 + 1, Code = 1,
            Act = _twoPhase ? TransferAct.Hold : TransferAct.Transfer, Timeout = _twoPhase ? 3_600 * LogTime.NanosecondsPerSecond : 0,
        };
        return _long ? command with { Reference = NextId(now), User128 = 7, User64 = 8, User32 = 9 } : command;
    }

    private Id128 NextId(ulong now) => new(((UInt128)now << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | ++_counter);

    private uint Pick() => _zipf is null ? (uint)(Random() % _accounts) : (uint)_zipf[Random() % (ulong)_zipf.Length];

    private ulong Random()
    {
        unchecked
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return _state;
        }
    }

    /// <summary>A table in which account k stands about 1/k times as often as the first.</summary>
    private static int[] ZipfTable(int accounts)
    {
        const int Size = 1 << 22;
        var harmonic = 0.0;
        for (var k = 1; k <= accounts; k++) harmonic += 1.0 / k;
        var table = new int[Size];
        var (at, sum) = (0, 0.0);
        for (var k = 1; k <= accounts && at < Size; k++)
        {
            sum += 1.0 / k;
            while (at < Size && at < sum / harmonic * Size) table[at++] = k - 1;
        }

        return table;
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Testing;

namespace Onus.Simulation;

/// <summary>One run of the whole engine on a simulated clock and disk: random commands, retries, crashes at any call of the
/// device, failing flushes, restarts; after every epoch the laws are checked.</summary>
/// <remarks>Everything follows from the seed. The engine runs without threads: the simulation takes its steps.</remarks>
internal sealed class EngineSimulation : IDisposable
{
    private const int Accounts = 5;
    private static readonly Id128 Book = new(1);
    private static readonly Id128 Source = new(100);

    private readonly Random _random;
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedDevice _device;
    private readonly RecordingSigner _signer = new(TestKeys.Log("simulation.example"));
    private readonly Uuid7Generator _ids;
    private readonly List<SentCommand> _sent = [];
    private readonly List<(Task<Answer<Account>> Read, OnusEngine Of)> _reads = [];
    private readonly EngineFault _fault;
    private readonly List<string> _warnings = [];
    private readonly List<ulong> _openings = [];
    private bool _flooded;
    private OnusEngine? _engine;

    public EngineSimulation(int seed, EngineFault fault = EngineFault.None)
    {
        (_random, _device, _fault) = (new Random(seed), new SimulatedDevice(seed), fault);
        _ids = new Uuid7Generator(_clock, new SeededEntropy(_random));
    }

    /// <summary>Runs epochs, each ended by a crash, a failing device or a clean close.</summary>
    public void Run(int epochs)
    {
        LogOpener.Create(_device, _signer.Key);
        Open();
        Found();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            Disturb();
            try
            {
                var steps = _random.Next(5, 60);
                for (var i = 0; i < steps; i++) Step();
                if (_random.Next(3) == 0) Close();
                else Vanish();
            }
            catch (Exception e) when (e is SimulatedCrashException || (e is IOException && _engine?.Failure is not null))
            {
                Vanish();
            }

            Open();
            CheckLaws();
        }
    }

    public void Dispose() => Vanish();

    private void Open()
    {
        _device.Restart();
        var opening = OnusEngine.Open(Options);
        if (opening.Engine is null) throw new Lawbreak($"the engine does not open again: {opening.Detail}");
        _engine = opening.Engine;
        _openings.Add(_engine.Log.Head.Size);
    }

    private EngineOptions Options => new()
    {
        Log = new LogOptions { Device = _fault == EngineFault.NeverFlushes ? new UnflushedDevice(_device) : _device, Signers = [_signer], SegmentSize = 20_000, Background = static work => work() },
        Time = _clock,
        MaxBatch = 8,
        MaxWaiting = 24,
        RefusalsPerSecond = LawCheck.RefusalsPerSecond,
        SnapshotEvery = 40,
        IdsInMemory = 0,
        IdsPerRun = 16,
        StateRootEvery = TimeSpan.FromSeconds(20),
        StartThreads = false,
        Fault = _fault,
        Warn = _warnings.Add,
    };

    /// <summary>Opens the book and the accounts, without faults.</summary>
    private void Found()
    {
        var book = _engine!.SubmitAsync(new OpenBook(Head(), Book, "CNY", 2, BookPurpose.Money));
        var source = _engine.SubmitAsync(new OpenAccount(Head(), Source, Book));
        var accounts = Enumerable.Range(0, Accounts)
            .Select(i => _engine.SubmitAsync(new OpenAccount(Head(), Account(i), Book) { DebitLimit = 0 })).ToArray();
        Drain();
        Holds(book.IsCompleted && source.IsCompleted && accounts.All(a => a.Result.IsDurable), "the book opens");
    }

    private void Disturb()
    {
        switch (_random.Next(4))
        {
            case 0 or 1: _device.CrashAfter(_random.Next(1, 120)); break;
            case 2: _device.FailFlushAfter(_random.Next(0, 12)); break;
        }
    }

    private void Step()
    {
        switch (_random.Next(17))
        {
            case <= 4: Send(NewCommand()); break;
            case 5 when _sent.Count > 0: Send(_sent[_random.Next(_sent.Count)]); break;
            case 6: _reads.Add((_engine!.ReadAsync(l => l.TryGetAccount(Account(_random.Next(Accounts)), out var a) ? a : default), _engine)); break;
            case <= 9: _engine!.Line.Fill(); break;
            case 10: if (_engine!.Line.HasOpenWork) _engine.Line.TryClose(); break;
            case <= 13: _engine!.Line.Commit(); break;
            case 14: _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 30_000))); break;
            case 15: if (!_flooded && _random.Next(3) == 0) Flood(); break;
            default: if (_random.Next(4) == 0) _clock.Jump(TimeSpan.FromSeconds(_random.Next(-5, 5))); break;
        }

        Collect();
    }

    /// <summary>One principal sends at once what can only be refused: more than its budget and a batch.</summary>
    private void Flood()
    {
        _flooded = true;
        for (var i = 0; i < 12; i++)
        {
            var sent = new SentCommand(Between(new TransferCommand { Id = _ids.Next(), Code = 1 }) with { Actor = 9, Amount = 1_000_000_000 });
            _sent.Add(sent);
            Send(sent);
        }
    }

    private SentCommand NewCommand()
    {
        var command = new TransferCommand { Id = _ids.Next(), Code = 1 };
        var holds = _sent.Where(s => s.Command.Act == TransferAct.Hold).ToArray();
        command = _random.Next(6) switch
        {
            0 => command with { Debit = Source, Credit = Account(_random.Next(Accounts)), Amount = (UInt128)_random.Next(1, 50) },
            1 => Between(command) with { Act = TransferAct.Hold, Timeout = (ulong)_random.Next(1, 60) * LogTime.NanosecondsPerSecond },
            2 when holds.Length > 0 => command with { Act = TransferAct.Capture, Target = holds[_random.Next(holds.Length)].Command.Id, Amount = (UInt128)_random.Next(1, 30) },
            3 when holds.Length > 0 => command with { Act = TransferAct.Void, Target = holds[_random.Next(holds.Length)].Command.Id },
            _ => Between(command),
        };
        var sent = new SentCommand(command);
        _sent.Add(sent);
        return sent;
    }

    private TransferCommand Between(TransferCommand command)
    {
        var from = _random.Next(Accounts);
        return command with { Debit = Account(from), Credit = Account((from + 1 + _random.Next(Accounts - 1)) % Accounts), Amount = (UInt128)_random.Next(1, 40) };
    }

    // A task would be completed by another thread, at a moment that the seed does not decide.
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2012", Justification = "Each is read once, in Collect.")]
    private void Send(SentCommand sent) => sent.Calls.Add(_engine!.SubmitAsync(sent.Command));

    private void Drain()
    {
        do
        {
            _engine!.Line.Fill();
            if (_engine.Line.HasOpenWork) _engine.Line.TryClose();
            while (_engine.Line.Commit()) { }
        }
        while (_engine.Failure is null && (_engine.Line.HasWork || _engine.Line.HasOpenWork));
    }

    /// <summary>Takes the answers that have arrived, and checks each against the first of its command.</summary>
    private void Collect()
    {
        foreach (var sent in _sent)
        {
            foreach (var call in sent.Calls.Where(c => c.IsCompleted).ToArray())
            {
                sent.Calls.Remove(call);
                var answer = call.Result;
                if (answer.Delivery == Delivery.Throttled) sent.Throttled++;
                if (!answer.IsDurable) continue;
                Holds(answer.Result.Index < _engine!.Log.Head.Size, $"the answer to {sent.Command.Id} is durable when it is given");
                Same(sent, answer.Result);
            }
        }

        foreach (var (read, of) in _reads.Where(r => r.Read.IsCompleted).ToArray())
        {
            _reads.Remove((read, of));
            if (read.Result.IsDurable) Holds(read.Result.Result.Head < of.Log.Head.Size, "a read shows nothing that a crash could take back");
        }
    }

    private static void Same(SentCommand sent, in TransferResult result)
    {
        var decided = result.Outcome is TransferOutcome.Accepted or TransferOutcome.Exists
            ? result with { Outcome = TransferOutcome.Accepted }
            : result with { Outcome = result.Outcome == TransferOutcome.IdAlreadyRefused ? result.FirstOutcome : result.Outcome };
        if (sent.Answer is not { } first)
        {
            sent.Answer = decided;
            return;
        }

        Holds(first.Outcome == decided.Outcome && first.Index == decided.Index && first.Time == decided.Time,
            $"command {sent.Command.Id} was answered {first.Outcome} at {first.Index} and then {decided.Outcome} at {decided.Index}");
    }

    /// <summary>Asks for every command again until all are known, then compares with the plain bank and with a replay.</summary>
    private void CheckLaws()
    {
        foreach (var sent in _sent)
        {
            sent.Calls.Clear();
            do
            {
                // Whoever is throttled asks again later.
                if (sent.Calls.Count == 0) Send(sent);
                Drain();
                Collect();
                if (sent.Answer is null) _clock.Advance(TimeSpan.FromSeconds(1));
            }
            while (sent.Answer is null && sent.Throttled is > 0 and < 100);
            Holds(sent.Answer is not null, $"command {sent.Command.Id} gets its answer in the end");
        }

        LawCheck.Compare(_engine!, _sent, Source, [Source, .. Enumerable.Range(0, Accounts).Select(Account)], Book);
        LawCheck.Replay(_engine!, Options);
        LawCheck.Budgets(_engine!, _openings, mostAtOnce: Options.MaxBatch);
        Holds(_signer.Roots.Count > 0, "checkpoints were signed");
    }

    private void Close()
    {
        if (_engine!.Failure is null) Drain();
        Collect();
        _engine.Dispose();
        Collect();
        Holds(_sent.All(s => s.Calls.Count == 0), "everybody is answered when the engine closes");
        _engine = null;
    }

    private void Vanish()
    {
        // The process is gone: what it held in memory answers nobody.
        foreach (var sent in _sent) sent.Calls.Clear();
        _reads.Clear();
        _engine?.Forget();
        _engine = null;
    }

    private CommandHead Head() => new(_ids.Next(), Id128.None, 0);

    private static Id128 Account(int number) => new(1_000 + (UInt128)(uint)number);

    private static void Holds(bool condition, string law)
    {
        if (!condition) throw new Lawbreak(law);
    }

    private sealed class SeededEntropy(Random random) : IEntropy
    {
        public void Fill(Span<byte> destination) => random.NextBytes(destination);
    }
}

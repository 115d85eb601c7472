using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Engine.Regulators;
using Onus.Log.Journal;
using Onus.Testing;
using Onus.Testing.Cases;

namespace Onus.Simulation.Cases;

/// <summary>One run of the whole engine with a product on it: random commands of random people, several at once on one view of
/// the world, retries, keys and authorities that come and go, crashes at any call of the device, a week of downtime; after
/// every epoch the laws are checked, and every durable entry is held against the plain cases.</summary>
/// <remarks>Everything follows from the seed. The engine runs without threads: the simulation takes its steps.</remarks>
internal sealed class CaseSimulation : IDisposable
{
    private readonly Random _random;
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedDevice _device;
    private readonly Dictionary<string, SimulatedDevice> _regulators = [];
    private readonly RecordingSigner _signer = new(TestKeys.Log("simulation.example"));
    private readonly SimulatedPen _pen;
    private readonly Uuid7Generator _ids;
    private readonly List<SentAct> _sent = [];
    private readonly Dictionary<Id128, SentAct> _byId = [];
    private readonly PlainCases _plain = new();
    private readonly LogFollower _follower;
    private readonly SimulatedProduct _product;
    private readonly CaseFault _fault;
    private CaseStage _stage = null!;
    private RandomCommands _commands = null!;
    private CommandTranslation _translation = null!;
    private OnusEngine? _engine;

    public CaseSimulation(int seed, CaseFault fault = CaseFault.None)
    {
        (_random, _device, _fault) = (new Random(seed), new SimulatedDevice(seed), fault);
        _pen = new SimulatedPen(_random);
        _ids = new Uuid7Generator(_clock, _pen);
        _product = SimulatedProduct.Of(seed);
        _follower = new LogFollower(_plain, _byId.GetValueOrDefault);
    }

    /// <summary>Outcomes and causes that came up.</summary>
    public IReadOnlySet<string> Seen => _follower.Seen;

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
                var steps = _random.Next(10, 90);
                for (var i = 0; i < steps; i++) Step();
                if (_random.Next(3) == 0) Close();
                else Vanish();
            }
            catch (Exception e) when (e is SimulatedCrashException || (e is IOException && _engine?.Failure is not null))
            {
                Vanish();
            }

            // Sometimes nobody is there for long: everything that falls due then lapses afterwards, in order.
            if (_random.Next(3) == 0) _clock.Advance(TimeSpan.FromDays(_random.Next(1, 8)));
            Open();
            CheckLaws();
        }
    }

    public void Dispose() => Vanish();

    private EngineOptions Options => new()
    {
        Log = new LogOptions { Device = _device, Signers = [_signer], SegmentSize = 50_000, Background = static work => work() },
        Time = _clock,
        MaxBatch = 8,
        MaxWaiting = 64,
        RefusalsPerSecond = null,
        SnapshotEvery = 60,
        StateRootEvery = TimeSpan.FromMinutes(10),
        Signatures = _pen,
        Entropy = _pen,
        Regulators = new RegulatorOptions { Device = RegulatorsDevice, Signer = static origin => TestKeys.Log(origin) },
        StartThreads = false,
        CaseFault = _fault,
    };

    private SimulatedDevice RegulatorsDevice(string origin)
    {
        if (!_regulators.TryGetValue(origin, out var device)) _regulators.Add(origin, device = new SimulatedDevice(_regulators.Count));
        return device;
    }

    private void Open()
    {
        _device.Restart();
        foreach (var device in _regulators.Values) device.Restart();
        var opening = OnusEngine.Open(Options);
        if (opening.Engine is null) throw new Lawbreak($"the engine does not open again: {opening.Detail}");
        _engine = opening.Engine;
        _follower.CheckUnchanged(_engine.Log);
    }

    /// <summary>Sets the stage, without faults, and tells the plain cases what was enacted.</summary>
    private void Found()
    {
        _stage = new CaseStage(_engine!, _signer.Key, Drain, _ids.Next, _product);
        _commands = new RandomCommands(_random, _stage.Cast, _plain);
        _translation = new CommandTranslation(_product.Text, _plain.History, Sign);
        foreach (var enacted in Ask(_engine!.ReadAsync((cases, _) => cases.Products.All.ToList())))
            _plain.Enact(new PlainProduct(enacted.Entry, enacted.Product, enacted.Calendar, enacted.InEffect, enacted.Parties, enacted.Accounts));
        foreach (var (account, _, _) in _stage.Cast.Accounts)
            Pay(account, (uint)_random.Next(1, 600_000));
        _follower.Follow(_engine.Log);
    }

    private void Pay(ulong account, uint amount)
    {
        var call = _engine!.SubmitAsync(_stage.Transfer(account, amount));
        Drain();
        CaseLaws.Holds(call.IsCompleted && call.Result is { IsDurable: true, Result.Outcome: TransferOutcome.Accepted }, "the stage is set");
    }

    private void Disturb()
    {
        switch (_random.Next(5))
        {
            case 0 or 1: _device.CrashAfter(_random.Next(1, 300)); break;
            case 2: _device.FailFlushAfter(_random.Next(0, 25)); break;
            case 3 when _regulators.Count > 0: _regulators.Values.First().CrashAfter(_random.Next(1, 60)); break;
        }
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case <= 4: Send(NewCommand()); break;
            // All on one view: a race for the last unit of a cap, for a head, for the money.
            case 5: for (var left = _random.Next(2, 7); left > 0; left--) Send(NewCommand()); break;
            case 6 when _sent.Count > 0: _sent[_random.Next(_sent.Count)].Send(_engine!); break;
            case 7 or 18: Send(NewCharterCommand()); break;
            case 8: if (_random.Next(3) == 0) Send(NewDeed()); break;
            case <= 12: _engine!.Line.Fill(); break;
            case 13: if (_engine!.Line.HasOpenWork) _engine.Line.TryClose(); break;
            case <= 15: _engine!.Line.Commit(); break;
            case 16 or 17: _clock.Advance(TimeSpan.FromMinutes(_random.Next(4) != 0 ? _random.Next(1, 60) : _random.Next(60, 2_400))); break;
            default: if (_random.Next(4) == 0) _clock.Jump(TimeSpan.FromSeconds(_random.Next(-5, 5))); break;
        }

        Collect();
    }

    private SentAct NewCommand()
    {
        // Questions are rare, and silence answers most of them before anybody does.
        var plain = (_random.Next(2) == 0 ? _commands.NextAnswer() : null) ?? _commands.Next();
        var command = _translation.Of(plain, _stage.Head(plain.Actor));
        return new SentAct(command, plain) { Key = Signature(command).IsEmpty ? 0 : _stage.Keys[plain.Actor] };
    }

    private static ReadOnlyMemory<byte> Signature(CaseCommand command) => command switch
    {
        TakeStep take => take.Signature,
        ApproveStep approve => approve.Signature,
        AnswerRequest answer => answer.Signature,
        _ => default,
    };

    /// <summary>Takes an authority from somebody, perhaps in the middle of a quorum, or gives it; seldom takes a key.</summary>
    private SentAct NewCharterCommand()
    {
        var (actor, authority) = _stage.Cast.Grants[_random.Next(_stage.Cast.Grants.Count)];
        var name = _product.Text.Name;
        var grant = _follower.Grants.FirstOrDefault(g => g.Value.Actor == actor && g.Value.Product == name && g.Value.Authority == authority).Key;
        CharterAct act = _random.Next(8) == 0 ? new RevokeKey(_stage.Keys.Values.ElementAt(_random.Next(_stage.Keys.Count)))
            : grant != 0 ? new RevokeAuthority(grant)
            : new GrantAuthority(actor, name, authority);
        return new SentAct(new DoAct(_stage.Head(_stage.Founder), act));
    }

    /// <summary>Somebody tells or files what is owed; the plain cases know only that it is.</summary>
    private SentAct NewDeed()
    {
        var duties = _plain.History.Events.OfType<PlainDuty>().ToList();
        var (actor, _) = _stage.Cast.Grants[_random.Next(_stage.Cast.Grants.Count)];
        if (duties.Count == 0) return NewCommand();
        var duty = duties[_random.Next(duties.Count)];
        var deed = duty.Kind == DutyKind.Notice ? DutyDeed.Sent : duty.Kind == DutyKind.Report ? DutyDeed.Filed : DutyDeed.Held;
        return new SentAct(new DischargeDuty(
            _stage.Head(actor), new DutyName(duty.Entry, 0), deed, DutyFailure.None, deed == DutyDeed.Held ? null : Hash256.EmptyRoot, default), null);
    }

    private void Send(SentAct sent)
    {
        _sent.Add(sent);
        _byId.Add(sent.Id, sent);
        sent.Send(_engine!);
    }

    private ReadOnlyMemory<byte> Sign(ulong actor) => new DecisionSignature(_stage.Keys[actor], new byte[64]).ToBytes();

    /// <summary>Takes the answers that have arrived, and follows what has become durable.</summary>
    private void Collect()
    {
        _follower.Follow(_engine!.Log);
        foreach (var sent in _sent) sent.Collect(_engine.Log.Head.Size);
    }

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

    /// <summary>Asks for every command again until all are known, and checks the laws.</summary>
    private void CheckLaws()
    {
        foreach (var sent in _sent)
        {
            sent.Forget();
            sent.Send(_engine!);
            Drain();
            Collect();
            CaseLaws.Holds(sent.Answer is not null, $"command {sent.Id} gets its answer in the end: {_engine!.Failure}");
        }

        CaseLaws.Holds(_sent.Select(s => s.Answer!.Value.Index).Where(i => i != 0).Distinct().Count() == _sent.Count(s => s.Answer!.Value.Index != 0), "no two commands have one entry");
        var laws = new CaseLaws(_engine!, () => LogTime.From(_clock.GetUtcNow()), _plain, _stage);
        var live = Ask(_engine!.ReadAsync((cases, ledger) =>
        {
            laws.CheckState(cases, ledger);
            return CaseLaws.Snapshot(cases);
        }));
        laws.CheckReports();
        laws.CheckReplay(live, Options);
    }

    private T Ask<T>(Task<Answer<T>> call)
    {
        Drain();
        CaseLaws.Holds(call is { IsCompleted: true, Result.IsDurable: true }, $"a read is answered: {_engine!.Failure}");
        return call.Result.Result;
    }

    private void Close()
    {
        if (_engine!.Failure is null) Drain();
        Collect();
        _engine.Dispose();
        foreach (var sent in _sent) sent.Collect(ulong.MaxValue);
        CaseLaws.Holds(_sent.All(s => !s.IsWaiting), "everybody is answered when the engine closes");
        _engine = null;
    }

    private void Vanish()
    {
        // The process is gone: what it held in memory answers nobody.
        foreach (var sent in _sent) sent.Forget();
        _engine?.Forget();
        _engine = null;
    }
}

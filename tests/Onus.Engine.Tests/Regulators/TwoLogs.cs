using Onus.Cases.Tests.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Regulators;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Testing;

namespace Onus.Engine.Tests.Regulators;

/// <summary>A main log on a device, filled from a desk, and the devices of the regulators' logs beside it.</summary>
internal sealed class TwoLogs : IDisposable
{
    public const string Origin = "bank.example";

    private readonly TransparencyLog _main;
    private readonly List<byte[]> _entries;
    private int _written;

    public TwoLogs(Desk desk) : this(desk.Entries) => Desk = desk;

    /// <summary>The logs of these entries, which nobody adds to.</summary>
    public TwoLogs(List<byte[]> entries)
    {
        _entries = entries;
        var device = new SimulatedDevice(1);
        LogOpener.Create(device, MainKey.Key);
        _main = LogOpener.Open(new LogOptions { Device = device, Signers = [MainKey] }).Log!;
        Commit();
    }

    public static Ed25519Signer MainKey { get; } = TestKeys.Log(Origin);

    public static string PbocOrigin => ReportPlace.OriginOf(Origin, "pboc");

    public Desk Desk { get; } = null!;

    public LogReader Main => _main.Reader;

    public Dictionary<string, SimulatedDevice> Devices { get; } = [];

    public List<string> Warnings { get; } = [];

    public RegulatorOptions Options => new()
    {
        Device = origin =>
        {
            if (!Devices.TryGetValue(origin, out var device)) Devices.Add(origin, device = new SimulatedDevice(2));
            return device;
        },
        Signer = origin => TestKeys.Log(origin),
        Warn = Warnings.Add,
    };

    public SimulatedDevice Device => (SimulatedDevice)Options.Device(PbocOrigin);

    /// <summary>What the desk has written since becomes durable in the main log.</summary>
    public void Commit()
    {
        var batch = _main.NewBatch();
        for (; _written < _entries.Count; _written++) batch.Add(_entries[_written]);
        if (batch.Count > 0) Assert.Equal(CommitOutcome.Committed, _main.Append(batch));
        _main.Release(batch);
    }

    public RegulatorLogs Open() => RegulatorLogs.Open(Main, Origin, RegulatorLogs.Scan(Main), Options);

    /// <summary>Opens one case with a report, files it, and lets another become overdue.</summary>
    public void Work()
    {
        var one = new DutyName(Desk.Open(Desk.GiveBack).Envelope.Index, 1);
        var hushed = Desk.Open(Desk.Hush, Desk.Plain, Desk.GiveBack);
        Desk.Do(Desk.Done(Desk.Officer, one, DutyDeed.Filed, document: Hash256.EmptyRoot));
        Desk.Do(Desk.Done(Desk.Regulator, one, DutyDeed.Acknowledged));
        Desk.Wait(6 * 86_400);
        Desk.Do(Desk.Done(Desk.Officer, new DutyName(hushed.Envelope.Index, 1), DutyDeed.Filed, document: Hash256.EmptyRoot));
        Commit();
    }

    public void Dispose() => _main.Dispose();
}

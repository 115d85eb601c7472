using Onus.Cases;
using Onus.Core;
using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Auditing;

/// <summary>What a check of everything that is derived from a log found.</summary>
/// <param name="Entries">How many entries the state was made from.</param>
/// <param name="Sound">What is the same, byte for byte, as what the entries lead to; one line each.</param>
/// <param name="Notes">What was passed over, as the engine passes it over; one line each.</param>
/// <param name="Wrong">What differs, where, and what to do; one line each.</param>
public sealed record StateCheckReport(
    ulong Entries, IReadOnlyList<string> Sound, IReadOnlyList<string> Notes, IReadOnlyList<string> Wrong);

/// <summary>Makes the state from the entries alone and compares it, byte for byte, with every snapshot, with the newest
/// snapshot and the entries after it, and with every run of ids.</summary>
/// <remarks>The log itself is checked by <see cref="LogCheck"/>. Nothing on the device is changed. Takes the memory of two
/// ledgers with all their ids.</remarks>
public sealed class StateCheck : IDisposable
{
    private const string Derived = "it is derived from the log: delete it and open the log again";

    private readonly LogReader _log;
    private readonly IStorageDevice _device;
    private readonly LedgerEntries _entries;
    private readonly NodeState _made;
    private readonly Queue<IdRun> _runs = [];
    private readonly List<string> _sound = [];
    private readonly List<string> _notes = [];
    private readonly List<string> _wrong = [];
    private NodeState? _loaded;
    private ulong _placesInRuns;

    private StateCheck(LogReader log, IStorageDevice device)
    {
        (_log, _device, _entries) = (log, device, new LedgerEntries(log));
        var ledger = NewLedger();
        _made = new NodeState(ledger, new CasesState(ForCases, ledger, _entries));
    }

    /// <summary>Checks what lies beside the log on a device.</summary>
    /// <exception cref="IOException">There is no log, or the device fails.</exception>
    /// <exception cref="InvariantViolation">The entries contradict each other.</exception>
    public static StateCheckReport Run(IStorageDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        using var log = LogOpener.OpenToRead(device);
        using var check = new StateCheck(log.Reader, device);
        check.Run();
        return new StateCheckReport(log.Reader.Head.Size, check._sound, check._notes, check._wrong);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var run in _runs) run.Dispose();
        _made.Dispose();
        _loaded?.Dispose();
    }

    private void Run()
    {
        OpenRuns();
        var size = _log.Head.Size;
        var snapshots = Snapshots(size);
        var index = 0ul;
        foreach (var entry in _log.ReadEntries(0, size))
        {
            while (snapshots.TryPeek(out var next) && next.Header.AsOf == index) Compare(snapshots.Dequeue());
            _made.Apply(entry);
            if (_loaded is not null) Replay(entry, index);
            index++;
        }

        while (snapshots.TryDequeue(out var last)) Compare(last);
        CompareRunsBefore(ulong.MaxValue);
        if (_loaded is null) return;
        if (Hash(_made) == Hash(_loaded)) _sound.Add($"the newest snapshot and the entries after it lead to the state that all {size:N0} entries lead to");
        else _wrong.Add($"the newest snapshot and the entries after it lead to another state than all entries: {Derived}");
    }

    private void Replay(ReadOnlyMemory<byte> entry, ulong index)
    {
        try
        {
            _loaded!.Apply(entry);
        }
        catch (InvariantViolation broken)
        {
            _wrong.Add($"the snapshot before entry {index} does not take it ({broken.Message}): {Derived}");
            _loaded!.Dispose();
            _loaded = null;
        }
    }

    private void OpenRuns()
    {
        foreach (var name in _device.List().Where(IdRunHeader.IsName).Order(StringComparer.Ordinal))
        {
            var run = IdRun.Open(_device, name, out var problem);
            if (run is null) _wrong.Add(problem);
            else if (run.Header.First != _placesInRuns)
            {
                _wrong.Add($"{name} does not follow the run before it: {Derived}");
                run.Dispose();
            }
            else
            {
                _placesInRuns += run.Header.Places;
                _runs.Enqueue(run);
            }
        }
    }

    private Queue<(string Name, SnapshotHeader Header)> Snapshots(ulong size)
    {
        var found = new Queue<(string, SnapshotHeader)>();
        foreach (var name in _device.List().Where(SnapshotHeader.IsName).Order(StringComparer.Ordinal))
        {
            using var file = _device.Open(name, writable: false);
            if (!SnapshotHeader.TryRead(file, out var header)) _notes.Add($"{name} was never finished or is damaged: the engine passes it over");
            else if (header.AsOf > size) _notes.Add($"{name} is ahead of the newest checkpoint: passed over");
            else if (_log.Root(header.AsOf) != header.LogRoot) _notes.Add($"{name} is of another history: the engine passes it over");
            else found.Enqueue((name, header));
        }

        return found;
    }

    private void Compare((string Name, SnapshotHeader Header) snapshot)
    {
        var (name, header) = snapshot;
        using var file = _device.Open(name, writable: false);
        var ledger = NewLedger();
        NodeState loaded;
        try
        {
            using var stream = SnapshotStore.Open(file, header);
            ledger.Load(stream);
            loaded = new NodeState(ledger, CasesState.Load(ForCases, ledger, _entries, stream));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or InvariantViolation)
        {
            ledger.Dispose();
            _wrong.Add($"{name} cannot be loaded ({e.Message}): {Derived}");
            return;
        }

        _loaded?.Dispose();
        _loaded = loaded;
        if (ledger.FirstIdInMemory > _placesInRuns) _wrong.Add($"{name} leaves ids to runs that are not there: {Derived}");
        CompareRunsBefore(ledger.FirstIdInMemory);
        _made.Ledger.ReleaseIds(Math.Min(ledger.FirstIdInMemory, _made.Ledger.IdCount));
        using var stored = SnapshotStore.Open(file, header);
        using var comparison = new ComparingStream(stored);
        using var frozen = _made.Freeze(header.AsOf, withSnapshot: true);
        frozen.Run(comparison);
        if (comparison.End() is { } difference) _wrong.Add($"{name} differs from what the entries lead to at byte {SnapshotHeader.PageSize + difference}: {Derived}");
        else _sound.Add($"{name} is what the first {header.AsOf:N0} entries lead to");
    }

    /// <summary>Compares the runs that cover a place before that one, while the made state still has their ids in memory.</summary>
    private void CompareRunsBefore(ulong place)
    {
        while (_runs.TryPeek(out var run) && run.Header.First < place)
        {
            var name = IdRunHeader.NameOf(run.Header.First);
            if (Difference(run) is { } difference) _wrong.Add($"{name} differs from the ids in the entries, {difference}: {Derived}");
            else _sound.Add($"{name} holds the {run.Header.Count:N0} ids of its {run.Header.Places:N0} places");
            _runs.Dequeue().Dispose();
        }
    }

    private string? Difference(IdRun run)
    {
        var header = run.Header;
        if (header.First + header.Places > _made.Ledger.IdCount) return $"it covers {header.First + header.Places} places and there are {_made.Ledger.IdCount}";
        var records = new List<IdRecord>();
        for (var place = header.First; place < header.First + header.Places; place++)
            if (_made.Ledger.ReadId(place) is { Id.IsNone: false } known) records.Add(new IdRecord(known.Id, known.Entry));
        records.Sort();
        if ((ulong)records.Count != header.Count) return $"it holds {header.Count} ids and there are {records.Count}";
        var at = 0;
        foreach (var stored in run.Records())
        {
            if (stored != records[at]) return $"at record {at}";
            at++;
        }

        return null;
    }

    private Hash256 Hash(NodeState state)
    {
        using var stream = new HashingStream();
        using var frozen = state.Freeze(_log.Head.Size, withSnapshot: true);
        frozen.Run(stream);
        return stream.Hash;
    }

    // Only decisions name the origin, and here nothing is decided.
    private static CaseOptions ForCases => new("", new ActorSignatures(), EngineEntropy.Instance);

    private LedgerState NewLedger() => new(new LedgerOptions(), _entries, NoOlderIds.Instance);
}

using Onus.Log.Storage;

namespace Onus.Testing;

/// <summary>A device in memory that fails on purpose, and always in the same way for the same seed.</summary>
/// <remarks>
/// Honest faults: a power cut at any call (<see cref="CrashAfter"/>), after which anything that was not flushed is there
/// wholly, in part or not at all; a flush or write that fails (<see cref="FailFlushAfter"/>). Lies: what was flushed is
/// lost, goes elsewhere, or rots (<see cref="LieAboutNextWrite"/>, <see cref="Corrupt"/>).
/// </remarks>
public sealed class SimulatedDevice(int seed) : IStorageDevice
{
    private readonly Random _random = new(seed);
    private readonly HashSet<string> _locks = [];
    private Dictionary<string, SimulatedFileState> _names = [];
    private Dictionary<string, SimulatedFileState> _durableNames = [];
    private int _generation;
    private int _crashAfter = -1;
    private int _failFlushAfter = -1;
    private SimulatedLie? _lie;

    /// <inheritdoc/>
    public string Location => "simulated device";

    /// <summary>How many calls the device has served; a crash point for <see cref="CrashAfter"/> is one of them.</summary>
    public int Calls { get; private set; }

    /// <summary>The lie that was told, once it was.</summary>
    public SimulatedLie? Told { get; private set; }

    /// <summary>Cuts the power at the call after that many more.</summary>
    public void CrashAfter(int calls) => _crashAfter = calls;

    /// <summary>Lets the file flush after that many more flushes fail.</summary>
    public void FailFlushAfter(int flushes) => _failFlushAfter = flushes;

    /// <summary>Lets the device lie once about a write to a file whose name ends so.</summary>
    public void LieAboutNextWrite(SimulatedLie lie) => _lie = lie;

    /// <summary>Cuts the power now, and starts the machine again: open files are gone, what was not flushed is at the
    /// mercy of the seed.</summary>
    public void Restart()
    {
        foreach (var file in _names.Values.Concat(_durableNames.Values).Distinct()) file.Crash(_random);

        // Names that no directory flush covered may be there or not, each on its own.
        foreach (var name in _names.Keys.Union(_durableNames.Keys).Order(StringComparer.Ordinal).ToList())
        {
            if (_random.Next(2) == 0) continue;
            if (_names.TryGetValue(name, out var file)) _durableNames[name] = file;
            else _durableNames.Remove(name);
        }

        _names = new(_durableNames);
        _locks.Clear();
        _generation++;
        (_crashAfter, _failFlushAfter) = (-1, -1);
    }

    /// <summary>Changes flushed bytes of a file behind everybody's back.</summary>
    public void Corrupt(string name, Func<byte[], byte[]> change) => _names[name].Corrupt(change);

    /// <summary>Makes a file vanish behind everybody's back.</summary>
    public void Vanish(string name)
    {
        _names.Remove(name);
        _durableNames.Remove(name);
    }

    /// <summary>What reads of a file see.</summary>
    public byte[] Content(string name) => [.. _names[name].Visible];

    /// <summary>What reads of a file would see on an honest device, flushed bytes only.</summary>
    public byte[] Truth(string name) => [.. _names[name].Truth];

    /// <inheritdoc/>
    public IReadOnlyList<string> List()
    {
        Serve();
        return [.. _names.Keys.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public IStorageFile Create(string name)
    {
        if (_names.ContainsKey(name)) throw new IOException($"{name} is there already");
        var state = new SimulatedFileState();
        _names.Add(name, state);
        Serve();
        return new SimulatedFile(this, name, state, _generation);
    }

    /// <inheritdoc/>
    public IStorageFile Open(string name, bool writable)
    {
        Serve();
        return _names.TryGetValue(name, out var state)
            ? new SimulatedFile(this, name, state, _generation)
            : throw new FileNotFoundException($"there is no {name}");
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        _names.Remove(name);
        Serve();
    }

    /// <inheritdoc/>
    public void FlushDirectory()
    {
        Serve();
        _durableNames = new(_names);
    }

    /// <inheritdoc/>
    public IDisposable? TryLock(string name)
    {
        Serve();
        return _locks.Add(name) ? new Lock(this, name, _generation) : null;
    }

    /// <summary>Counts a call, and cuts the power when it is the one.</summary>
    internal void Serve(int? generation = null)
    {
        if (generation is { } own && own != _generation) throw new SimulatedCrashException();
        Calls++;
        if (_crashAfter >= 0 && _crashAfter-- == 0) throw new SimulatedCrashException();
    }

    internal void Flush(string name, SimulatedFileState state)
    {
        if (_failFlushAfter >= 0 && _failFlushAfter-- == 0)
        {
            state.FailFlush(_random);
            throw new IOException($"cannot flush {name}: the simulated device failed");
        }

        state.Flush(change => Lie(name, change));
    }

    private SimulatedFileState.Change? Lie(string name, SimulatedFileState.Change change)
    {
        if (_lie is not { } lie || change.Bytes is null || !name.EndsWith(lie.NameEnd, StringComparison.Ordinal)) return change;
        (_lie, Told) = (null, lie);
        if (lie.Kind == SimulatedLieKind.Lost) return null;

        // The whole write goes elsewhere: to another offset of the same file, or to another file.
        var target = lie.Target is { } other && _names.TryGetValue(other, out var file) ? file : null;
        var moved = change with { Offset = lie.Offset };
        if (target is null) return moved;
        target.Corrupt(moved.ApplyTo);
        return null;
    }

    private sealed class Lock(SimulatedDevice device, string name, int generation) : IDisposable
    {
        public void Dispose()
        {
            if (generation == device._generation) device._locks.Remove(name);
        }
    }
}

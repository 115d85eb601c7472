using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Snapshots;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Copies;

/// <summary>A warm standby: a copy of a node that grows with it and folds every entry as it comes, so that it finds at once
/// what contradicts, and is open in little time when it takes over.</summary>
/// <remarks>One thread. It never signs and never writes an entry. Its memory is that of the node.</remarks>
public sealed class Standby : IDisposable
{
    private readonly NodeDevices _devices;
    private readonly Action<string> _warn;
    private readonly LogCopy _copy;
    private LoadedState? _loaded;
    private LogTime _lastTime;
    private ulong _folded;
    private ulong? _strangeAt;

    private Standby(NodeDevices devices, LogCopy copy, Action<string> warn) => (_devices, _copy, _warn) = (devices, copy, warn);

    /// <summary>How many entries are copied, checked and folded.</summary>
    public ulong Size => _folded;

    /// <summary>The time of the last of them.</summary>
    public LogTime LastTime => _lastTime;

    /// <summary>How many entries the newest snapshot covers.</summary>
    public ulong SnapshotAt { get; private set; }

    /// <summary>The vkey under which the log signs, as far as it was copied; null before the first step.</summary>
    public string? VerifierKey => _copy.VerifierKey;

    /// <summary>How many open cases there are.</summary>
    public ulong OpenCases => _loaded?.State.Cases.Count.Open ?? 0;

    /// <summary>Opens the standby on its devices; empty ones begin a new one.</summary>
    /// <exception cref="LogDamagedException">The copy is damaged: delete it and begin again.</exception>
    /// <exception cref="InvariantViolation">The entries contradict each other.</exception>
    public static Standby Open(NodeDevices devices, Action<string> warn)
    {
        ArgumentNullException.ThrowIfNull(devices);
        ArgumentNullException.ThrowIfNull(warn);
        var standby = new Standby(devices, LogCopy.Open(devices.Log), warn);
        try
        {
            standby.Fold();
            return standby;
        }
        catch
        {
            standby.Dispose();
            throw;
        }
    }

    /// <summary>Copies, checks and folds what the node's newest checkpoint covers.</summary>
    /// <exception cref="LogDamagedException">The node's log is damaged.</exception>
    /// <exception cref="InvariantViolation">The entries contradict each other, or the log signs under a key that its charter
    /// does not name.</exception>
    /// <exception cref="IOException">A device fails.</exception>
    public CopyResult Pull(NodeDevices node, VerifierKey? expected = null)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (_loaded is null && !SegmentJournal.Exists(_devices.Log)) DerivedFiles.Copy(node.Log, _devices.Log);
        var result = _copy.Pull(node.Log, expected);
        if (result.Outcome != CopyOutcome.Copied) return result;
        if (node.Vault is not null && _devices.Vault is not null) NodeBackup.CopyVault(node.Vault, _devices.Vault);
        Fold();
        return result;
    }

    /// <summary>Writes a snapshot of the state, from which taking over begins.</summary>
    public void WriteSnapshot()
    {
        if (_loaded is not { } loaded || _folded == SnapshotAt) return;
        var snapshots = new SnapshotStore(_devices.Log, _warn);
        using var frozen = loaded.State.Freeze(_folded, withSnapshot: true);
        using var pending = snapshots.Begin(_folded, _lastTime);
        frozen.Run(pending.Stream);
        pending.Flush();
        snapshots.Seal(pending, _copy.Reader!);
        SnapshotAt = _folded;
    }

    /// <summary>Closes the copy.</summary>
    public void Dispose()
    {
        _loaded?.State.Dispose();
        _loaded?.OlderIds.Dispose();
        _copy.Dispose();
    }

    private void Fold()
    {
        if (_copy.Reader is not { } log) return;
        var size = log.Head.Size;
        if (_loaded is null)
        {
            _loaded = StateLoader.Load(log, SignedCheckpoint.Parse(log.Head.Checkpoint.Span).Checkpoint.Origin, null, new EngineOptions
            {
                Log = new LogOptions { Device = _devices.Log, Signers = [] }, Warn = _warn,
            });
            (_folded, _lastTime, SnapshotAt) = (size, _loaded.LastTime, _loaded.SnapshotAt);
        }
        else
        {
            foreach (var entry in log.ReadEntries(_folded, size)) Fold(entry);
        }

        CheckKey(_loaded.State.Cases.Charter);
    }

    private void Fold(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
        Invariant.Holds(header.Index == _folded && header.Time > _lastTime);
        _loaded!.State.Apply(entry);
        (_folded, _lastTime) = (_folded + 1, header.Time);
    }

    // Between the entry that changes the key and the first one under the new key, both are right.
    private void CheckKey(Charter charter)
    {
        var key = Log.Notes.VerifierKey.Parse(_copy.VerifierKey!);
        var isStrange = charter.IsFounded && charter.UnacceptedLoss is null && !charter.LogKey.AsSpan().SequenceEqual(key.PublicKey);
        if (isStrange && _strangeAt is { } before && before < _folded) Invariant.Broken($"the log is signed as {key}, which its charter does not say");
        _strangeAt = isStrange ? _strangeAt ?? _folded : null;
    }
}

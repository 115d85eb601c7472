using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Regulators;

/// <summary>One regulator's own log, open for writing: what the main log says of its reports, and nothing of its own.</summary>
internal sealed class RegulatorLog : IDisposable
{
    private const string CheckpointName = "checkpoint";

    private readonly Dictionary<DutyName, LineageLink> _threads = [];
    private readonly TransparencyLog _log;
    private readonly string _name;

    private RegulatorLog(string name, TransparencyLog log)
    {
        (_name, _log) = (name, log);
        foreach (var entry in log.Reader.ReadEntries(0, log.Head.Size)) Follow(entry);
    }

    /// <summary>Reads what is durable.</summary>
    public LogReader Reader => _log.Reader;

    /// <summary>How many entries there are.</summary>
    public ulong Size => _log.Head.Size;

    /// <summary>Opens the log on its device, or begins it there; where it is damaged it is begun anew.</summary>
    /// <exception cref="IOException">It is somebody else's log, is being written by somebody else, or the device fails.</exception>
    /// <exception cref="InvariantViolation">The device remembers more than the main log accounts for.</exception>
    public static RegulatorLog Open(string name, string origin, RegulatorOptions options)
    {
        var (device, signer) = (options.Device(origin), options.Signer(origin));
        Invariant.Holds(signer.Key.Name == origin);
        try
        {
            var opening = LogOpener.Open(new LogOptions { Device = device, Signers = [signer] });
            if (opening.Outcome == OpenOutcome.NoLog) return Begin(name, device, signer);
            return opening.Log is { } log
                ? new RegulatorLog(name, log)
                : throw new IOException($"the log of regulator {name} cannot be opened: {opening.Detail}");
        }
        catch (LogDamagedException damaged)
        {
            options.Warn($"the log of regulator {name} is damaged and made anew from the main log: {damaged.Message}");
            return Begin(name, device, signer);
        }
    }

    /// <summary>The newest checkpoint that this key signed and the device remembers; null for none.</summary>
    /// <remarks>A log that is begun anew must lead to the same root there, or it would be a second history under one name.</remarks>
    public static Checkpoint? Remembered(string origin, RegulatorOptions options)
    {
        var device = options.Device(origin);
        if (!device.List().Contains(CheckpointName) || NoteVerifiers.Standard(options.Signer(origin).Key) is not { } verifier) return null;
        using var file = device.Open(CheckpointName, writable: false);
        var bytes = new byte[Math.Min(file.Length, SignedNote.MaxSize)];
        var note = bytes.AsSpan(0, file.Read(bytes, 0));
        return SignedCheckpoint.TryParse(note, out var signed, out _) && new VerifierSet(verifier).Verify(signed.Note).IsVerified
            && signed.Checkpoint.Origin == origin
            ? signed.Checkpoint
            : null;
    }

    /// <summary>Makes entries durable, all at once.</summary>
    public void Append(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 0) return;
        var batch = _log.NewBatch();
        foreach (var entry in entries) batch.Add(entry);
        if (_log.Append(batch) != CommitOutcome.Committed) throw new IOException($"the log of regulator {_name} did not confirm a batch");
        _log.Release(batch);
    }

    /// <summary>The entry that says a record, behind those that were made before it.</summary>
    public byte[] Make(ulong index, ReportRecord record, in EntryHeader mainHeader, ReadOnlySpan<byte> mainEntry)
    {
        var link = NextLink(record, index);
        var envelope = new EntryEnvelope(EntryKind.Regulatory, index, mainHeader.Time, Id128.None, Id128.None, 0, [link]);
        _threads[record.Duty] = link with { Previous = index };
        return new RegulatorEntry(envelope, mainHeader.Index, MerkleHasher.HashLeaf(mainEntry), record.ToBytes()).ToBytes();
    }

    public void Dispose() => _log.Dispose();

    private static RegulatorLog Begin(string name, IStorageDevice device, INoteSigner signer)
    {
        foreach (var file in device.List()) device.Delete(file);
        device.FlushDirectory();
        LogOpener.Create(device, signer.Key);
        var opening = LogOpener.Open(new LogOptions { Device = device, Signers = [signer] });
        return opening.Log is { } log ? new RegulatorLog(name, log) : throw new IOException($"the log of regulator {name} cannot be begun: {opening.Detail}");
    }

    private LineageLink NextLink(ReportRecord record, ulong index)
    {
        if (record.Event == ReportEvent.Due) return new LineageLink(index, index, 0);
        Invariant.Holds(_threads.TryGetValue(record.Duty, out var last));
        return last with { Ordinal = last.Ordinal + 1 };
    }

    private void Follow(ReadOnlyMemory<byte> entry)
    {
        Invariant.Holds(RegulatorEntry.TryRead(entry, out var read) && ReportRecord.TryRead(read!.Record, out _));
        ReportRecord.TryRead(read!.Record, out var record);
        _threads[record!.Duty] = read.Envelope.Lineage[0] with { Previous = read.Envelope.Index };
    }
}

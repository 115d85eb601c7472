using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Engine.Auditing;

/// <summary>The file <c>checkpoint.audited</c> beside a log: its newest checkpoint that an auditor has re-executed and
/// cosigned. Proofs as of an audited state root carry it.</summary>
public static class AuditedCheckpoint
{
    /// <summary>The name of the file.</summary>
    public const string Name = "checkpoint.audited";

    private const int MaxSize = 1 << 20;

    /// <summary>Reads the file.</summary>
    /// <returns>The checkpoint, or null where there is none, with what is wrong; empty for no file.</returns>
    public static (SignedCheckpoint? Checkpoint, string Problem) Read(IStorageDevice device, LogReader log)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(log);
        if (!device.List().Contains(Name)) return (null, "");
        using var file = device.Open(Name, writable: false);
        var bytes = new byte[Math.Min(file.Length, MaxSize)];
        if (!SignedCheckpoint.TryParse(bytes.AsSpan(0, file.Read(bytes, 0)), out var signed, out var error))
            return (null, $"{Name} is no checkpoint: {error}");
        return Fits(signed, log) ? (signed, "") : (null, $"{Name} is of another history than this log");
    }

    /// <summary>Whether the checkpoint is over this log's own entries.</summary>
    public static bool Fits(SignedCheckpoint signed, LogReader log)
    {
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(log);
        var newest = SignedCheckpoint.Parse(log.Head.Checkpoint.Span).Checkpoint;
        var checkpoint = signed.Checkpoint;
        return checkpoint.Origin == newest.Origin && checkpoint.Size <= newest.Size && log.Root(checkpoint.Size) == checkpoint.Root;
    }
}

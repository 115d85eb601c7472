using Onus.Core;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Storage;

namespace Onus.Engine.Snapshots;

/// <summary>The snapshots of a log: each a state of the ledger, checksummed and bound to the log's root at its size.</summary>
/// <remarks>They save time and nothing else: a bad one is passed over with a warning, and without any the state is made from
/// the entries. The last two are kept.</remarks>
internal sealed class SnapshotStore(IStorageDevice device, Action<string> warn)
{
    private const int Kept = 2;

    /// <summary>Begins a snapshot; it is none before <see cref="Seal"/>.</summary>
    public PendingSnapshot Begin(ulong asOf, LogTime lastTime)
    {
        var name = SnapshotHeader.NameOf(asOf);
        if (device.List().Contains(name)) device.Delete(name);
        return new PendingSnapshot(device.Create(name), asOf, lastTime);
    }

    /// <summary>Makes a written snapshot valid and durable; the log must be durable at its size.</summary>
    public void Seal(PendingSnapshot pending, LogReader log)
    {
        Invariant.Holds(log.Head.Size >= pending.AsOf);
        pending.Seal(log.Root(pending.AsOf));
        device.FlushDirectory();
        foreach (var name in Names().Skip(Kept)) device.Delete(name);
    }

    /// <summary>Loads the newest good snapshot into an empty ledger.</summary>
    /// <param name="log">The log that it must fit.</param>
    /// <param name="notAfter">The most entries that it may cover.</param>
    /// <param name="oldIds">How many ids are in runs on the device: a snapshot that needs more is of no use.</param>
    /// <param name="make">Makes an empty ledger.</param>
    /// <param name="rest">Reads what lies behind the ledger; null where that is not wanted.</param>
    /// <returns>The ledger and the snapshot's header, or null without a good one.</returns>
    public (LedgerState Ledger, SnapshotHeader Header)? Load(LogReader log, ulong notAfter, ulong oldIds, Func<LedgerState> make,
        Action<LedgerState, Stream>? rest = null)
    {
        foreach (var name in Names())
        {
            using var file = device.Open(name, writable: false);
            if (SnapshotHeader.TryRead(file, out var header) && header.AsOf > notAfter && notAfter < log.Head.Size) continue;
            if (header == default) warn($"{name} was never finished or is damaged: passed over");
            else if (header.AsOf > log.Head.Size || log.Root(header.AsOf) != header.LogRoot) warn($"{name} is of another history: passed over");
            else if (!IsWhole(file, header)) warn($"{name} is damaged: passed over");
            else
            {
                var ledger = make();
                using var stream = new DeviceStream(file, SnapshotHeader.PageSize, header.Length);
                ledger.Load(stream);
                if (ledger.FirstIdInMemory > oldIds) warn($"{name} leaves ids to runs that are not there: passed over");
                else if (CanRead(rest, ledger, stream, name)) return (ledger, header);
                ledger.Dispose();
            }
        }

        return null;
    }

    /// <summary>The bytes of a snapshot's state, for comparing.</summary>
    public static Stream Open(IStorageFile file, in SnapshotHeader header) => new DeviceStream(file, SnapshotHeader.PageSize, header.Length);

    private bool CanRead(Action<LedgerState, Stream>? rest, LedgerState ledger, Stream stream, string name)
    {
        try
        {
            rest?.Invoke(ledger, stream);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // The checksum held, so another build wrote the cases in another form.
            warn($"{name} has cases in a form that is not read here ({e.Message}): passed over");
            return false;
        }
    }

    private string[] Names() =>
        [.. device.List().Where(SnapshotHeader.IsName).OrderDescending(StringComparer.Ordinal)];

    // Checked as a whole before a byte of it is loaded: a bad snapshot is never trusted, not even for a moment.
    private static bool IsWhole(IStorageFile file, in SnapshotHeader header)
    {
        if (file.Length < SnapshotHeader.PageSize + header.Length) return false;
        using var stream = new DeviceStream(file, SnapshotHeader.PageSize, header.Length);
        var buffer = new byte[1 << 16];
        while (stream.Read(buffer) > 0) { }
        return stream.Position == header.Length && stream.HashSoFar == header.State;
    }
}

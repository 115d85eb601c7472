using Onus.Core;
using Onus.Ledger;
using Onus.Log.Storage;

namespace Onus.Engine.Ids;

/// <summary>All runs of ids of a log, one after the other in the order of acceptance: the exact answer beyond the ledger's
/// memory.</summary>
/// <remarks>The writer asks; the runs change only between its turns. Ids of version 7 lie near their time, so that most
/// runs are passed over by their least and greatest id.</remarks>
internal sealed class IdRuns : IOlderIds, IDisposable
{
    private readonly IStorageDevice _device;
    private readonly List<IdRun> _runs = [];

    private IdRuns(IStorageDevice device) => _device = device;

    /// <summary>How many places the runs cover, from the first on.</summary>
    public ulong Count => _runs.Count == 0 ? 0 : _runs[^1].Header.First + _runs[^1].Header.Places;

    /// <summary>The bytes of memory that the runs take.</summary>
    public long MemoryBytes => _runs.Sum(run => run.MemoryBytes);

    /// <summary>Opens the runs that are there, unharmed and without a gap, from the first on; deletes the others.</summary>
    /// <param name="device">Where.</param>
    /// <param name="warn">Told of each run that was deleted.</param>
    public static IdRuns Open(IStorageDevice device, Action<string> warn)
    {
        var runs = new IdRuns(device);
        foreach (var name in device.List().Where(IdRunHeader.IsName).Order(StringComparer.Ordinal))
        {
            var run = IdRun.Open(device, name, out var problem);
            if (run is not null && run.Header.First == runs.Count)
            {
                runs._runs.Add(run);
                continue;
            }

            warn(run is null ? problem : $"{name} does not follow the run before it; it will be made again");
            run?.Dispose();
            device.Delete(name);
        }

        return runs;
    }

    /// <summary>Writes a run that covers the places behind the last one; durable when this returns. On any thread.</summary>
    public IdRun Write(ulong first, uint places, Span<IdRecord> records)
    {
        IdRun.Write(_device, first, places, records);
        return IdRun.Open(_device, IdRunHeader.NameOf(first), out var problem) ?? throw new IOException(problem);
    }

    /// <summary>Takes a written run; on the writer's thread.</summary>
    public void Add(IdRun run)
    {
        Invariant.Holds(run.Header.First == Count);
        _runs.Add(run);
    }

    public bool TryFind(Id128 id, out ulong index)
    {
        for (var i = _runs.Count - 1; i >= 0; i--)
            if (_runs[i].TryFind(id, out index)) return true;
        index = 0;
        return false;
    }

    public void Dispose()
    {
        foreach (var run in _runs) run.Dispose();
    }
}

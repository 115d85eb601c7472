using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Snapshots;

/// <summary>A snapshot that is being written: the state first, the header last.</summary>
internal sealed class PendingSnapshot : IDisposable
{
    private readonly IStorageFile _file;
    private readonly DeviceStream _stream;
    private readonly LogTime _lastTime;

    public PendingSnapshot(IStorageFile file, ulong asOf, LogTime lastTime)
    {
        (_file, AsOf, _lastTime) = (file, asOf, lastTime);
        _stream = new DeviceStream(file, SnapshotHeader.PageSize);
    }

    /// <summary>How many entries the state is a fold of.</summary>
    public ulong AsOf { get; }

    /// <summary>Where the state is written.</summary>
    public Stream Stream => _stream;

    /// <summary>Makes the state durable, still without a header.</summary>
    public void Flush()
    {
        _stream.Flush();
        _file.Flush();
    }

    /// <summary>Writes the header and makes it durable.</summary>
    public void Seal(Hash256 logRoot)
    {
        new SnapshotHeader(AsOf, _lastTime, _stream.Position, logRoot, _stream.HashSoFar).Write(_file);
        _file.Flush();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }
}

using Onus.Log.Storage;

namespace Onus.Simulation;

/// <summary>A device whose flushes are never asked for: what an engine that forgets them would run on.</summary>
internal sealed class UnflushedDevice(IStorageDevice inner) : IStorageDevice
{
    public string Location => inner.Location;

    public IReadOnlyList<string> List() => inner.List();

    public IStorageFile Create(string name) => new UnflushedFile(inner.Create(name));

    public IStorageFile Open(string name, bool writable) => new UnflushedFile(inner.Open(name, writable));

    public void Delete(string name) => inner.Delete(name);

    public void FlushDirectory() => inner.FlushDirectory();

    public IDisposable? TryLock(string name) => inner.TryLock(name);

    private sealed class UnflushedFile(IStorageFile inner) : IStorageFile
    {
        public string Name => inner.Name;

        public long Length => inner.Length;

        public int Read(Span<byte> destination, long offset) => inner.Read(destination, offset);

        public void Write(ReadOnlySpan<byte> source, long offset) => inner.Write(source, offset);

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> sources, long offset) => inner.Write(sources, offset);

        public void SetLength(long length) => inner.SetLength(length);

        public void Flush()
        {
        }

        public void Dispose() => inner.Dispose();
    }
}

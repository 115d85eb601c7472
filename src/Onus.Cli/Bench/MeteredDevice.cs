using System.Diagnostics;
using Onus.Log.Storage;

namespace Onus.Cli.Bench;

/// <summary>A device that measures how long writes and flushes take.</summary>
internal sealed class MeteredDevice(IStorageDevice inner) : IStorageDevice
{
    private readonly List<double> _flushes = [];

    public string Location => inner.Location;

    /// <summary>Ticks of <see cref="Stopwatch"/> spent in writes.</summary>
    public long WriteTicks { get; private set; }

    /// <summary>Ticks spent in file flushes.</summary>
    public long FlushTicks { get; private set; }

    /// <summary>How long each flush of a segment took since this was last asked, in milliseconds.</summary>
    public double[] TakeFlushes()
    {
        lock (_flushes)
        {
            var taken = _flushes.ToArray();
            _flushes.Clear();
            return taken;
        }
    }

    public IReadOnlyList<string> List() => inner.List();

    public IStorageFile Create(string name) => new MeteredFile(this, inner.Create(name));

    public IStorageFile Open(string name, bool writable) => new MeteredFile(this, inner.Open(name, writable));

    public void Delete(string name) => inner.Delete(name);

    public void FlushDirectory() => inner.FlushDirectory();

    public IDisposable? TryLock(string name) => inner.TryLock(name);

    private sealed class MeteredFile(MeteredDevice device, IStorageFile file) : IStorageFile
    {
        private readonly bool _isSegment = file.Name.EndsWith(".segment", StringComparison.Ordinal);

        public string Name => file.Name;

        public long Length => file.Length;

        public int Read(Span<byte> destination, long offset) => file.Read(destination, offset);

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(source, offset);
            device.WriteTicks += Stopwatch.GetTimestamp() - start;
        }

        public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(parts, offset);
            device.WriteTicks += Stopwatch.GetTimestamp() - start;
        }

        public void SetLength(long length) => file.SetLength(length);

        public void Flush()
        {
            var start = Stopwatch.GetTimestamp();
            file.Flush();
            var ticks = Stopwatch.GetTimestamp() - start;
            device.FlushTicks += ticks;
            if (!_isSegment) return;
            lock (device._flushes) device._flushes.Add(1_000.0 * ticks / Stopwatch.Frequency);
        }

        public void Dispose() => file.Dispose();
    }
}

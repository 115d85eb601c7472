using Onus.Log.Storage;

namespace Onus.Testing;

/// <summary>An open file of a simulated device; of no use after a crash.</summary>
internal sealed class SimulatedFile(SimulatedDevice device, string name, SimulatedFileState state, int generation) : IStorageFile
{
    public string Name => name;

    public long Length
    {
        get
        {
            device.Serve(generation);
            return state.Visible.Length;
        }
    }

    public int Read(Span<byte> destination, long offset)
    {
        device.Serve(generation);
        if (offset >= state.Visible.Length) return 0;
        var length = Math.Min(destination.Length, state.Visible.Length - (int)offset);
        state.Visible.AsSpan((int)offset, length).CopyTo(destination);
        return length;
    }

    public void Write(ReadOnlySpan<byte> source, long offset)
    {
        state.Write(offset, source.ToArray());
        device.Serve(generation);
    }

    public void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset) =>
        Write(parts.SelectMany(part => part.ToArray()).ToArray(), offset);

    public void SetLength(long length)
    {
        state.SetLength(length);
        device.Serve(generation);
    }

    public void Flush()
    {
        device.Serve(generation);
        device.Flush(name, state);
    }

    public void Dispose()
    {
    }
}

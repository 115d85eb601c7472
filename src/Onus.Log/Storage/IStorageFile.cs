namespace Onus.Log.Storage;

/// <summary>An open file of a device. Reads may run beside each other and beside a write to other bytes.</summary>
public interface IStorageFile : IDisposable
{
    /// <summary>The file's name on its device.</summary>
    string Name { get; }

    /// <summary>The length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads until <paramref name="destination"/> is full or the file ends, and answers how many bytes.</summary>
    int Read(Span<byte> destination, long offset);

    /// <summary>Writes all of <paramref name="source"/>; beyond the end the file grows, and a gap reads as zeros.</summary>
    void Write(ReadOnlySpan<byte> source, long offset);

    /// <summary>Writes all <paramref name="parts"/>, one after the other, as one write.</summary>
    void Write(IReadOnlyList<ReadOnlyMemory<byte>> parts, long offset);

    /// <summary>Cuts the file off, or extends it with zeros.</summary>
    void SetLength(long length);

    /// <summary>Makes everything written so far durable.</summary>
    /// <exception cref="IOException">It is unknown what is durable; nobody may retry.</exception>
    void Flush();
}

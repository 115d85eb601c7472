using System.Security.Cryptography;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Copies;

/// <summary>Copies files from one device to another, durably, and says what was copied by its hash.</summary>
internal static class DeviceCopy
{
    private const int PieceSize = 1 << 20;

    /// <summary>Copies a whole file in place of what is there under its name.</summary>
    /// <returns>Whether the source still had it.</returns>
    public static bool TryWhole(IStorageDevice source, IStorageDevice target, string name)
    {
        IStorageFile from;
        try
        {
            from = source.Open(name, writable: false);
        }
        catch (FileNotFoundException)
        {
            // The node took it away in between: it has made a newer one.
            return false;
        }

        using (from)
        {
            if (target.List().Contains(name)) target.Delete(name);
            using var to = target.Create(name);
            Copy(from, to, 0, from.Length);
            to.Flush();
        }

        target.FlushDirectory();
        return true;
    }

    /// <summary>Copies what a file that only grows has behind what the target has of it.</summary>
    /// <returns>The piece that was copied; null for nothing.</returns>
    /// <exception cref="InvalidDataException">The source is shorter than the copy.</exception>
    public static CopiedPiece? Grown(IStorageDevice source, IStorageDevice target, string name)
    {
        using var from = source.Open(name, writable: false);
        var isThere = target.List().Contains(name);
        using var to = isThere ? target.Open(name, writable: true) : target.Create(name);
        if (!isThere) target.FlushDirectory();
        var (start, end) = (to.Length, from.Length);
        if (end < start) throw new InvalidDataException($"{name} in {source.Location} is shorter than its copy in {target.Location}: it is another, or lost bytes");
        if (end == start) return null;
        var hash = Copy(from, to, start, end);
        to.Flush();
        return new CopiedPiece(name, start, end, hash);
    }

    /// <summary>The hash of a part of a file, or null where the file ends before.</summary>
    public static Hash256? HashOf(IStorageDevice device, string name, long start, long end)
    {
        if (!device.List().Contains(name)) return null;
        using var file = device.Open(name, writable: false);
        return file.Length < end ? null : Copy(file, null, start, end);
    }

    private static Hash256 Copy(IStorageFile from, IStorageFile? to, long start, long end)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceSize];
        for (var at = start; at < end;)
        {
            var read = from.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
            if (read == 0) throw new IOException($"{from.Name} ended while it was copied");
            hash.AppendData(buffer, 0, read);
            to?.Write(buffer.AsSpan(0, read), at);
            at += read;
        }

        return new Hash256(hash.GetHashAndReset());
    }
}

/// <summary>A part of a file that was copied at one time.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Start">Where the part begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Sha256">SHA-256 of it.</param>
public readonly record struct CopiedPiece(string File, long Start, long End, Hash256 Sha256);

using Onus.Core.Formats;

namespace Onus.Cli.Log;

/// <summary>The lines of a file as bytes, without their line feeds; nothing is decoded or changed.</summary>
internal static class LineFile
{
    /// <summary>Counts the lines, and refuses the file when one of them is too long for an entry.</summary>
    public static long Check(FileInfo file)
    {
        if (!file.Exists) throw new Refusal($"there is no file {file}");
        var count = 0L;
        foreach (var line in Read(file))
        {
            count++;
            if (line.Length > RecordEntry.MaxContentSize)
                throw new Refusal($"line {count} of {file} has {line.Length} bytes, an entry holds at most {RecordEntry.MaxContentSize}; nothing was appended");
        }

        return count > 0 ? count : throw new Refusal($"{file} is empty: there is nothing to append");
    }

    /// <summary>The lines; each is valid until the next is asked for.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(FileInfo file)
    {
        using var stream = file.OpenRead();
        var buffer = new byte[1 << 20];
        var filled = 0;
        while (true)
        {
            var read = stream.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var length and >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
            }

            if (read == 0)
            {
                if (filled > start) yield return buffer.AsMemory(start, filled - start);
                yield break;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        }
    }
}

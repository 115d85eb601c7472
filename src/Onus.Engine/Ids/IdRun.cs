using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Ids;

/// <summary>Command ids with their entries, sorted, in a file that never changes: where the ledger finds ids that it no longer
/// holds in memory.</summary>
/// <remarks>Derived from the log and rebuilt from it when damaged. Layout (docs/formats/id-run.md): a header of 64 bytes,
/// then records of 24 bytes, id and entry, in blocks of 256, each block followed by its CRC-32C. A lookup reads one block.</remarks>
internal sealed class IdRun : IDisposable
{
    public const int RecordSize = Id128.Size + sizeof(ulong);
    public const int BlockRecords = 256;
    private const int BlockSize = BlockRecords * RecordSize + sizeof(uint);
    private const int HeaderSize = 64;

    private readonly IStorageFile _file;
    private readonly UInt128[] _fences;

    private IdRun(IStorageFile file, IdRunHeader header, UInt128[] fences) => (_file, Header, _fences) = (file, header, fences);

    public IdRunHeader Header { get; }

    /// <summary>The bytes of memory that the run takes.</summary>
    public long MemoryBytes => _fences.LongLength * Id128.Size;

    /// <summary>Writes a run and makes it durable.</summary>
    /// <param name="device">Where.</param>
    /// <param name="first">The first place that the run covers, in the order of acceptance.</param>
    /// <param name="places">How many places it covers.</param>
    /// <param name="records">The ids with their entries; sorted here.</param>
    public static void Write(IStorageDevice device, ulong first, uint places, Span<IdRecord> records)
    {
        Invariant.Holds(!records.IsEmpty);
        records.Sort();
        var name = IdRunHeader.NameOf(first);
        if (device.List().Contains(name)) device.Delete(name);
        using (var file = device.Create(name))
        {
            var buffer = new byte[HeaderSize];
            new IdRunHeader(first, places, (ulong)records.Length, records[0].Id, records[^1].Id).Write(buffer);
            file.Write(buffer, 0);
            buffer = new byte[BlockSize];
            for (var start = 0; start < records.Length; start += BlockRecords)
            {
                var block = records[start..Math.Min(records.Length, start + BlockRecords)];
                for (var i = 0; i < block.Length; i++) block[i].Write(buffer.AsSpan(i * RecordSize));
                var length = block.Length * RecordSize;
                BinaryPrimitives.WriteUInt32BigEndian(buffer.AsSpan(length), Crc32C.Of(buffer.AsSpan(0, length)));
                file.Write(buffer.AsSpan(0, length + sizeof(uint)), Offset(start / BlockRecords));
            }

            file.Flush();
        }

        device.FlushDirectory();
    }

    /// <summary>Opens a run after checking every block.</summary>
    /// <returns>The run, or null with what is wrong.</returns>
    public static IdRun? Open(IStorageDevice device, string name, out string problem)
    {
        var file = device.Open(name, writable: false);
        var header = new byte[HeaderSize];
        if (file.Read(header, 0) == HeaderSize && IdRunHeader.TryRead(header, out var run) && IdRunHeader.NameOf(run.First) == name)
        {
            var fences = new UInt128[(run.Count + BlockRecords - 1) / BlockRecords];
            var buffer = new byte[BlockSize];
            var at = 0;
            var previous = default(UInt128?);
            while (at < fences.Length && ReadBlock(file, run, at, buffer) is { IsEmpty: false } block && IsSorted(block, ref previous))
                fences[at++] = IdRecord.Read(block).Id.Value;
            problem = "";
            if (at == fences.Length) return new IdRun(file, run, fences);
        }

        file.Dispose();
        problem = $"{name} is damaged; it is derived from the log and will be made again";
        return null;
    }

    /// <summary>Finds the entry of an id; exact.</summary>
    /// <exception cref="LogDamagedException">The block that would hold it is damaged.</exception>
    public bool TryFind(Id128 id, out ulong entry)
    {
        entry = 0;
        if (id < Header.Least || id > Header.Greatest) return false;
        var block = Array.BinarySearch(_fences, id.Value);
        if (block < 0) block = ~block - 1;
        var buffer = new byte[BlockSize];
        var records = ReadBlock(_file, Header, block, buffer);
        if (records.IsEmpty) throw new IOException($"{_file.Name} is damaged; close, delete it and open again: it is derived from the log");
        var (low, high) = (0, records.Length / RecordSize - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var record = IdRecord.Read(records[(middle * RecordSize)..]);
            if (record.Id == id)
            {
                entry = record.Entry;
                return true;
            }

            if (record.Id < id) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    /// <summary>All records, ascending.</summary>
    public IEnumerable<IdRecord> Records()
    {
        var buffer = new byte[BlockSize];
        for (var block = 0; block < _fences.Length; block++)
        {
            var length = ReadBlock(_file, Header, block, buffer).Length;
            if (length == 0) throw new IOException($"{_file.Name} is damaged; it is derived from the log: delete it and open the log again");
            for (var at = 0; at < length; at += RecordSize) yield return IdRecord.Read(buffer.AsSpan(at));
        }
    }

    public void Dispose() => _file.Dispose();

    private static ReadOnlySpan<byte> ReadBlock(IStorageFile file, in IdRunHeader run, int block, byte[] buffer)
    {
        var count = (int)Math.Min(BlockRecords, run.Count - (ulong)block * BlockRecords);
        var length = count * RecordSize;
        if (file.Read(buffer.AsSpan(0, length + sizeof(uint)), Offset(block)) != length + sizeof(uint)) return default;
        var records = buffer.AsSpan(0, length);
        return BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(length)) == Crc32C.Of(records) ? records : default;
    }

    private static bool IsSorted(ReadOnlySpan<byte> records, ref UInt128? previous)
    {
        for (var at = 0; at < records.Length; at += RecordSize)
        {
            var id = IdRecord.Read(records[at..]).Id.Value;
            if (previous is { } last && id <= last) return false;
            previous = id;
        }

        return true;
    }

    private static long Offset(int block) => HeaderSize + (long)block * BlockSize;
}

/// <summary>A command id and the entry that accepted or refused it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct IdRecord(Id128 Id, ulong Entry) : IComparable<IdRecord>
{
    public int CompareTo(IdRecord other) => Id.CompareTo(other.Id);

    public static IdRecord Read(ReadOnlySpan<byte> source) =>
        new(Id128.Read(source), BinaryPrimitives.ReadUInt64BigEndian(source[Id128.Size..]));

    public void Write(Span<byte> destination)
    {
        Id.Write(destination);
        BinaryPrimitives.WriteUInt64BigEndian(destination[Id128.Size..], Entry);
    }
}

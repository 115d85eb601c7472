using System.Buffers.Binary;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>The bundle table as a file (docs/formats/segment.md), so that opening a log need not hash it again.</summary>
/// <remarks>Derived, never flushed on the way of a commit, and never trusted: what it says is checked against a signed
/// root, and a file that is damaged, old or missing costs time only.</remarks>
internal sealed class BundleIndexFile : IDisposable
{
    public const string Name = "bundles.index";

    /// <summary>The bytes of one bundle; the file begins with a header of the same size.</summary>
    public const int RecordSize = 48;

    private readonly IStorageFile _file;
    private byte[] _buffer = new byte[64 * RecordSize];
    private ulong _count;
    private bool _failed;

    private BundleIndexFile(IStorageFile file, ulong count) => (_file, _count) = (file, count);

    private static ReadOnlySpan<byte> Magic => "onusbdx1"u8;

    /// <summary>The file, begun anew behind the first <paramref name="count"/> bundles that it already has.</summary>
    public static BundleIndexFile OpenToWrite(IStorageDevice device, ulong count)
    {
        if (count > 0) return new BundleIndexFile(device.Open(Name, writable: true), count);
        if (device.List().Contains(Name)) device.Delete(Name);
        var file = device.Create(Name);
        var header = new byte[RecordSize];
        Magic.CopyTo(header);
        file.Write(header, 0);
        return new BundleIndexFile(file, 0);
    }

    /// <summary>Reads the bundles that the file holds unharmed, from the first on; none when there is no such file.</summary>
    public static BundleIndex Load(IStorageDevice device)
    {
        if (!device.List().Contains(Name)) return BundleIndex.Empty;
        using var file = device.Open(Name, writable: false);
        var bytes = new byte[Math.Min(file.Length, int.MaxValue / 2)];
        bytes = bytes[..file.Read(bytes, 0)];
        if (bytes.Length < RecordSize || !bytes.AsSpan().StartsWith(Magic)) return BundleIndex.Empty;

        var count = bytes.Length / RecordSize - 1;
        var (places, roots) = (new BundlePlace[count], new Hash256[count]);
        for (var i = 0; i < count; i++)
        {
            var record = bytes.AsSpan((i + 1) * RecordSize, RecordSize);
            if (BinaryPrimitives.ReadUInt32BigEndian(record[44..]) != Crc(record, (ulong)i)) return new BundleIndex(places[..i], roots[..i]);
            roots[i] = new Hash256(record[..Hash256.Size]);
            places[i] = new BundlePlace(
                new FramePosition(BinaryPrimitives.ReadUInt64BigEndian(record[32..])),
                BinaryPrimitives.ReadInt32BigEndian(record[40..]));
        }

        return new BundleIndex(places, roots);
    }

    /// <summary>Writes bundles behind those that the file has. When the device refuses, the file stays as it is: it is
    /// only shorter than it could be.</summary>
    public void Add(ReadOnlySpan<BundlePlace> places, ReadOnlySpan<Hash256> roots)
    {
        if (_failed || places.IsEmpty) return;
        var length = places.Length * RecordSize;
        if (_buffer.Length < length) _buffer = new byte[length];
        for (var i = 0; i < places.Length; i++)
        {
            var record = _buffer.AsSpan(i * RecordSize, RecordSize);
            roots[i].Write(record);
            BinaryPrimitives.WriteUInt64BigEndian(record[32..], places[i].Frame.Value);
            BinaryPrimitives.WriteInt32BigEndian(record[40..], places[i].Offset);
            BinaryPrimitives.WriteUInt32BigEndian(record[44..], Crc(record, _count + (ulong)i));
        }

        try
        {
            _file.Write(_buffer.AsSpan(0, length), (long)(_count + 1) * RecordSize);
            _count += (ulong)places.Length;
        }
        catch (IOException)
        {
            _failed = true;
        }
    }

    /// <summary>Makes the file durable, so that after a crash less is hashed again.</summary>
    public void Flush()
    {
        if (_failed) return;
        try
        {
            _file.Flush();
        }
        catch (IOException)
        {
            _failed = true;
        }
    }

    public void Dispose() => _file.Dispose();

    // A record in the wrong place must not pass, so its number is part of what is summed.
    private static uint Crc(ReadOnlySpan<byte> record, ulong number)
    {
        Span<byte> numbered = stackalloc byte[sizeof(ulong) + 44];
        BinaryPrimitives.WriteUInt64BigEndian(numbered, number);
        record[..44].CopyTo(numbered[sizeof(ulong)..]);
        return Crc32C.Of(numbered);
    }
}

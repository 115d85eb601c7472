using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Onus.Log.Exhibits;

/// <summary>A file of an archive.</summary>
/// <param name="Path">Its path, with slashes.</param>
/// <param name="Bytes">Its bytes.</param>
public readonly record struct ArchiveMember(string Path, ReadOnlyMemory<byte> Bytes);

/// <summary>ZIP archives whose members are stored as they are: the same members in the same order give the same bytes, and every
/// tool opens them.</summary>
/// <remarks>Nothing is compressed and nothing stands in the headers but names, sizes and checksums, so that an archive is a
/// function of its members and can be checked by writing it again.</remarks>
public static class StoredZip
{
    /// <summary>The largest archive.</summary>
    public const int MaxSize = 512 * 1024 * 1024;

    /// <summary>The most members.</summary>
    public const int MaxMembers = ushort.MaxValue;

    private const uint LocalSignature = 0x04034B50;
    private const uint CentralSignature = 0x02014B50;
    private const uint EndSignature = 0x06054B50;
    private const int LocalSize = 30;
    private const int CentralSize = 46;
    private const int EndSize = 22;
    private const ushort Version = 20;

    // The first day that the format can say: archives carry no time of their own.
    private const ushort FirstDay = (0 << 9) | (1 << 5) | 1;

    private static readonly uint[] CrcTable = MakeTable();

    /// <summary>The archive of these members.</summary>
    /// <exception cref="ArgumentException">Too many members, or more bytes than an archive may have.</exception>
    public static byte[] Write(IReadOnlyList<ArchiveMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var size = (long)EndSize;
        foreach (var member in members) size += LocalSize + CentralSize + 2L * Encoding.UTF8.GetByteCount(member.Path) + member.Bytes.Length;
        if (members.Count > MaxMembers || size > MaxSize)
            throw new ArgumentException($"an archive of {members.Count} members and {size} bytes", nameof(members));

        var archive = new byte[size];
        var (at, offsets) = (0, new int[members.Count]);
        for (var i = 0; i < members.Count; i++)
        {
            offsets[i] = at;
            at += WriteHeader(archive.AsSpan(at), members[i], null);
            members[i].Bytes.Span.CopyTo(archive.AsSpan(at));
            at += members[i].Bytes.Length;
        }

        var central = at;
        for (var i = 0; i < members.Count; i++) at += WriteHeader(archive.AsSpan(at), members[i], offsets[i]);
        var end = archive.AsSpan(at);
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end[8..], (ushort)members.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end[10..], (ushort)members.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], (uint)(at - central));
        BinaryPrimitives.WriteUInt32LittleEndian(end[16..], (uint)central);
        return archive;
    }

    /// <summary>Reads the members that stand in an archive one behind the other. Whether they are what they were, and whether
    /// anything else stands there, is found by writing them again.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> archive, [NotNullWhen(true)] out List<ArchiveMember>? members, [NotNullWhen(false)] out string? error)
    {
        (members, error) = (null, null);
        if (archive.Length > MaxSize)
        {
            error = $"more than {MaxSize} bytes";
            return false;
        }

        var (found, at) = (new List<ArchiveMember>(), 0);
        while (archive.Length - at >= LocalSize && BinaryPrimitives.ReadUInt32LittleEndian(archive.Span[at..]) == LocalSignature)
        {
            var header = archive.Span[at..];
            var (packed, size) = (BinaryPrimitives.ReadUInt32LittleEndian(header[18..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]));
            var name = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
            var extra = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
            var isStored = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) == 0 && BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) == 0;
            if (!isStored || packed != size || extra != 0 || LocalSize + name + (long)size > archive.Length - at)
            {
                error = "it is not stored as an exhibit is written; if it was unpacked and packed again, unpack it and name the folder";
                return false;
            }

            found.Add(new ArchiveMember(
                Encoding.UTF8.GetString(header.Slice(LocalSize, name)), archive.Slice(at + LocalSize + name, (int)size)));
            at += LocalSize + name + (int)size;
        }

        if (found.Count is 0 or > MaxMembers) error = "it is no ZIP archive, or an empty one";
        else members = found;
        return members is not null;
    }

    private static int WriteHeader(Span<byte> to, in ArchiveMember member, int? offset)
    {
        var (fields, size) = offset is null ? (4, LocalSize) : (6, CentralSize);
        BinaryPrimitives.WriteUInt32LittleEndian(to, offset is null ? LocalSignature : CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(to[4..], Version);
        if (offset is not null) BinaryPrimitives.WriteUInt16LittleEndian(to[6..], Version);

        // Flags and method stay zero: plain names, stored.
        BinaryPrimitives.WriteUInt16LittleEndian(to[(fields + 8)..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(to[(fields + 10)..], Crc32(member.Bytes.Span));
        BinaryPrimitives.WriteUInt32LittleEndian(to[(fields + 14)..], (uint)member.Bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(to[(fields + 18)..], (uint)member.Bytes.Length);
        var name = Encoding.UTF8.GetBytes(member.Path, to[size..]);
        BinaryPrimitives.WriteUInt16LittleEndian(to[(fields + 22)..], (ushort)name);
        if (offset is { } at) BinaryPrimitives.WriteUInt32LittleEndian(to[42..], (uint)at);
        return size + name;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes) crc = CrcTable[(crc ^ b) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            table[i] = value;
        }

        return table;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Snapshots;

/// <summary>What a snapshot says of itself: magic (8 bytes), entries (8), time of the last (8), length of the state (8), the
/// log's root over the entries (32), SHA-256 of the state (32), CRC-32C of all before (4).</summary>
/// <remarks>The header is written last: a file without a good one is no snapshot. The root binds it to a history: a
/// snapshot of another log, or of a branch that was never confirmed, does not fit.</remarks>
/// <param name="AsOf">How many entries the state is a fold of.</param>
/// <param name="LastTime">The time of the last of them.</param>
/// <param name="Length">The bytes of the state, which follow the header's page.</param>
/// <param name="LogRoot">The log's root at that size.</param>
/// <param name="State">SHA-256 of the state.</param>
internal readonly record struct SnapshotHeader(ulong AsOf, LogTime LastTime, long Length, Hash256 LogRoot, Hash256 State)
{
    /// <summary>Where the state begins.</summary>
    public const int PageSize = 4_096;

    private const int CrcOffset = 96;

    private static ReadOnlySpan<byte> Magic => "onussnp1"u8;

    public static string NameOf(ulong asOf) => string.Create(CultureInfo.InvariantCulture, $"snapshot-{asOf:D20}");

    public static bool IsName(string name) => name.StartsWith("snapshot-", StringComparison.Ordinal) && name.Length == 29;

    public void Write(IStorageFile file)
    {
        Span<byte> bytes = stackalloc byte[CrcOffset + sizeof(uint)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], AsOf);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], LastTime.Nanoseconds);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], Length);
        LogRoot.Write(bytes[32..]);
        State.Write(bytes[64..]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[CrcOffset..], Crc32C.Of(bytes[..CrcOffset]));
        file.Write(bytes, 0);
    }

    public static bool TryRead(IStorageFile file, out SnapshotHeader header)
    {
        header = default;
        Span<byte> bytes = stackalloc byte[CrcOffset + sizeof(uint)];
        if (file.Read(bytes, 0) != bytes.Length || !bytes.StartsWith(Magic)) return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset])) return false;
        header = new SnapshotHeader(
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), new LogTime(BinaryPrimitives.ReadUInt64BigEndian(bytes[16..])),
            BinaryPrimitives.ReadInt64BigEndian(bytes[24..]), new Hash256(bytes.Slice(32, Hash256.Size)),
            new Hash256(bytes.Slice(64, Hash256.Size)));
        return header.Length >= 0;
    }
}

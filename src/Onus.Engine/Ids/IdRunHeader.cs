using System.Buffers.Binary;
using System.Globalization;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Ids;

/// <summary>What a run of ids says of itself: magic (8 bytes), first place (8), count (8), least id (16), greatest id (16),
/// places (4), CRC-32C of all before (4).</summary>
/// <param name="First">The first place, in the order of acceptance, that it covers.</param>
/// <param name="Places">How many places it covers; a place may hold no id.</param>
/// <param name="Count">How many ids it holds.</param>
/// <param name="Least">The least id.</param>
/// <param name="Greatest">The greatest id.</param>
internal readonly record struct IdRunHeader(ulong First, uint Places, ulong Count, Id128 Least, Id128 Greatest)
{
    private const int CrcOffset = 60;

    private static ReadOnlySpan<byte> Magic => "onusids1"u8;

    public static string NameOf(ulong first) => string.Create(CultureInfo.InvariantCulture, $"ids-{first:D20}.run");

    public static bool IsName(string name) =>
        name.StartsWith("ids-", StringComparison.Ordinal) && name.EndsWith(".run", StringComparison.Ordinal);

    public void Write(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], First);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], Count);
        Least.Write(destination[24..]);
        Greatest.Write(destination[40..]);
        BinaryPrimitives.WriteUInt32BigEndian(destination[56..], Places);
        BinaryPrimitives.WriteUInt32BigEndian(destination[CrcOffset..], Crc32C.Of(destination[..CrcOffset]));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, out IdRunHeader header)
    {
        header = default;
        if (!source.StartsWith(Magic) || BinaryPrimitives.ReadUInt32BigEndian(source[CrcOffset..]) != Crc32C.Of(source[..CrcOffset]))
            return false;
        header = new IdRunHeader(
            BinaryPrimitives.ReadUInt64BigEndian(source[8..]), BinaryPrimitives.ReadUInt32BigEndian(source[56..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
            Id128.Read(source[24..]), Id128.Read(source[40..]));
        return header.Count > 0 && header.Count <= header.Places;
    }
}

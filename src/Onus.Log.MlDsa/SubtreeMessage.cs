using System.Buffers.Binary;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;

namespace Onus.Log.MlDsa;

/// <summary>The bytes that an ML-DSA-44 cosignature signs (C2SP tlog-cosignature, "ML-DSA-44 signed message").</summary>
internal static class SubtreeMessage
{
    /// <summary>The largest time that a cosignature may state.</summary>
    public const ulong MaxTimestamp = long.MaxValue;

    private static ReadOnlySpan<byte> Label => "subtree/v1\n\0"u8;

    /// <summary>The message about a checkpoint: the subtree from 0 to its size.</summary>
    public static byte[] OfCheckpoint(string cosigner, ulong unixSeconds, Checkpoint checkpoint) =>
        Of(cosigner, unixSeconds, checkpoint.Origin, 0, checkpoint.Size, checkpoint.Root);

    /// <summary>The message about the entries from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static byte[] Of(string cosigner, ulong unixSeconds, string origin, ulong start, ulong end, Hash256 root)
    {
        // A subtree that does not begin at 0 says nothing about the largest tree seen, so it states no time.
        Invariant.Holds(start <= end && (start == 0 || unixSeconds == 0) && unixSeconds <= MaxTimestamp);
        return
        [
            .. Label, .. Counted(cosigner), .. BigEndian(unixSeconds), .. Counted(origin), .. BigEndian(start),
            .. BigEndian(end), .. root.Bytes,
        ];
    }

    private static byte[] Counted(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Invariant.Holds(bytes.Length is > 0 and <= byte.MaxValue);
        return [(byte)bytes.Length, .. bytes];
    }

    private static byte[] BigEndian(ulong value)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}

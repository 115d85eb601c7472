using System.Security.Cryptography;
using System.Text;
using Onus.Core;

namespace Onus.Server.Messages;

/// <summary>The command ids of what a message asks for: the same message, the same ids, so that it takes effect once however often
/// it comes.</summary>
internal static class DerivedIds
{
    /// <summary>A UUID of version 7 (RFC 9562 §5.7) made of an instant and a hash instead of chance.</summary>
    /// <param name="made">When the message was made.</param>
    /// <param name="role">What the command is for.</param>
    /// <param name="names">What tells the transaction from every other.</param>
    public static Id128 Of(DateTimeOffset made, string role, params ReadOnlySpan<string?> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(role));
        foreach (var name in names)
        {
            hash.AppendData([0]);
            hash.AppendData(Encoding.UTF8.GetBytes(name ?? ""));
        }

        Span<byte> bytes = stackalloc byte[32];
        hash.GetHashAndReset(bytes);
        var random = Id128.Read(bytes).Value;
        var milliseconds = (UInt128)(ulong)Math.Max(0, made.ToUnixTimeMilliseconds());
        var high = (milliseconds << 80) | ((UInt128)7 << 76) | (((random >> 64) & 0xFFF) << 64);
        return new Id128(high | ((UInt128)2 << 62) | (random & ((UInt128.One << 62) - 1)));
    }
}

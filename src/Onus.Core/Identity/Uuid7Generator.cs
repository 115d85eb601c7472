namespace Onus.Core;

/// <summary>Makes UUIDs of version 7 (RFC 9562 §5.7) that rise strictly within one generator; safe for many threads.</summary>
/// <remarks>Within one millisecond the 74 random bits count up (RFC 9562 §6.2, method 2), and a clock that steps back
/// does not take the identifiers back with it.</remarks>
public sealed class Uuid7Generator(TimeProvider time, IEntropy entropy)
{
    private static readonly UInt128 RandomMask = (UInt128.One << 74) - 1;

    private readonly Lock _gate = new();
    private ulong _milliseconds;
    private UInt128 _random;

    /// <summary>The next identifier, greater than every one before it.</summary>
    public Id128 Next()
    {
        lock (_gate)
        {
            var now = (ulong)Math.Max(0, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (now > _milliseconds)
            {
                _milliseconds = now;
                _random = Draw(74);
            }
            else
            {
                _random += 1 + Draw(32);
                if (_random > RandomMask)
                {
                    _milliseconds++;
                    _random = Draw(74);
                }
            }

            var high = ((UInt128)_milliseconds << 80) | ((UInt128)7 << 76) | ((_random >> 62) << 64);
            var low = ((UInt128)2 << 62) | (_random & ((UInt128.One << 62) - 1));
            return new Id128(high | low);
        }
    }

    private UInt128 Draw(int bits)
    {
        Span<byte> bytes = stackalloc byte[Id128.Size];
        entropy.Fill(bytes);
        return Id128.Read(bytes).Value >> (128 - bits);
    }
}

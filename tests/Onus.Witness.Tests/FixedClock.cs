namespace Onus.Witness.Tests;

internal sealed class FixedClock : TimeProvider
{
    public const ulong UnixSeconds = 1_790_000_000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds((long)UnixSeconds);
}

namespace Onus.Engine.Tests;

/// <summary>A wall clock and a monotonic clock that stand still until they are moved.</summary>
internal sealed class StillClock : TimeProvider
{
    private DateTimeOffset _now = new(2027, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan span) => (_now, _ticks) = (_now + span, _ticks + span.Ticks);
}

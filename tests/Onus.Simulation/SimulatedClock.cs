namespace Onus.Simulation;

/// <summary>A wall clock and a monotonic clock that the simulator moves.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    private DateTimeOffset _now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _ticks;

    /// <summary>Lets both clocks run.</summary>
    public void Advance(TimeSpan span)
    {
        _now += span;
        _ticks += span.Ticks;
    }

    /// <summary>Sets the wall clock alone: an administrator, or a bad time server.</summary>
    public void Jump(TimeSpan span) => _now += span;
}

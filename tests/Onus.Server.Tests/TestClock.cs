namespace Onus.Server.Tests;

/// <summary>A clock that stands still unless a test moves it; wall and monotonic time go together.</summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = start;

    /// <summary>Where it stands.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    /// <summary>Moves it forward.</summary>
    public void Pass(TimeSpan span)
    {
        lock (_gate) _now += span;
    }
}

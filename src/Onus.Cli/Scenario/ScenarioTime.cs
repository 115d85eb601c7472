namespace Onus.Cli.Scenario;

/// <summary>A clock that goes as fast as the story: it stands still until it is moved.</summary>
internal sealed class ScenarioTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The instant.</summary>
    public DateTimeOffset Now => start.AddTicks(Interlocked.Read(ref _ticks));

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Moves on to an instant; it never goes back.</summary>
    public void MoveTo(DateTimeOffset instant) =>
        Interlocked.Exchange(ref _ticks, Math.Max(Interlocked.Read(ref _ticks), (instant - start).Ticks));
}

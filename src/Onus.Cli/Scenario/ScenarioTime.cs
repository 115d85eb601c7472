namespace Onus.Cli.Scenario;

/// <summary>A clock that goes as fast as the story: it stands still until it is moved, or goes on by itself when the story is over.</summary>
internal sealed class ScenarioTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks;
    private long _runsOnSince;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The instant.</summary>
    public DateTimeOffset Now => start.AddTicks(Ticks);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Ticks;

    private long Ticks
    {
        get
        {
            var since = Interlocked.Read(ref _runsOnSince);
            return Interlocked.Read(ref _ticks) + (since == 0 ? 0 : System.GetElapsedTime(since).Ticks);
        }
    }

    /// <summary>Moves on to an instant; it never goes back.</summary>
    public void MoveTo(DateTimeOffset instant) =>
        Interlocked.Exchange(ref _ticks, Math.Max(Interlocked.Read(ref _ticks), (instant - start).Ticks));

    /// <summary>From now on it goes by itself, as fast as the wall clock.</summary>
    public void RunOn() => Interlocked.CompareExchange(ref _runsOnSince, System.GetTimestamp(), 0);
}

using Onus.Core;

namespace Onus.Engine;

/// <summary>The wall clock as log time, held to the monotonic clock: it may not run ahead of it by more than five seconds.</summary>
/// <remarks>A machine whose wall clock jumps forward would otherwise let every clock of every case run out at once. Past the
/// bound the log's time goes on with the monotonic clock, and <see cref="JumpedAhead"/> says so until somebody decides.</remarks>
public sealed class EngineClock
{
    /// <summary>How far log time may outrun the monotonic clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _wallAtStart;
    private readonly long _start;

    /// <summary>A clock that takes the wall clock of this instant as true.</summary>
    public EngineClock(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _wallAtStart = time.GetUtcNow();
        _start = time.GetTimestamp();
    }

    /// <summary>The source of both clocks.</summary>
    public TimeProvider Time => _time;

    /// <summary>The log time of this instant.</summary>
    public LogTime Now
    {
        get
        {
            var (wall, bound) = (_time.GetUtcNow(), Bound);
            return LogTime.From(wall > bound ? bound : wall);
        }
    }

    /// <summary>Whether the wall clock is further ahead than it may be.</summary>
    public bool JumpedAhead => _time.GetUtcNow() > Bound;

    private DateTimeOffset Bound => _wallAtStart + _time.GetElapsedTime(_start) + Tolerance;
}

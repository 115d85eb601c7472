namespace Onus.Engine.Requests;

/// <summary>Until when a caller waits for its command to be decided; a command that is decided later never happens.</summary>
/// <param name="Time">The clock; null for no deadline.</param>
/// <param name="Timestamp">The monotonic instant.</param>
/// <param name="Cancellation">The caller's own cancellation.</param>
internal readonly record struct Deadline(TimeProvider? Time, long Timestamp, CancellationToken Cancellation)
{
    /// <summary>A deadline that many from now.</summary>
    public static Deadline After(TimeProvider time, TimeSpan? patience, CancellationToken cancellation) => patience is { } span
        ? new Deadline(time, time.GetTimestamp() + (long)(span.TotalSeconds * time.TimestampFrequency), cancellation)
        : new Deadline(null, 0, cancellation);

    /// <summary>Whether the caller waits no longer.</summary>
    public bool IsPast => Cancellation.IsCancellationRequested || (Time is not null && Time.GetTimestamp() > Timestamp);
}

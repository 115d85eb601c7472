namespace Onus.Engine.Feed;

/// <summary>Wakes those who wait for the log to grow.</summary>
internal sealed class HeadSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the log grows after this was asked for: ask first, then look, then wait.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Says that the log has grown.</summary>
    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}

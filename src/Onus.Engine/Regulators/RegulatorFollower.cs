using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Regulators;

/// <summary>Brings the regulators' logs up to the main log each time that it has grown, on a thread of the pool, one run at a
/// time; a driver without threads has it done at once.</summary>
/// <remarks>What fails here fails the node: a regulator whose log does not follow would be told less than is true.</remarks>
internal sealed class RegulatorFollower(RegulatorLogs logs, bool hasThreads, Action<string> fail) : IDisposable
{
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private bool _isRunning;
    private bool _again;
    private bool _over;

    /// <summary>The logs.</summary>
    public RegulatorLogs Logs => logs;

    /// <summary>The main log has grown.</summary>
    public void Follow()
    {
        lock (_gate)
        {
            if (_over) return;
            _again = _isRunning;
            if (_isRunning) return;
            _isRunning = true;
            if (hasThreads) _running = Task.Run(Run);
        }

        if (!hasThreads) Run();
    }

    /// <summary>Waits for the run that goes on, and closes the logs; what is missing then is made when they are opened.</summary>
    public void Dispose()
    {
        Task running;
        lock (_gate)
        {
            (_over, _again) = (true, false);
            running = _running;
        }

        running.Wait();
        logs.Dispose();
    }

    private void Run()
    {
        try
        {
            do logs.Advance();
            while (TakeAgain());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvariantViolation or LogDamagedException)
        {
            lock (_gate) (_over, _isRunning) = (true, false);
            fail($"a regulator's log could not be written: {e.Message}");
        }
    }

    private bool TakeAgain()
    {
        lock (_gate)
        {
            // Decided under the lock, so that no growth falls between the last look and the end.
            _isRunning = _again && !_over;
            _again = false;
            return _isRunning;
        }
    }
}

namespace Onus.Engine.Pipeline;

/// <summary>Drives a line with two threads: one decides, one hashes, writes and flushes.</summary>
/// <remarks>A flight is closed when it is full or when the committer has nothing else to do, so batches grow with the load
/// and a lone command waits for nobody.</remarks>
internal sealed class LineRunner : IDisposable
{
    private readonly Line _line;
    private readonly AutoResetEvent _wakeWriter = new(false);
    private readonly AutoResetEvent _wakeCommitter = new(false);
    private readonly Thread _writer;
    private readonly Thread _committer;
    private volatile bool _stopping;
    private volatile bool _writerDone;

    public LineRunner(Line line, WorkQueue queue)
    {
        _line = line;
        queue.Filled += () => _wakeWriter.Set();
        _writer = new Thread(Write) { IsBackground = true, Name = "onus writer" };
        _committer = new Thread(Commit) { IsBackground = true, Name = "onus committer" };
        _writer.Start();
        _committer.Start();
    }

    /// <summary>Runs what waits, commits it, and ends both threads.</summary>
    public void Dispose()
    {
        _stopping = true;
        _wakeWriter.Set();
        _writer.Join();
        _wakeCommitter.Set();
        _committer.Join();
        _wakeWriter.Dispose();
        _wakeCommitter.Dispose();
    }

    private void Write()
    {
        try
        {
            while (_line.Failure is null)
            {
                var full = _line.Fill();
                if (full || (_line.HasOpenWork && _line.CommitterIsIdle))
                {
                    if (_line.TryClose())
                    {
                        _wakeCommitter.Set();
                        continue;
                    }

                    _wakeWriter.WaitOne();
                    continue;
                }

                if (_line.HasWork) continue;
                if (_stopping && !_line.HasOpenWork)
                {
                    if (!_line.Settle()) return;
                    continue;
                }

                _wakeWriter.WaitOne(_line.UntilDue ?? Timeout.InfiniteTimeSpan);
            }
        }
        catch (Exception)
        {
            // The line has recorded why it failed; callers are answered below, and the engine refuses from now on.
        }
        finally
        {
            _writerDone = true;
            _wakeCommitter.Set();
        }
    }

    private void Commit()
    {
        while (true)
        {
            if (_line.Commit())
            {
                _wakeWriter.Set();
                continue;
            }

            if (_writerDone) break;
            _wakeCommitter.WaitOne();
        }

        _line.Abandon();
    }
}

using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Onus.Core;

namespace Onus.Log.Journal;

/// <summary>Commits batches on a thread of its own, so that one batch is being flushed while the next is encoded and staged.</summary>
/// <remarks>One thread posts. The order of batches, and so of answers, is that of posting.</remarks>
public sealed class CommitPipeline : IDisposable
{
    private readonly TransparencyLog _log;
    private readonly Action<Batch, CommitOutcome> _done;
    private readonly BlockingCollection<Batch> _staged;
    private readonly SemaphoreSlim _room;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;
    private bool _ended;

    /// <summary>Starts the thread.</summary>
    /// <param name="log">The log; nobody else appends to it until the pipeline is disposed.</param>
    /// <param name="done">Is told of each batch on the commit thread; the batch is reused when it returns.</param>
    /// <param name="depth">How many batches may be staged or in commit at once; 2 overlap hashing with flushing.</param>
    public CommitPipeline(TransparencyLog log, Action<Batch, CommitOutcome> done, int depth = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        (_log, _done) = (log, done);
        _staged = new BlockingCollection<Batch>(depth);
        _room = new SemaphoreSlim(depth);
        _thread = new Thread(Run) { Name = "log commit", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Stages a batch of <see cref="TransparencyLog.NewBatch(LogTime)"/> and queues it for commit; waits while the queue is
    /// full. What the commit thread threw is thrown here.</summary>
    public void Post(Batch batch)
    {
        _room.Wait();
        _failure?.Throw();
        _log.Stage(batch);
        _staged.Add(batch);
    }

    /// <summary>Waits until everything posted is committed, and ends the thread. What it threw is thrown here.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _staged.CompleteAdding();
        _thread.Join();
        _staged.Dispose();
        _room.Dispose();
        _failure?.Throw();
    }

    private void Run()
    {
        try
        {
            foreach (var batch in _staged.GetConsumingEnumerable())
            {
                var outcome = _log.Commit(batch);
                Invariant.Holds(outcome != CommitOutcome.Committed || batch.NextIndex == _log.Head.Size);
                _done(batch, outcome);
                _log.Release(batch);
                _room.Release();
            }
        }
        catch (Exception failure)
        {
            // Whoever posts next must not wait for a thread that is gone.
            _failure = ExceptionDispatchInfo.Capture(failure);
            _room.Release(int.MaxValue / 2);
        }
    }
}

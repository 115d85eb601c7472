using Onus.Client.Contracts;

namespace Onus.Client.Batching;

/// <summary>Sends one batch of transfers and answers each, in order.</summary>
internal delegate Task<IReadOnlyList<TransferAnswer>> TransferSender(IReadOnlyList<TransferRequest> transfers, CancellationToken cancellation);

/// <summary>Joins single transfers of many callers into batches, as the node joins batches into flushes: while some are on their
/// way, the next fills. Nobody waits for a batch to become full.</summary>
internal sealed class TransferCoalescer(TransferSender send)
{
    /// <summary>The most transfers of one batch.</summary>
    public const int MaxBatch = 8_192;

    // One is decided by the node while the other is flushed.
    private const int Lanes = 2;

    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private int _busy;

    /// <summary>Adds a transfer that has its id, and waits for its answer.</summary>
    public Task<TransferAnswer> AddAsync(TransferRequest request, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<TransferAnswer>(cancellation);
        var waiting = new Waiting(request);
        if (cancellation.CanBeCanceled) waiting.Watch(cancellation);
        lock (_gate)
        {
            _waiting.Add(waiting);
            if (_busy == Lanes) return waiting.Answer;
            _busy++;
        }

        _ = SendAllAsync();
        return waiting.Answer;
    }

    private async Task SendAllAsync()
    {
        // Whoever comes in the same breath goes along.
        await Task.Yield();
        while (Take() is { Count: > 0 } batch) await SendAsync(batch).ConfigureAwait(false);
    }

    /// <summary>What waits, up to a batch; with nothing to take the lane is given up, under the same lock, so that nobody is missed.</summary>
    private List<Waiting> Take()
    {
        lock (_gate)
        {
            _waiting.RemoveAll(static waiting => waiting.Answer.IsCompleted);
            if (_waiting.Count == 0) _busy--;
            var batch = _waiting;
            _waiting = batch.Count > MaxBatch ? batch[MaxBatch..] : [];
            if (batch.Count > MaxBatch) batch.RemoveRange(MaxBatch, batch.Count - MaxBatch);
            return batch;
        }
    }

    private async Task SendAsync(List<Waiting> batch)
    {
        try
        {
            var answers = await send([.. batch.Select(static waiting => waiting.Request)], CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < batch.Count; i++) batch[i].Set(answers[i]);
        }
        catch (OnusRefused refused) when (batch.Count > 1 && refused.Status is 400 or 413 or 422)
        {
            // One that cannot be read must not take its neighbours with it: halves find it in a few steps.
            await SendAsync(batch[..(batch.Count / 2)]).ConfigureAwait(false);
            await SendAsync(batch[(batch.Count / 2)..]).ConfigureAwait(false);
        }
        catch (OnusUnavailable fault)
        {
            foreach (var waiting in batch) waiting.Fail(new OnusUnavailable(fault.Message, waiting.Request.Id, fault.InnerException));
        }
        catch (Exception fault)
        {
            // Whatever it is, it belongs to those who wait.
            foreach (var waiting in batch) waiting.Fail(fault);
        }
    }

    /// <summary>A caller who waits for an answer.</summary>
    private sealed class Waiting(TransferRequest request)
    {
        private readonly TaskCompletionSource<TransferAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private CancellationTokenRegistration _watch;

        public TransferRequest Request => request;

        public Task<TransferAnswer> Answer => _answer.Task;

        public void Watch(CancellationToken cancellation) =>
            _watch = cancellation.UnsafeRegister(static (state, token) => ((Waiting)state!)._answer.TrySetCanceled(token), this);

        public void Set(TransferAnswer answer)
        {
            _watch.Dispose();
            _answer.TrySetResult(answer);
        }

        public void Fail(Exception fault)
        {
            _watch.Dispose();
            _answer.TrySetException(fault);
        }
    }
}

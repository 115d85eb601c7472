using System.Threading.Tasks.Sources;
using Onus.Core;
using Onus.Engine.Throttling;
using Onus.Ledger;

namespace Onus.Engine.Requests;

/// <summary>Packed transfers of one caller: the commands and the results lie in the caller's memory, nothing is copied.</summary>
internal sealed class TransferBatchWork : IWork, IValueTaskSource<Delivery>
{
    private ManualResetValueTaskSourceCore<Delivery> _core = new() { RunContinuationsAsynchronously = true };
    private ReadOnlyMemory<TransferCommand> _commands;
    private Memory<TransferResult> _results;
    private Action<TransferBatchWork>? _release;

    public int Weight => _commands.Length;

    /// <summary>Makes the work ready for another use.</summary>
    public ValueTask<Delivery> Begin(
        ReadOnlyMemory<TransferCommand> commands, Memory<TransferResult> results, Action<TransferBatchWork> release)
    {
        (_commands, _results, _release) = (commands, results, release);
        return new ValueTask<Delivery>(this, _core.Version);
    }

    public ulong? OverBudget(RefusalBudget budget, LogTime now)
    {
        ulong? last = null;
        foreach (ref readonly var command in _commands.Span)
        {
            if (command.Actor == last) continue;
            if (budget.IsOver(command.Actor, now)) return command.Actor;
            last = command.Actor;
        }

        return null;
    }

    public void Run(in WriterTurn turn) => turn.Ledger.Execute(_commands.Span, turn.Clock, turn.Batch, _results.Span);

    public void Finish(Delivery delivery) => _core.SetResult(delivery);

    Delivery IValueTaskSource<Delivery>.GetResult(short token)
    {
        var delivery = _core.GetResult(token);
        _core.Reset();
        var release = _release;
        (_commands, _results, _release) = (default, default, null);
        release?.Invoke(this);
        return delivery;
    }

    ValueTaskSourceStatus IValueTaskSource<Delivery>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Delivery>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}

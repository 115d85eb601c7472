using System.Threading.Tasks.Sources;
using Onus.Core;
using Onus.Engine.Throttling;
using Onus.Ledger;

namespace Onus.Engine.Requests;

/// <summary>One transfer of one caller; many of them run together as one call of the ledger.</summary>
internal sealed class TransferWork : IWork, IValueTaskSource<Answer<TransferResult>>
{
    private ManualResetValueTaskSourceCore<Answer<TransferResult>> _core = new() { RunContinuationsAsynchronously = true };
    private Action<TransferWork>? _release;

    /// <summary>The command.</summary>
    public TransferCommand Command;

    /// <summary>The outcome, once run.</summary>
    public TransferResult Result;

    public int Weight => 1;

    /// <summary>Makes the work ready for another use.</summary>
    public ValueTask<Answer<TransferResult>> Begin(in TransferCommand command, Action<TransferWork> release)
    {
        (Command, _release) = (command, release);
        return new ValueTask<Answer<TransferResult>>(this, _core.Version);
    }

    public ulong? OverBudget(RefusalBudget budget, LogTime now) => budget.IsOver(Command.Actor, now) ? Command.Actor : null;

    public void Run(in WriterTurn turn) =>
        turn.Ledger.Execute(new ReadOnlySpan<TransferCommand>(in Command), turn.Clock, turn.Batch, new Span<TransferResult>(ref Result));

    public void Finish(Delivery delivery) =>
        _core.SetResult(new Answer<TransferResult>(delivery, delivery == Delivery.Durable ? Result : default));

    Answer<TransferResult> IValueTaskSource<Answer<TransferResult>>.GetResult(short token)
    {
        var answer = _core.GetResult(token);
        _core.Reset();
        var release = _release;
        _release = null;
        release?.Invoke(this);
        return answer;
    }

    ValueTaskSourceStatus IValueTaskSource<Answer<TransferResult>>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<Answer<TransferResult>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}

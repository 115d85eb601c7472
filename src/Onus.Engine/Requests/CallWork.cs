using Onus.Core;
using Onus.Engine.Throttling;

namespace Onus.Engine.Requests;

/// <summary>Whatever else is asked of the writer: rarer commands, and reads of the state.</summary>
/// <remarks>A read is a call like any other. Its answer waits until everything that it saw is durable, so that no answer
/// shows what a crash could take back (law 2).</remarks>
internal sealed class CallWork<T>(CallWork<T>.Body body, Deadline deadline, ulong? principal) : IWork
{
    private readonly TaskCompletionSource<Answer<T>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;
    private bool _expired;

    /// <summary>What runs on the writer's thread.</summary>
    public delegate T Body(in WriterTurn turn);

    public int Weight => 1;

    public Task<Answer<T>> Completion => _completion.Task;

    public ulong? OverBudget(RefusalBudget budget, LogTime now) =>
        principal is { } sender && budget.IsOver(sender, now) ? sender : null;

    public void Run(in WriterTurn turn)
    {
        _expired = deadline.IsPast;
        if (!_expired) _result = body(turn);
    }

    public void Finish(Delivery delivery)
    {
        if (delivery == Delivery.Durable && _expired) delivery = Delivery.Expired;
        _completion.SetResult(new Answer<T>(delivery, delivery == Delivery.Durable ? _result : default!));
    }
}

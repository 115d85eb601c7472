using Onus.Core;
using Onus.Engine.Requests;
using Onus.Engine.Throttling;
using Onus.Ledger;

namespace Onus.Engine.Keeping;

/// <summary>A state root with its entry, once that entry is durable.</summary>
/// <param name="Root">The root, with the proofs under it.</param>
/// <param name="Index">The entry's index.</param>
/// <param name="Entry">The entry's bytes.</param>
public sealed record WrittenRoot(StateRoot Root, ulong Index, ReadOnlyMemory<byte> Entry);

/// <summary>Somebody who waits for a state root with the proofs of some accounts.</summary>
internal sealed class RootRequest(IReadOnlyList<ulong> accounts) : IWork
{
    private readonly TaskCompletionSource<Answer<WrittenRoot?>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The accounts whose balances are to be proven, by their opening entries.</summary>
    public IReadOnlyList<ulong> Accounts => accounts;

    /// <summary>The root, once its entry is in a flight.</summary>
    public WrittenRoot? Written { get; set; }

    public int Weight => 0;

    public Task<Answer<WrittenRoot?>> Completion => _completion.Task;

    public ulong? OverBudget(RefusalBudget budget, LogTime now) => null;

    public void Run(in WriterTurn turn)
    {
    }

    public void Finish(Delivery delivery) =>
        _completion.TrySetResult(new Answer<WrittenRoot?>(delivery, delivery == Delivery.Durable ? Written : null));
}

using Onus.Cases;
using Onus.Core.Formats;
using Onus.Core;
using Onus.Engine.Throttling;
using Onus.Ledger;

namespace Onus.Engine.Requests;

/// <summary>One thing that the writer does: a command, a batch of them, or a read of the state.</summary>
internal interface IWork
{
    /// <summary>How much of the queue's room it takes, in commands.</summary>
    int Weight { get; }

    /// <summary>The principal of this work whose refusals are over their budget, so that none of it is looked at; or null.</summary>
    ulong? OverBudget(RefusalBudget budget, LogTime now);

    /// <summary>Runs on the writer's thread; what it yields leaves only with <see cref="Finish"/>.</summary>
    void Run(in WriterTurn turn);

    /// <summary>Answers the caller; called once, when everything decided before it is durable, or never will be known.</summary>
    void Finish(Delivery delivery);
}

/// <summary>What the writer hands to the work that it runs.</summary>
/// <param name="Ledger">The ledger, ahead of the log.</param>
/// <param name="Cases">The cases, ahead of the log.</param>
/// <param name="Batch">Where entries go.</param>
/// <param name="Clock">The wall clock of this turn.</param>
internal readonly record struct WriterTurn(LedgerState Ledger, CasesState Cases, EntryBatch Batch, LogTime Clock);

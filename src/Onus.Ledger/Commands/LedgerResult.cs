using Onus.Core;

namespace Onus.Ledger;

/// <summary>The answer to any request but a transfer.</summary>
/// <typeparam name="TOutcome">The request's list of outcomes.</typeparam>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstOutcome">For an id that was refused before, the outcome of then; else the outcome.</param>
/// <param name="Index">The entry that records it, its own or the first one of its id; 0 where there is none.</param>
/// <param name="Time">When the log accepted that entry; the epoch where there is none.</param>
/// <param name="Place">Of postings, the line or condition at fault.</param>
public readonly record struct LedgerResult<TOutcome>(
    TOutcome Outcome,
    TOutcome FirstOutcome,
    ulong Index,
    LogTime Time,
    int Place = 0)
    where TOutcome : struct, Enum;

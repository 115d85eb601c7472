using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>The answer to a command of a case.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstOutcome">For an id that was refused before, the outcome of then; else the outcome.</param>
/// <param name="Index">The entry that records it, its own or the first one of its id; 0 where there is none.</param>
/// <param name="Time">When the log accepted that entry; the epoch where there is none.</param>
/// <param name="Case">The entry that opened the case; 0 where there is none.</param>
/// <param name="About">What a refusal is about: a place in the product, or the entry of the new head; -1 for nothing.</param>
public readonly record struct CaseResult(
    CaseOutcome Outcome,
    CaseOutcome FirstOutcome,
    ulong Index,
    LogTime Time,
    ulong Case,
    long About);

using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>The answer to a <see cref="TransferCommand"/>.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="FirstOutcome">For an id that was refused before, the outcome of then; else the outcome.</param>
/// <param name="Index">The entry that records it: of an accepted or refused command its own, of an id known before the
/// first one, of a failed chain the refusal of its culprit; 0 where there is none.</param>
/// <param name="Time">When the log accepted that entry; the epoch where there is none.</param>
/// <param name="Amount">What was moved, reserved or released.</param>
/// <param name="Debit">The sums of the debit account after the command; all zero unless <paramref name="Outcome"/> is
/// accepted, or a reason of state that found both accounts.</param>
/// <param name="Credit">The sums of the credit account likewise.</param>
/// <remarks>For <see cref="TransferOutcome.Exists"/> the sums of then are not kept in memory;
/// <c>LedgerQueries.BalancesAfter</c> works them out from the entries.</remarks>
public readonly record struct TransferResult(
    TransferOutcome Outcome,
    TransferOutcome FirstOutcome,
    ulong Index,
    LogTime Time,
    UInt128 Amount,
    Balances Debit,
    Balances Credit);

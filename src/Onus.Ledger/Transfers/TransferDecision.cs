using Onus.Core.Formats;

namespace Onus.Ledger.Transfers;

/// <summary>What was decided about one transfer command.</summary>
internal struct TransferDecision
{
    public TransferEffect Effect;

    /// <summary>The second amount of the entry, and what it means.</summary>
    public UInt128 TermAmount;
    public TransferTerm Term;

    public TransferOutcome Outcome;

    /// <summary>Whether both accounts were found, so that their sums can be told.</summary>
    public bool HasAccounts;
}

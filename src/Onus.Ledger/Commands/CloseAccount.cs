using Onus.Core;

namespace Onus.Ledger;

/// <summary>A request to close an account: it takes no new debit, credit, hold or capture; its holds can still be voided
/// and still lapse.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Account">The account.</param>
/// <param name="EmptyOnly">Whether an account with a balance or open holds is to be refused.</param>
public sealed record CloseAccount(CommandHead Head, Id128 Account, bool EmptyOnly);

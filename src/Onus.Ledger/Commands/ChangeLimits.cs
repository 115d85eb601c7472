using Onus.Core;

namespace Onus.Ledger;

/// <summary>A request to set both limits of an account anew. A limit below what is used refuses only what comes after.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Account">The account.</param>
/// <param name="DebitLimit">By how much debits may exceed credits; null for no limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; null for no limit.</param>
public sealed record ChangeLimits(CommandHead Head, Id128 Account, UInt128? DebitLimit, UInt128? CreditLimit);

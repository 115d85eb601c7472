using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>One account as it stands.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Opened">The entry that opened it: its name in the log.</param>
/// <param name="Book">The entry that opened its book.</param>
/// <param name="Party">Whose account it is, or none.</param>
/// <param name="Code">The user's code for what kind of account this is.</param>
/// <param name="DebitLimit">By how much debits may exceed credits; null for no limit.</param>
/// <param name="CreditLimit">By how much credits may exceed debits; null for no limit.</param>
/// <param name="IsClosed">Whether it takes no new debits and credits.</param>
/// <param name="Balances">Its sums.</param>
/// <param name="Head">Its last entry.</param>
/// <param name="Ordinal">The place of that entry in its history; the opening is 0.</param>
public readonly record struct Account(
    Id128 Id,
    ulong Opened,
    ulong Book,
    Id128 Party,
    ushort Code,
    UInt128? DebitLimit,
    UInt128? CreditLimit,
    bool IsClosed,
    Balances Balances,
    ulong Head,
    ulong Ordinal);

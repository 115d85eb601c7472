using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger;

/// <summary>One book as it stands.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Opened">The entry that opened it: its name in the log.</param>
/// <param name="Unit">The currency or unit.</param>
/// <param name="Digits">The decimal digits of its minor unit.</param>
/// <param name="Purpose">What the amounts are amounts of.</param>
/// <param name="Accounts">How many accounts it has.</param>
/// <param name="Totals">The sums of all its accounts; debits equal credits.</param>
public readonly record struct Book(
    Id128 Id,
    ulong Opened,
    string Unit,
    byte Digits,
    BookPurpose Purpose,
    uint Accounts,
    Balances Totals);

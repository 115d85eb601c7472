namespace Onus.Core.Formats;

/// <summary>One line of an account statement.</summary>
/// <param name="Step">The entry, its place in the account's history and what it moves.</param>
/// <param name="Balances">The account's sums after it.</param>
public readonly record struct StatementLine(AccountStep Step, Balances Balances);

namespace Onus.Core.Formats;

/// <summary>What the amounts of a book are amounts of.</summary>
public enum BookPurpose : byte
{
    /// <summary>Money, or another unit that is owned.</summary>
    Money = 0,

    /// <summary>Liability: what parties answer for; its balances are owed to the claims account.</summary>
    Liability = 1,
}

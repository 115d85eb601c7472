namespace Onus.Ledger.Tables;

/// <summary>The limits of one account that are neither absent nor zero.</summary>
internal struct AccountLimits
{
    public const int Size = 32;

    public UInt128 Debit, Credit;
}

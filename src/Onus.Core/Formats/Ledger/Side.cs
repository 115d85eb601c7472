namespace Onus.Core.Formats;

/// <summary>The two sides of an account.</summary>
public enum Side : byte
{
    /// <summary>What the account gives.</summary>
    Debit = 0,

    /// <summary>What the account takes.</summary>
    Credit = 1,
}

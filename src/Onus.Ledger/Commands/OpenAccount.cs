using Onus.Core;

namespace Onus.Ledger;

/// <summary>A request to open an account.</summary>
/// <param name="Head">Id, trace and actor.</param>
/// <param name="Account">The account's identifier, any but zero.</param>
/// <param name="Book">The book it stands in.</param>
public sealed record OpenAccount(CommandHead Head, Id128 Account, Id128 Book)
{
    /// <summary>Whose account it is: a token of the subject register, or none.</summary>
    public Id128 Party { get; init; }

    /// <summary>The user's code for what kind of account this is.</summary>
    public ushort Code { get; init; }

    /// <summary>By how much debits, posted and pending, may exceed posted credits: 0 for an account that never goes
    /// negative, an overdraft, or null for no limit.</summary>
    public UInt128? DebitLimit { get; init; }

    /// <summary>By how much credits, posted and pending, may exceed posted debits: 0 for an account that never goes
    /// positive, a cap, or null for no limit.</summary>
    public UInt128? CreditLimit { get; init; }

    /// <summary>128 bits of the user's.</summary>
    public UInt128 User128 { get; init; }

    /// <summary>64 bits of the user's.</summary>
    public ulong User64 { get; init; }

    /// <summary>32 bits of the user's.</summary>
    public uint User32 { get; init; }
}

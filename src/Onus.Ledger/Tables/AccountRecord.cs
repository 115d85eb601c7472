using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tables;

/// <summary>One account in memory: two cache lines, the sums in the first.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 16, Size = Size)]
internal struct AccountRecord
{
    public const int Size = 128;

    public UInt128 DebitsPosted, CreditsPosted, DebitsPending, CreditsPending;
    public Id128 Id;
    public Id128 Party;

    /// <summary>The entry that opened the account, and its last one.</summary>
    public ulong Opened, Head;

    /// <summary>The place of the last entry in the account's history; the opening is 0.</summary>
    public ulong Ordinal;

    public ushort Book, Code;
    public AccountFlags Flags;

    // So that no byte is padding: records are written to snapshots as they lie.
    public byte Spare8;
    public ushort Spare16;

    public readonly Balances Balances => new(DebitsPosted, CreditsPosted, DebitsPending, CreditsPending);

    public readonly bool IsClosed => (Flags & AccountFlags.Closed) != 0;

    public readonly bool HasLimitsAside => (Flags & (AccountFlags.DebitLimitAside | AccountFlags.CreditLimitAside)) != 0;

    /// <summary>By how much debits may exceed credits; null for no limit.</summary>
    public readonly UInt128? DebitLimit(in AccountLimits aside) =>
        (Flags & AccountFlags.DebitLimited) == 0 ? null
        : (Flags & AccountFlags.DebitLimitAside) == 0 ? UInt128.Zero : aside.Debit;

    /// <summary>By how much credits may exceed debits; null for no limit.</summary>
    public readonly UInt128? CreditLimit(in AccountLimits aside) =>
        (Flags & AccountFlags.CreditLimited) == 0 ? null
        : (Flags & AccountFlags.CreditLimitAside) == 0 ? UInt128.Zero : aside.Credit;
}

/// <summary>What an account's record says in single bits; a limit that is neither absent nor zero lies in a side table.</summary>
[Flags]
internal enum AccountFlags : byte
{
    None = 0,
    Closed = 1,
    DebitLimited = 2,
    DebitLimitAside = 4,
    CreditLimited = 8,
    CreditLimitAside = 16,
}

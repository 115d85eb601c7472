using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tables;

/// <summary>One book in memory: its unit, its accounts' buckets and its totals.</summary>
internal sealed class BookRecord(ushort number, ulong opened, Id128 id, string unit, byte digits, BookPurpose purpose)
{
    public readonly ushort Number = number;
    public readonly ulong Opened = opened;
    public readonly Id128 Id = id;
    public readonly string Unit = unit;
    public readonly byte Digits = digits;
    public readonly BookPurpose Purpose = purpose;
    public readonly List<uint> Buckets = [];
    public uint AccountCount;
    public UInt128 DebitsPosted, CreditsPosted, DebitsPending, CreditsPending;

    public Balances Totals
    {
        get => new(DebitsPosted, CreditsPosted, DebitsPending, CreditsPending);
        set => (DebitsPosted, CreditsPosted, DebitsPending, CreditsPending) = value;
    }

    /// <summary>Law 3, money is conserved: checked after every entry.</summary>
    public bool IsConserved => DebitsPosted == CreditsPosted && DebitsPending == CreditsPending;

    /// <summary>Whether the totals, posted and pending together, stay within 128 bits when the amount comes to them.</summary>
    /// <remarks>No account's sums exceed its book's, so this one check covers every sum of the ledger.</remarks>
    public bool HasRoomFor(UInt128 amount) =>
        amount <= UInt128.MaxValue - DebitsPosted && DebitsPending <= UInt128.MaxValue - DebitsPosted - amount;
}

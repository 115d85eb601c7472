using Onus.Core.Formats;

namespace Onus.Ledger.Transfers;

/// <summary>What a decided transfer does to the tables: all names resolved, all amounts final.</summary>
internal struct TransferEffect
{
    public UInt128 Amount;

    /// <summary>What a part capture releases beside its amount.</summary>
    public UInt128 Rest;

    public TransferAct Act;
    public uint Debit, Credit;

    /// <summary>The transfer's own entry.</summary>
    public ulong Entry;

    /// <summary>What the entry is about: see <see cref="TransferEntry.About"/>.</summary>
    public ulong About;

    /// <summary>The hold that is captured, voided or lapses.</summary>
    public uint Hold;
}

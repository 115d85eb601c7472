namespace Onus.Ledger.Tables;

/// <summary>One open hold in memory.</summary>
internal struct HoldRecord
{
    /// <summary>What is still reserved.</summary>
    public UInt128 Rest;

    /// <summary>The hold's entry.</summary>
    public ulong Entry;

    /// <summary>When it lapses, in nanoseconds; 0 for never.</summary>
    public ulong Due;

    public uint Debit, Credit;

    /// <summary>Its place among the clocks, or -1; of a free record, the next free one.</summary>
    public int Place;
}

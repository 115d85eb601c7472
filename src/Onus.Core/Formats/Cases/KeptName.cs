namespace Onus.Core.Formats;

/// <summary>Names a thing whose plaintext is in the vault: the entry that brought it, and its commitment there.</summary>
/// <param name="Entry">The act, request or deed whose entry carries the commitment.</param>
/// <param name="Commitment">The commitment: the address in the vault.</param>
public readonly record struct KeptName(ulong Entry, Hash256 Commitment) : IComparable<KeptName>
{
    /// <inheritdoc/>
    public int CompareTo(KeptName other)
    {
        var order = Entry.CompareTo(other.Entry);
        return order != 0 ? order : Commitment.CompareTo(other.Commitment);
    }

    /// <summary>Whether the left one came first.</summary>
    public static bool operator <(KeptName left, KeptName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left one came later.</summary>
    public static bool operator >(KeptName left, KeptName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left one did not come later.</summary>
    public static bool operator <=(KeptName left, KeptName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left one did not come first.</summary>
    public static bool operator >=(KeptName left, KeptName right) => left.CompareTo(right) >= 0;

    /// <summary>Writes or reads the name.</summary>
    public static KeptName Of(CborArchive a, KeptName v)
    {
        ArgumentNullException.ThrowIfNull(a);
        return a.Record(2, () => new KeptName(a.ULong(v.Entry), a.Hash(v.Commitment)));
    }
}

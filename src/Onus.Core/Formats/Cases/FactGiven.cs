namespace Onus.Core.Formats;

/// <summary>A fact as an entry carries it: the value, or for a personal fact a salted commitment and the cell it lies in.</summary>
/// <param name="Fact">The fact, by its place in the compiled product.</param>
/// <param name="Value">The value as a whole number; for a personal fact, the lowest value of its cell of the guard partition.</param>
/// <param name="Commitment">SHA-256 over salt and value; null where the value itself is here.</param>
public readonly record struct FactGiven(int Fact, Int128 Value, Hash256? Commitment)
{
    internal static FactGiven Of(CborArchive a, FactGiven v) => a.Record(3, () =>
        new FactGiven(a.Int(v.Fact), a.Signed(v.Value), a.Maybe(v.Commitment, a.Hash)));
}

/// <summary>Evidence as an entry carries it.</summary>
/// <param name="Kind">The kind, by its place in the compiled product.</param>
/// <param name="Commitment">SHA-256 over salt and content hash: the bytes lie in the vault.</param>
public readonly record struct EvidenceFiled(int Kind, Hash256 Commitment)
{
    internal static EvidenceFiled Of(CborArchive a, EvidenceFiled v) => a.Record(2, () =>
        new EvidenceFiled(a.Int(v.Kind), a.Hash(v.Commitment)));
}

namespace Onus.Core.Formats;

/// <summary>What a confidential act shows instead of what happened.</summary>
/// <param name="Commitment">The commitment to the sealed part, which is the entry before the act.</param>
/// <param name="State">The state that the case is in now, by its place in the compiled product.</param>
public readonly record struct ActSeal(Hash256 Commitment, int State)
{
    internal static ActSeal Of(CborArchive a, ActSeal v) => a.Record(2, () => new ActSeal(a.Hash(v.Commitment), a.Int(v.State)));
}

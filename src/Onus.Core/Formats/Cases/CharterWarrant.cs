namespace Onus.Core.Formats;

/// <summary>By what right an act of the charter took effect.</summary>
public enum WarrantKind : byte
{
    /// <summary>The founding: what the genesis entry names.</summary>
    Founding,

    /// <summary>One person, because the charter leaves this act to one.</summary>
    Routine,

    /// <summary>Two persons: the entry's actor seconds what another proposed.</summary>
    Seconded,

    /// <summary>One person in the place of two, because the genesis entry allows it: a demonstration.</summary>
    Alone,
}

/// <summary>What every entry of the charter says of its own right.</summary>
/// <param name="Kind">Which right.</param>
/// <param name="Proposal">The entry that proposed it; 0 where it was not seconded.</param>
/// <param name="Signature">The actor's <see cref="DecisionSignature"/> over the <see cref="CharterStatement"/>; empty without
/// one.</param>
public readonly record struct CharterWarrant(WarrantKind Kind, ulong Proposal, ReadOnlyMemory<byte> Signature)
{
    internal static CharterWarrant Of(CborArchive a, CharterWarrant v) => a.Record(3, () =>
    {
        var read = new CharterWarrant(a.Word(v.Kind), a.ULong(v.Proposal), a.Bytes(v.Signature));
        return (read.Kind == WarrantKind.Seconded) == (read.Proposal != 0)
            ? read
            : throw new System.Formats.Cbor.CborContentException("a warrant that contradicts itself");
    });
}

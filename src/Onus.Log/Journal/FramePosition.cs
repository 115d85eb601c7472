namespace Onus.Log.Journal;

/// <summary>Where a journal keeps a frame; only the journal that gave it can read it.</summary>
/// <param name="Value">Rises with every frame.</param>
public readonly record struct FramePosition(ulong Value)
{
    /// <summary>The position of a frame in a segment.</summary>
    internal static FramePosition At(uint segment, long offset) => new(((ulong)segment << 32) | checked((uint)offset));

    /// <summary>The number of the segment.</summary>
    internal uint Segment => (uint)(Value >> 32);

    /// <summary>The offset in the segment.</summary>
    internal long Offset => (uint)(Value & uint.MaxValue);
}

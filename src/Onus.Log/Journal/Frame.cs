using Onus.Core;

namespace Onus.Log.Journal;

/// <summary>One committed batch as the journal holds it, without its bytes.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Next">Where the frame after it is, or will be.</param>
/// <param name="FirstIndex">The index of its first entry: the size that its checkpoint states.</param>
/// <param name="Count">How many entries; at least one.</param>
/// <param name="EntriesLength">The length in bytes of its entries with what stands before each.</param>
/// <param name="Root">The tree's root after its last entry.</param>
/// <param name="VerifierKey">The vkey of the log at that time.</param>
public readonly record struct Frame(
    FramePosition Position,
    FramePosition Next,
    ulong FirstIndex,
    int Count,
    int EntriesLength,
    Hash256 Root,
    string VerifierKey)
{
    /// <summary>The index after its last entry.</summary>
    public ulong EndIndex => FirstIndex + (ulong)Count;
}

namespace Onus.Core;

/// <summary>Where one message lies within a buffer of many.</summary>
/// <param name="Start">The offset of its first byte.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct Slice(int Start, int Length);

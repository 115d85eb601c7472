namespace Onus.Log.Journal;

/// <summary>Where the first entry of a bundle is, the bytes before it included.</summary>
/// <param name="Frame">The frame that holds it.</param>
/// <param name="Offset">The offset among the frame's entries.</param>
internal readonly record struct BundlePlace(FramePosition Frame, int Offset);

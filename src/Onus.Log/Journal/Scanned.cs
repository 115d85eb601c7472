using Onus.Log.Storage;

namespace Onus.Log.Journal;

/// <summary>What stands at a place of a journal: a frame, or the end.</summary>
/// <param name="Frame">The frame; null at the end.</param>
/// <param name="Torn">At the end, what was begun there and never confirmed; null where nothing was begun.</param>
public readonly record struct Scanned(Frame? Frame, LogDamagedException? Torn);

/// <summary>The end of a journal as a scan found it.</summary>
/// <param name="End">Where the next frame will be.</param>
/// <param name="Size">How many entries are before it.</param>
/// <param name="Last">The last frame, when the scan saw one.</param>
/// <param name="Torn">What was begun behind it and never confirmed.</param>
public readonly record struct JournalTail(FramePosition End, ulong Size, Frame? Last, LogDamagedException? Torn);

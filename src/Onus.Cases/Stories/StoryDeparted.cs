namespace Onus.Cases.Stories;

/// <summary>A line of a story did not come true; caught by the runner, never seen outside.</summary>
internal sealed class StoryDeparted(string message) : Exception(message);

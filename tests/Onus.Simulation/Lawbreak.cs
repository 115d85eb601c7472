namespace Onus.Simulation;

/// <summary>A law of the house was broken; the seed in the message replays it.</summary>
internal sealed class Lawbreak(string law) : Exception(law);

using Onus.Log.Journal;

namespace Onus.Engine;

/// <summary>The outcome of opening an engine.</summary>
/// <param name="Outcome">What became of opening its log.</param>
/// <param name="Engine">The engine, only when the log is open.</param>
/// <param name="Detail">What was found and what to do, in one line.</param>
public sealed record EngineOpening(OpenOutcome Outcome, OnusEngine? Engine, string Detail);

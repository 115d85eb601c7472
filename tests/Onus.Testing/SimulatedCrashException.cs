namespace Onus.Testing;

/// <summary>The simulated machine lost power: nothing after this call happened. Not an I/O error, so nothing may catch it.</summary>
public sealed class SimulatedCrashException() : Exception("the simulated machine lost power");

namespace Onus.Testing;

/// <summary>What a lying device does with a write that it confirms.</summary>
public enum SimulatedLieKind
{
    /// <summary>It never reaches the medium.</summary>
    Lost,

    /// <summary>It reaches another place.</summary>
    Misdirected,
}

/// <summary>One lie.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="NameEnd">How the name of the file ends whose write it is.</param>
/// <param name="Offset">For a misdirected write, where it goes.</param>
/// <param name="Target">For a misdirected write, the file that it goes to; null for its own.</param>
public sealed record SimulatedLie(SimulatedLieKind Kind, string NameEnd, long Offset = 0, string? Target = null);

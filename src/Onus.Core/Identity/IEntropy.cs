namespace Onus.Core;

/// <summary>Where random bytes come from: the operating system at the edge, a seed in the simulator.</summary>
public interface IEntropy
{
    /// <summary>Fills <paramref name="destination"/> with random bytes.</summary>
    void Fill(Span<byte> destination);
}

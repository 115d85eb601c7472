using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Simulation.Cases;

/// <summary>Signatures that always hold, so that only keys decide, and salts that follow from the seed.</summary>
internal sealed class SimulatedPen(Random random) : IActorSignatures, IEntropy
{
    public bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey) => true;

    public bool Verify(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => true;

    public void Fill(Span<byte> destination) => random.NextBytes(destination);
}

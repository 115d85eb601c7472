using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Stories;

/// <summary>What a story needs from outside: signatures that always hold, and salts that are always the same.</summary>
internal sealed class StoryPen : IActorSignatures, IEntropy
{
    public static StoryPen Instance { get; } = new();

    public bool IsKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey) => true;

    public bool Verify(KeyAlgorithm algorithm, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => true;

    public void Fill(Span<byte> destination) => destination.Clear();
}

using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Engine;

/// <summary>Randomness of the operating system.</summary>
internal sealed class EngineEntropy : IEntropy
{
    public static EngineEntropy Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}

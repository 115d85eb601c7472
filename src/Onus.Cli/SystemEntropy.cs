using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Cli;

/// <summary>Randomness of the operating system, for keys and identifiers at the edge.</summary>
internal sealed class SystemEntropy : IEntropy
{
    public static SystemEntropy Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}

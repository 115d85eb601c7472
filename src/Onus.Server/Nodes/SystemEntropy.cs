using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Server;

/// <summary>Randomness of the operating system.</summary>
internal sealed class SystemEntropy : IEntropy
{
    public static SystemEntropy Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}

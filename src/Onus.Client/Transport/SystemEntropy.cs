using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Client.Transport;

/// <summary>The operating system's randomness, for command ids.</summary>
internal sealed class SystemEntropy : IEntropy
{
    public static SystemEntropy Instance { get; } = new();

    public void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
}

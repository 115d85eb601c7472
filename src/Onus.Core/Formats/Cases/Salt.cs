namespace Onus.Core.Formats;

/// <summary>32 random bytes that make a commitment to a guessable value unguessable; made outside the deterministic core.</summary>
/// <param name="Value">The bytes.</param>
public readonly record struct Salt(Hash256 Value)
{
    /// <summary>The length in bytes.</summary>
    public const int Size = Hash256.Size;

    /// <summary>A new salt.</summary>
    public static Salt Draw(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        Span<byte> bytes = stackalloc byte[Size];
        entropy.Fill(bytes);
        return new Salt(new Hash256(bytes));
    }

    internal static Salt Of(CborArchive a, Salt v) => new(a.Hash(v.Value));
}

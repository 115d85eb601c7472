using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Cases;

/// <summary>The text of the charter: the product that governs the node, in the language of all products.</summary>
public static class CharterText
{
    private static readonly Lazy<byte[]> Loaded = new(() =>
    {
        using var stream = typeof(CharterText).Assembly.GetManifestResourceStream("Onus.Cases.charter.onus");
        Invariant.Holds(stream is not null);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    /// <summary>The text.</summary>
    public static ReadOnlyMemory<byte> Bytes => Loaded.Value;

    /// <summary>SHA-256 of the text; the genesis entry names it.</summary>
    public static Hash256 Hash { get; } = new(SHA256.HashData(Loaded.Value));
}

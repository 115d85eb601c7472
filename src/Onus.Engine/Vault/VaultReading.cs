using System.Buffers.Binary;
using Onus.Core.Formats;

namespace Onus.Engine.Vault;

/// <summary>What became of reading from a vault, in order of precedence.</summary>
public enum VaultOutcome : byte
{
    /// <summary>Nothing was ever put under that commitment, or what was put was never confirmed.</summary>
    Unknown,

    /// <summary>It was destroyed.</summary>
    Destroyed,

    /// <summary>It is there and cannot be read: the bytes were altered, or are others than were committed to.</summary>
    Damaged,

    /// <summary>Here it is.</summary>
    Read,
}

/// <summary>What a vault holds under a commitment.</summary>
/// <param name="Outcome">What became of reading it.</param>
/// <param name="IsFact">Whether it is the value of a fact, not a document.</param>
/// <param name="Salt">The salt of the commitment.</param>
/// <param name="Content">The document; of a fact its 16 bytes.</param>
public readonly record struct VaultReading(VaultOutcome Outcome, bool IsFact, Salt Salt, ReadOnlyMemory<byte> Content)
{
    /// <summary>The value of a fact.</summary>
    public Int128 Value => BinaryPrimitives.ReadInt128BigEndian(Content.Span);
}

/// <summary>What is put into a vault.</summary>
/// <param name="Subject">The person whom it is about.</param>
/// <param name="IsFact">Whether it is the value of a fact, not a document.</param>
/// <param name="Content">The document; of a fact its 16 bytes.</param>
public readonly record struct VaultItem(Core.Id128 Subject, bool IsFact, ReadOnlyMemory<byte> Content)
{
    /// <summary>A document.</summary>
    public static VaultItem Document(Core.Id128 subject, ReadOnlyMemory<byte> content) => new(subject, false, content);

    /// <summary>The value of a personal fact.</summary>
    public static VaultItem Fact(Core.Id128 subject, Int128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        return new VaultItem(subject, true, bytes);
    }
}

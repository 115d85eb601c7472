using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>What a person does with an act of the charter.</summary>
public enum CharterVerb : byte
{
    /// <summary>Proposes it; a second person must second it.</summary>
    Propose,

    /// <summary>Seconds it: it takes effect.</summary>
    Second,

    /// <summary>Does it alone: the charter leaves it to one person, or the genesis entry does.</summary>
    Do,
}

/// <summary>Exactly what a person signs when they propose, second or do an act of the charter: the act itself, in one
/// log.</summary>
/// <remarks>Deterministic CBOR that begins with <see cref="Domain"/>.</remarks>
/// <param name="Origin">The origin of the log.</param>
/// <param name="Command">The id of the command that carries the signature.</param>
/// <param name="Verb">What the signer does.</param>
/// <param name="Proposal">The entry that is seconded; 0 otherwise.</param>
/// <param name="Act">The act.</param>
public sealed record CharterStatement(string Origin, Id128 Command, CharterVerb Verb, ulong Proposal, CharterAct Act)
{
    /// <summary>The first field of the bytes.</summary>
    public const string Domain = "onus/charter/v1";

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Layout(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>Reads the bytes; false for whatever <see cref="ToBytes"/> would not have written.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out CharterStatement? statement) =>
        EntryCodec.TryReadValue(bytes, static reader => Layout(new CborArchive(reader), null), out statement);

    private static CharterStatement Layout(CborArchive a, CharterStatement? v) => a.Record(6, () =>
    {
        if (a.Text(Domain) != Domain) throw new CborContentException("another statement");
        return new CharterStatement(
            a.Text(v?.Origin ?? ""), a.Id(v?.Command ?? default), a.Word(v?.Verb ?? default), a.ULong(v?.Proposal ?? 0),
            CharterAct.Of(a, v?.Act));
    });
}

/// <summary>What the old and the new key of a log both sign.</summary>
public static class KeyRotationStatement
{
    /// <summary>The first field of the bytes.</summary>
    public const string Domain = "onus/log-key/v1";

    /// <summary>The bytes that both keys sign: <c>[domain, origin, old key, new key]</c>.</summary>
    public static byte[] ToBytes(string origin, ReadOnlySpan<byte> oldKey, ReadOnlySpan<byte> newKey)
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString(Domain);
        writer.WriteTextString(origin);
        writer.WriteByteString(oldKey);
        writer.WriteByteString(newKey);
        writer.WriteEndArray();
        return writer.Encode();
    }
}

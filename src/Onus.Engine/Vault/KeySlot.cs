using System.Buffers.Binary;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Vault;

/// <summary>What a slot of the key file is for.</summary>
internal enum SlotKind : byte
{
    /// <summary>Nothing any more, and nothing of it is left.</summary>
    Void = 0,

    /// <summary>The front of the file: the key under which identifiers are looked up.</summary>
    Front = 1,

    /// <summary>A subject's key, under the master key.</summary>
    Subject = 2,

    /// <summary>An object's key, under its subject's.</summary>
    Object = 3,

    /// <summary>A token, under the keyed hash of the identifier that it stands for.</summary>
    Token = 4,

    /// <summary>A subject whose key is destroyed.</summary>
    SubjectDestroyed = 5,

    /// <summary>An object whose key is destroyed.</summary>
    ObjectDestroyed = 6,
}

/// <summary>One slot of the key file, 128 bytes: kind (1), zeros (3), body (120), CRC-32C (4). Integers are big-endian.</summary>
/// <remarks>A slot is overwritten where it stands when its key is destroyed: only its name is left, so that "destroyed" can be
/// told from "never there".</remarks>
internal readonly record struct KeySlot
{
    public const int Size = 128;

    private const int BodyOffset = 4, CrcOffset = 124;

    public required SlotKind Kind { get; init; }

    /// <summary>The subject; of an object the one it belongs to.</summary>
    public Id128 Subject { get; init; }

    /// <summary>The commitment of an object, or the keyed hash of a token's identifier.</summary>
    public Hash256 Name { get; init; }

    /// <summary>The token.</summary>
    public Id128 Token { get; init; }

    /// <summary>Where the object's bytes begin, and how many there are.</summary>
    public long Offset { get; init; }

    public int Length { get; init; }

    /// <summary>The wrapped key.</summary>
    public ReadOnlyMemory<byte> Wrapped { get; init; }

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        bytes[0] = (byte)Kind;
        var body = bytes.AsSpan(BodyOffset);
        switch (Kind)
        {
            case SlotKind.Front:
                Wrapped.Span.CopyTo(body);
                break;
            case SlotKind.Subject or SlotKind.SubjectDestroyed:
                Subject.Write(body);
                Wrapped.Span.CopyTo(body[16..]);
                break;
            case SlotKind.Token:
                Name.Write(body);
                Token.Write(body[32..]);
                Subject.Write(body[48..]);
                break;
            case SlotKind.Object or SlotKind.ObjectDestroyed:
                Name.Write(body);
                Subject.Write(body[32..]);
                BinaryPrimitives.WriteInt64BigEndian(body[48..], Offset);
                BinaryPrimitives.WriteInt32BigEndian(body[56..], Length);
                Wrapped.Span.CopyTo(body[60..]);
                break;
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(CrcOffset), Crc32C.Of(bytes.AsSpan(0, CrcOffset)));
        return bytes;
    }

    /// <summary>Reads a slot; false for one that was torn or damaged.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out KeySlot slot)
    {
        slot = default;
        if (bytes.Length != Size || BinaryPrimitives.ReadUInt32BigEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset])) return false;
        var kind = (SlotKind)bytes[0];
        var body = bytes[BodyOffset..CrcOffset];
        slot = kind switch
        {
            SlotKind.Front => new KeySlot { Kind = kind, Wrapped = body[..WrappedKey.Size].ToArray() },
            SlotKind.Subject or SlotKind.SubjectDestroyed => new KeySlot
            {
                Kind = kind, Subject = Id128.Read(body), Wrapped = kind == SlotKind.Subject ? body.Slice(16, WrappedKey.Size).ToArray() : default,
            },
            SlotKind.Token => new KeySlot
            {
                Kind = kind, Name = new Hash256(body[..32]), Token = Id128.Read(body[32..]), Subject = Id128.Read(body[48..]),
            },
            SlotKind.Object or SlotKind.ObjectDestroyed => new KeySlot
            {
                Kind = kind, Name = new Hash256(body[..32]), Subject = Id128.Read(body[32..]),
                Offset = BinaryPrimitives.ReadInt64BigEndian(body[48..]), Length = BinaryPrimitives.ReadInt32BigEndian(body[56..]),
                Wrapped = kind == SlotKind.Object ? body.Slice(60, WrappedKey.Size).ToArray() : default,
            },
            _ => new KeySlot { Kind = SlotKind.Void },
        };
        return Enum.IsDefined(kind);
    }
}

using System.Buffers.Binary;
using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Log.Proofs;

/// <summary>The protected header of a receipt: what its signature covers beside the root.</summary>
/// <param name="Algorithm">The COSE algorithm: -8 (EdDSA) or -19 (Ed25519).</param>
/// <param name="KeyId">The log key's note key id; null when the receipt names none.</param>
/// <param name="Origin">The log's origin, as the CWT issuer claim; null when the receipt names none.</param>
/// <param name="Size">The tree's size; null when the issuer does not sign it.</param>
public readonly record struct ReceiptHeader(int Algorithm, uint? KeyId, string? Origin, ulong? Size)
{
    /// <summary>EdDSA (RFC 9053 §2.2): what receipts are written with, because verifiers in use know it.</summary>
    public const int EdDsa = -8;

    /// <summary>Ed25519 (RFC 9864 §2.2): the same signature under its newer number.</summary>
    public const int Ed25519 = -19;

    /// <summary>The header's name of the signed tree size; RFC 9942 has none.</summary>
    public const string SizeLabel = "onus.tree_size";

    private const int AlgorithmLabel = 1;
    private const int CriticalLabel = 2;
    private const int KeyIdLabel = 4;
    private const int ClaimsLabel = 15; // RFC 9597
    private const int IssuerClaim = 1; // RFC 8392 §3.1.1
    private const int VerifiableDataStructureLabel = 395; // RFC 9942 §4
    private const int Rfc9162Sha256 = 1;

    internal byte[] Encode()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartMap(2 + (KeyId is null ? 0 : 1) + (Origin is null ? 0 : 1) + (Size is null ? 0 : 1));
        writer.WriteInt32(AlgorithmLabel);
        writer.WriteInt32(Algorithm);
        if (KeyId is { } keyId)
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
            writer.WriteInt32(KeyIdLabel);
            writer.WriteByteString(bytes);
        }

        if (Origin is not null)
        {
            writer.WriteInt32(ClaimsLabel);
            writer.WriteStartMap(1);
            writer.WriteInt32(IssuerClaim);
            writer.WriteTextString(Origin);
            writer.WriteEndMap();
        }

        writer.WriteInt32(VerifiableDataStructureLabel);
        writer.WriteInt32(Rfc9162Sha256);
        if (Size is { } size)
        {
            writer.WriteTextString(SizeLabel);
            writer.WriteUInt64(size);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Reads a header; what it does not know it skips, unless the issuer marks it critical.</summary>
    internal static ReceiptHeader Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        var header = default(ReceiptHeader);
        var structure = 0;
        CoseMap.Read(reader, label =>
        {
            if (label.Is(AlgorithmLabel)) header = header with { Algorithm = reader.ReadInt32() };
            else if (label.Is(KeyIdLabel)) header = header with { KeyId = ReadKeyId(reader) };
            else if (label.Is(ClaimsLabel)) header = header with { Origin = ReadIssuer(reader) };
            else if (label.Is(VerifiableDataStructureLabel)) structure = reader.ReadInt32();
            else if (label.Is(SizeLabel)) header = header with { Size = reader.ReadUInt64() };
            else if (label.Is(CriticalLabel)) throw new CborContentException("critical headers that are not understood");
            else return false;
            return true;
        });
        if (reader.BytesRemaining != 0) throw new CborContentException("bytes after the protected header");
        if (structure != Rfc9162Sha256) throw new CborContentException("its tree is not RFC9162_SHA256");
        if (header.Algorithm is not (EdDsa or Ed25519)) throw new CborContentException($"algorithm {header.Algorithm}, not EdDSA");
        return header;
    }

    private static uint ReadKeyId(CborReader reader)
    {
        var bytes = reader.ReadByteString();
        return bytes.Length == sizeof(uint)
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new CborContentException($"a key id of {bytes.Length} bytes, not 4");
    }

    private static string? ReadIssuer(CborReader reader)
    {
        string? issuer = null;
        CoseMap.Read(reader, label =>
        {
            if (label.Is(IssuerClaim)) issuer = reader.ReadTextString();
            return label.Is(IssuerClaim);
        });
        return issuer;
    }
}

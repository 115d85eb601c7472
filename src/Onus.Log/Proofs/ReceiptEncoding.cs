using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Log.Proofs;

/// <summary>The bytes of a receipt: COSE_Sign1 (RFC 9052 §4.2) with the inclusion proof of RFC 9942 §5.2 in its unprotected
/// header and a detached payload, the root.</summary>
internal static class ReceiptEncoding
{
    private const int SignatureSize = 64;
    private const int ProofsLabel = 396; // RFC 9942 §4
    private const int InclusionLabel = -1;
    private const CborTag Sign1 = (CborTag)18;

    public static byte[] Encode(byte[] protectedHeader, ulong size, ulong index, ReadOnlySpan<Hash256> hashes, byte[] signature)
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteTag(Sign1);
        writer.WriteStartArray(4);
        writer.WriteByteString(protectedHeader);
        writer.WriteStartMap(1);
        writer.WriteInt32(ProofsLabel);
        writer.WriteStartMap(1);
        writer.WriteInt32(InclusionLabel);
        writer.WriteStartArray(1);
        writer.WriteByteString(EncodeProof(size, index, hashes));
        writer.WriteEndArray();
        writer.WriteEndMap();
        writer.WriteEndMap();
        writer.WriteNull();
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The Sig_structure of RFC 9052 §4.4: what the log signs.</summary>
    public static byte[] SignedBytes(byte[] protectedHeader, in Hash256 root)
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(protectedHeader);
        writer.WriteByteString([]);
        writer.WriteByteString(root.Bytes);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <exception cref="CborContentException">The bytes are no receipt of one inclusion proof.</exception>
    public static CoseReceipt Decode(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        if (reader.ReadTag() != Sign1) throw new CborContentException("not a tagged COSE_Sign1");
        reader.ExpectArray(4);
        var protectedHeader = reader.ReadByteString();
        var header = ReceiptHeader.Decode(protectedHeader);
        var (size, index, hashes) = ReadUnprotected(reader);
        reader.ReadNull();
        var signature = reader.ReadByteString();
        if (signature.Length != SignatureSize) throw new CborContentException($"a signature of {signature.Length} bytes");
        reader.ReadEndArray();
        if (reader.BytesRemaining != 0) throw new CborContentException("bytes after the receipt");
        return new CoseReceipt(protectedHeader, header, size, index, hashes, signature);
    }

    private static byte[] EncodeProof(ulong size, ulong index, ReadOnlySpan<Hash256> hashes)
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(3);
        writer.WriteUInt64(size);
        writer.WriteUInt64(index);
        writer.WriteStartArray(hashes.Length);
        foreach (ref readonly var hash in hashes) writer.WriteByteString(hash.Bytes);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static (ulong Size, ulong Index, Hash256[] Hashes) ReadUnprotected(CborReader reader)
    {
        byte[]? proof = null;
        CoseMap.Read(reader, label =>
        {
            if (label.Is(ProofsLabel)) proof = ReadInclusion(reader);
            return label.Is(ProofsLabel);
        });
        return DecodeProof(proof ?? throw new CborContentException("no inclusion proof in its headers"));
    }

    private static byte[]? ReadInclusion(CborReader reader)
    {
        byte[]? proof = null;
        CoseMap.Read(reader, label =>
        {
            if (!label.Is(InclusionLabel)) return false;
            reader.ExpectArray(1);
            proof = reader.ReadByteString();
            reader.ReadEndArray();
            return true;
        });
        return proof;
    }

    private static (ulong Size, ulong Index, Hash256[] Hashes) DecodeProof(byte[] bytes)
    {
        var reader = new CborReader(bytes, CborConformanceMode.Strict);
        reader.ExpectArray(3);
        var size = reader.ReadUInt64();
        var index = reader.ReadUInt64();
        var count = reader.ReadStartArray() ?? throw new CborContentException("a proof of indefinite length");
        if (count > TlogProof.MaxHashes) throw new CborContentException($"a proof of {count} hashes");
        var hashes = new Hash256[count];
        for (var i = 0; i < count; i++)
        {
            var hash = reader.ReadByteString();
            if (hash.Length != Hash256.Size) throw new CborContentException($"a hash of {hash.Length} bytes");
            hashes[i] = new Hash256(hash);
        }

        reader.ReadEndArray();
        reader.ReadEndArray();
        if (reader.BytesRemaining != 0) throw new CborContentException("bytes after the proof");
        return (size, index, hashes);
    }
}

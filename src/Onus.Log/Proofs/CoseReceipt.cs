using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>A COSE receipt of inclusion (RFC 9942): the same proof as a <see cref="TlogProof"/> for systems that speak CBOR,
/// signed by the log over the root.</summary>
/// <remarks>
/// RFC 9942 signs neither the tree's size nor the entry's index, so a receipt of entry 69,999 of 70,000 can be altered to
/// claim entry 511 of 512 and still verify. Onus closes this twice: the size stands in a protected header, which binds the
/// index as well, and the entry carries its own index. A receipt that has neither is refused.
/// </remarks>
public sealed class CoseReceipt
{
    /// <summary>The largest receipt in bytes that is read.</summary>
    public const int MaxSize = 16_384;

    private readonly byte[] _protected;
    private readonly Hash256[] _hashes;
    private readonly byte[] _signature;

    internal CoseReceipt(byte[] protectedHeader, ReceiptHeader header, ulong size, ulong index, Hash256[] hashes, byte[] signature)
    {
        _protected = protectedHeader;
        Header = header;
        Size = size;
        Index = index;
        _hashes = hashes;
        _signature = signature;
    }

    /// <summary>What the signature covers beside the root.</summary>
    public ReceiptHeader Header { get; }

    /// <summary>The tree's size, as the unsigned proof says.</summary>
    public ulong Size { get; }

    /// <summary>The entry's index, as the unsigned proof says.</summary>
    public ulong Index { get; }

    /// <summary>The inclusion proof, the leaf's sibling first.</summary>
    public ReadOnlySpan<Hash256> Hashes => _hashes;

    /// <summary>Makes the receipt of a proof.</summary>
    /// <param name="proof">A proof whose checkpoint the log has signed; its root is signed again in the receipt's form.</param>
    /// <param name="leaf">The leaf hash of the entry.</param>
    /// <param name="signer">The log's Ed25519 key.</param>
    /// <exception cref="ArgumentException">The key is of another log or algorithm, or the proof does not lead from the entry
    /// to its checkpoint: such a root is never signed.</exception>
    public static CoseReceipt Issue(TlogProof proof, in Hash256 leaf, INoteSigner signer)
    {
        ArgumentNullException.ThrowIfNull(proof);
        ArgumentNullException.ThrowIfNull(signer);
        var checkpoint = proof.Checkpoint.Checkpoint;
        if (signer.Key.Type != SignatureType.Ed25519 || signer.Key.Name != checkpoint.Origin)
        {
            throw new ArgumentException($"not the Ed25519 key of {checkpoint.Origin}: {signer.Key}", nameof(signer));
        }

        if (MerkleVerifier.VerifyInclusion(proof.Index, checkpoint.Size, leaf, proof.Hashes, checkpoint.Root) != ProofOutcome.Verified)
        {
            throw new ArgumentException("the proof does not lead from the entry to the checkpoint's root", nameof(proof));
        }

        var header = new ReceiptHeader(ReceiptHeader.EdDsa, signer.Key.Id, checkpoint.Origin, checkpoint.Size);
        var protectedHeader = header.Encode();
        var signature = new byte[signer.SignatureSize];
        signer.Sign(ReceiptEncoding.SignedBytes(protectedHeader, checkpoint.Root), 0, signature);
        return new CoseReceipt(protectedHeader, header, checkpoint.Size, proof.Index, proof.Hashes.ToArray(), signature);
    }

    /// <summary>Reads a receipt.</summary>
    /// <param name="bytes">The tagged COSE_Sign1.</param>
    /// <param name="receipt">The receipt.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out CoseReceipt? receipt, [NotNullWhen(false)] out string? error)
    {
        receipt = null;
        error = null;
        try
        {
            if (bytes.Length > MaxSize) error = $"a receipt of more than {MaxSize} bytes";
            else receipt = ReceiptEncoding.Decode(bytes);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            // The reader throws the latter two for a well-formed item of another type or range than was asked for.
            error = $"no COSE receipt: {e.Message}";
        }

        return error is null;
    }

    /// <summary>Reads a receipt.</summary>
    /// <exception cref="FormatException">The bytes are no receipt; the message says why.</exception>
    public static CoseReceipt Parse(ReadOnlyMemory<byte> bytes) =>
        TryParse(bytes, out var receipt, out var error) ? receipt : throw new FormatException(error);

    /// <summary>Checks that the log has this entry at the receipt's index.</summary>
    /// <param name="entry">The entry's bytes, exactly as the log holds them.</param>
    /// <param name="log">The log's key, never taken from the evidence.</param>
    public ReceiptVerification Verify(ReadOnlySpan<byte> entry, VerifierKey log)
    {
        EntryHeader? carried = EntryHeader.TryRead(entry, out var header) ? header : null;
        return new ReceiptVerification(Check(MerkleHasher.HashLeaf(entry), carried?.Index, log), carried);
    }

    /// <summary>Checks that the log has a leaf at the receipt's index, for entries that do not carry their index.</summary>
    /// <param name="leaf">The RFC 6962 leaf hash of the entry.</param>
    /// <param name="log">The log's key, never taken from the evidence.</param>
    public ReceiptVerification VerifyLeaf(in Hash256 leaf, VerifierKey log) => new(Check(leaf, null, log), null);

    /// <summary>The receipt as a tagged COSE_Sign1.</summary>
    public byte[] ToBytes() => ReceiptEncoding.Encode(_protected, Size, Index, _hashes, _signature);

    private ReceiptVerdict Check(in Hash256 leaf, ulong? carriedIndex, VerifierKey log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Type != SignatureType.Ed25519 || (Header.KeyId ?? log.Id) != log.Id || (Header.Origin ?? log.Name) != log.Name)
        {
            return ReceiptVerdict.UnknownLog;
        }

        if (MerkleVerifier.RootFromInclusion(Index, Size, leaf, _hashes, out var root) != ProofOutcome.Verified)
        {
            return ReceiptVerdict.MalformedProof;
        }

        var genuine = Ed25519Verifier.TryCreate(log)?.Verify(ReceiptEncoding.SignedBytes(_protected, root), _signature) ?? false;
        if (!genuine) return ReceiptVerdict.BadSignature;
        if (Header.Size is { } size && size != Size) return ReceiptVerdict.OtherPosition;
        if (carriedIndex is { } index && index != Index) return ReceiptVerdict.OtherPosition;
        return Header.Size is null && carriedIndex is null ? ReceiptVerdict.PositionUnproven : ReceiptVerdict.Verified;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>The proof that an entry is in a log (C2SP tlog-proof@v1): the entry's index, its inclusion proof, and the signed
/// checkpoint that the proof leads to. It is text, and is checked without asking anybody.</summary>
public sealed class TlogProof
{
    /// <summary>The most hashes that an inclusion proof can need.</summary>
    public const int MaxHashes = 63;

    /// <summary>The most bytes of extra data.</summary>
    public const int MaxExtraSize = 65_536;

    /// <summary>The largest proof in bytes that is read.</summary>
    public const int MaxSize = SignedNote.MaxSize + 100_000;

    private readonly Hash256[] _hashes;

    /// <summary>The proof of these parts.</summary>
    /// <param name="index">The entry's index.</param>
    /// <param name="hashes">The inclusion proof, the leaf's sibling first.</param>
    /// <param name="checkpoint">The checkpoint whose root the proof leads to.</param>
    /// <param name="extra">Application data; nothing authenticates it.</param>
    /// <exception cref="ArgumentException">More hashes or extra bytes than the format allows.</exception>
    public TlogProof(
        ulong index, ReadOnlySpan<Hash256> hashes, SignedCheckpoint checkpoint, ReadOnlyMemory<byte> extra = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (hashes.Length > MaxHashes) throw new ArgumentException($"{hashes.Length} hashes in a proof", nameof(hashes));
        if (extra.Length > MaxExtraSize) throw new ArgumentException($"{extra.Length} bytes of extra data", nameof(extra));
        Index = index;
        _hashes = hashes.ToArray();
        Checkpoint = checkpoint;
        Extra = extra;
    }

    /// <summary>The entry's index.</summary>
    public ulong Index { get; }

    /// <summary>The inclusion proof, the leaf's sibling first.</summary>
    public ReadOnlySpan<Hash256> Hashes => _hashes;

    /// <summary>The checkpoint whose root the proof leads to.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Application data; nothing authenticates it. Empty for none.</summary>
    public ReadOnlyMemory<byte> Extra { get; }

    private static ReadOnlySpan<byte> FirstLine => "c2sp.org/tlog-proof@v1\n"u8;

    /// <summary>Reads a proof.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="error">What is wrong with which part.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TlogProof? proof, [NotNullWhen(false)] out string? error)
    {
        error = Read(bytes, out proof);
        return error is null;
    }

    /// <summary>Reads a proof.</summary>
    /// <exception cref="FormatException">The bytes are no proof; the message says why.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var proof, out var error) ? proof : throw new FormatException(error);

    /// <summary>Checks that the log has this entry at the proof's index, and that the entry itself says so.</summary>
    /// <param name="entry">The entry's bytes, exactly as the log holds them.</param>
    /// <param name="policy">Whom the caller trusts; never taken from the evidence.</param>
    public ProofVerification Verify(ReadOnlySpan<byte> entry, TrustPolicy policy)
    {
        var verification = VerifyLeaf(MerkleHasher.HashLeaf(entry), policy);
        if (!verification.IsVerified || !EntryHeader.TryRead(entry, out var header)) return verification;
        return header.Index == Index ? verification with { Entry = header } : verification with
        {
            Outcome = ProofVerdict.OtherPosition,
            Entry = header,
        };
    }

    /// <summary>Checks that the log has a leaf at the proof's index, for entries that do not carry their index: another
    /// log's, or opaque ones.</summary>
    /// <param name="leaf">The RFC 6962 leaf hash of the entry.</param>
    /// <param name="policy">Whom the caller trusts; never taken from the evidence.</param>
    public ProofVerification VerifyLeaf(in Hash256 leaf, TrustPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var signatures = policy.Verify(Checkpoint);
        if (!signatures.IsVerified) return new ProofVerification(ProofVerdict.CheckpointRefused, signatures, default, null);

        var claimed = Checkpoint.Checkpoint;
        var inclusion = MerkleVerifier.VerifyInclusion(Index, claimed.Size, leaf, _hashes, claimed.Root);
        return new ProofVerification(
            inclusion == ProofOutcome.Verified ? ProofVerdict.Verified : ProofVerdict.NotIncluded, signatures, inclusion, null);
    }

    /// <summary>The proof as bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The proof as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(FirstLine));
        if (!Extra.IsEmpty) text.Append("extra ").Append(StrictBase64.Encode(Extra.Span)).Append('\n');
        text.Append("index ").Append(Index).Append('\n');
        foreach (ref readonly var hash in _hashes.AsSpan()) text.Append(StrictBase64.Encode(hash.Bytes)).Append('\n');
        return text.Append('\n').Append(Checkpoint.ToString()).ToString();
    }

    private static string? Read(ReadOnlySpan<byte> rest, out TlogProof? proof)
    {
        proof = null;
        if (rest.Length > MaxSize) return $"a proof of more than {MaxSize} bytes";
        if (!rest.StartsWith(FirstLine)) return "the first line is not 'c2sp.org/tlog-proof@v1'";
        rest = rest[FirstLine.Length..];

        byte[] extra = [];
        if (rest.StartsWith("extra "u8))
        {
            if (!Lines.Take(ref rest, out var extraLine)) return "the extra line does not end";
            if (extraLine.Length > MaxExtraSize * 2) return $"more than {MaxExtraSize} bytes of extra data";
            if (StrictBase64.Decode(extraLine["extra ".Length..]) is not { } decoded) return "the extra line is not strict base64";
            if (decoded.Length is 0 or > MaxExtraSize) return $"extra data of {decoded.Length} bytes";
            extra = decoded;
        }

        if (!Lines.Take(ref rest, out var line) || !line.StartsWith("index "u8)
            || !StrictDecimal.TryParse(line["index ".Length..], out var index))
        {
            return "the line after the first is not 'index <decimal>'";
        }

        var hashes = new List<Hash256>();
        while (true)
        {
            if (!Lines.Take(ref rest, out line)) return "no empty line before the checkpoint";
            if (line.IsEmpty) break;
            if (hashes.Count == MaxHashes) return $"more than {MaxHashes} hashes";
            if (!StrictBase64.TryDecodeHash(line, out var hash)) return $"hash {hashes.Count + 1} is not strict base64 of 32 bytes";
            hashes.Add(hash);
        }

        if (!SignedCheckpoint.TryParse(rest, out var checkpoint, out var error)) return $"the checkpoint: {error}";
        proof = new TlogProof(index, hashes.ToArray(), checkpoint, extra);
        return null;
    }
}

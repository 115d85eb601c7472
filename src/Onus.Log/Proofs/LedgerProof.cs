using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>What a ledger proof is about.</summary>
public enum LedgerProofKind : byte
{
    /// <summary>The sums of all accounts of a book (<see cref="BookTotalProof"/>).</summary>
    Total = 1,

    /// <summary>The balance of an account (<see cref="BalanceProof"/>).</summary>
    Balance = 2,

    /// <summary>All entries of an account between two state roots, or since its opening (<see cref="StatementProof"/>).</summary>
    Statement = 3,
}

/// <summary>A proof about the ledger with the proof that everything it rests on is in the log: one file for a stranger.</summary>
/// <remarks>Canonical CBOR (docs/formats/ledger-proof.md): <c>[1, kind, body, checkpoint, [path, ...]]</c>: the body as its
/// own bytes, the checkpoint as a signed note, and for each entry that must be in the log its inclusion path as one byte
/// string of hashes. The entries name their own indices.</remarks>
public sealed class LedgerProof
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxSize = 512 * 1024 * 1024;

    private const int Version = 1;

    private readonly ReadOnlyMemory<byte> _body;
    private readonly IReadOnlyList<Hash256[]> _paths;

    private LedgerProof(LedgerProofKind kind, ReadOnlyMemory<byte> body, SignedCheckpoint checkpoint, IReadOnlyList<Hash256[]> paths) =>
        (Kind, _body, Checkpoint, _paths) = (kind, body, checkpoint, paths);

    /// <summary>What it is about.</summary>
    public LedgerProofKind Kind { get; }

    /// <summary>The checkpoint that covers every entry.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>The book's total; of a balance or a statement the one that it rests on. Null where the body is none.</summary>
    public BookTotalProof? Total => Kind switch
    {
        LedgerProofKind.Total => BookTotalProof.TryDecode(_body, out var total) ? total : null,
        _ => Balance?.Total,
    };

    /// <summary>The balance; of a statement the closing one. Null where there is none.</summary>
    public BalanceProof? Balance => Kind switch
    {
        LedgerProofKind.Balance => BalanceProof.TryDecode(_body, out var balance) ? balance : null,
        LedgerProofKind.Statement => Statement?.Closing,
        _ => null,
    };

    /// <summary>The statement, or null.</summary>
    public StatementProof? Statement =>
        Kind == LedgerProofKind.Statement && StatementProof.TryDecode(_body, out var statement) ? statement : null;

    /// <summary>Makes the file of a total, under the newest checkpoint or an older one that covers all it rests on.</summary>
    public static LedgerProof Of(BookTotalProof proof, LogReader log, SignedCheckpoint? under = null)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Make(LedgerProofKind.Total, proof.Encode(), [proof.RootEntry], log, under);
    }

    /// <summary>Makes the file of a balance, under the newest checkpoint or an older one that covers all it rests on.</summary>
    public static LedgerProof Of(BalanceProof proof, LogReader log, SignedCheckpoint? under = null)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Make(LedgerProofKind.Balance, proof.Encode(), [proof.Total.RootEntry], log, under);
    }

    /// <summary>Makes the file of a statement, under the newest checkpoint or an older one that covers all it rests on.</summary>
    public static LedgerProof Of(StatementProof proof, LogReader log, SignedCheckpoint? under = null)
    {
        ArgumentNullException.ThrowIfNull(proof);
        return Make(LedgerProofKind.Statement, proof.Encode(), [.. proof.InLog], log, under);
    }

    /// <summary>The same proof under the same checkpoint with further signatures: cosignatures of witnesses and auditors.</summary>
    public LedgerProof With(IEnumerable<NoteSignature> signatures) => new(Kind, _body, Checkpoint.With(signatures), _paths);

    /// <summary>Reads a file. What it says is a claim until it is checked.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out LedgerProof? proof, [NotNullWhen(false)] out string? error)
    {
        (proof, error) = (null, null);
        if (bytes.Length > MaxSize) error = $"more than {MaxSize} bytes";
        else
        {
            try
            {
                proof = Read(CborExtensions.NewReader(bytes));
                if (proof.Total is null) (proof, error) = (null, "its body is no proof of the ledger");
            }
            catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException)
            {
                error = e.Message;
            }
        }

        return error is null && proof is not null;
    }

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(5);
        writer.WriteInt32(Version);
        writer.WriteInt32((int)Kind);
        writer.WriteByteString(_body.Span);
        writer.WriteByteString(Checkpoint.ToBytes());
        writer.WriteStartArray(_paths.Count);
        foreach (var path in _paths) writer.WriteByteString(System.Runtime.InteropServices.MemoryMarshal.AsBytes<Hash256>(path));
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks that every entry that the proof rests on is in the log of its checkpoint, where the entry says it is.</summary>
    /// <returns>The index of the first that is not, by its own word; null when all are.</returns>
    public ulong? FirstNotInLog()
    {
        var claimed = Checkpoint.Checkpoint;
        var entries = Entries();
        if (entries.Count != _paths.Count) return 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (!EntryHeader.TryRead(entries[i].Span, out var header)) return 0;
            var leaf = MerkleHasher.HashLeaf(entries[i].Span);
            if (MerkleVerifier.VerifyInclusion(header.Index, claimed.Size, leaf, _paths[i], claimed.Root) != ProofOutcome.Verified)
                return header.Index;
        }

        return null;
    }

    /// <summary>Checks the ledger's own claim: every sum, pointer and ordinal. Not whether its entries are in the log.</summary>
    public StateProofOutcome VerifyState() => Kind switch
    {
        LedgerProofKind.Total => Total!.Verify(out _),
        LedgerProofKind.Balance => Balance!.Verify(out _),
        _ => Statement!.Verify(out _),
    };

    private static LedgerProof Make(
        LedgerProofKind kind, ReadOnlyMemory<byte> body, IReadOnlyList<ReadOnlyMemory<byte>> entries, LogReader log,
        SignedCheckpoint? under)
    {
        ArgumentNullException.ThrowIfNull(log);
        under ??= SignedCheckpoint.Parse(log.Head.Checkpoint.Span);
        var paths = new List<Hash256[]>(entries.Count);
        foreach (var entry in entries)
        {
            Invariant.Holds(EntryHeader.TryRead(entry.Span, out var header));
            paths.Add(log.Inclusion(header.Index, under.Checkpoint.Size));
        }

        return new LedgerProof(kind, body, under, paths);
    }

    private static LedgerProof Read(CborReader reader)
    {
        reader.ExpectArray(5);
        var version = reader.ReadInt32();
        if (version != Version) throw new CborContentException($"version {version} is not known here");
        var kind = (LedgerProofKind)reader.ReadInt32();
        if (!Enum.IsDefined(kind)) throw new CborContentException($"kind {(int)kind} is not known here");
        var body = reader.ReadByteString();
        var checkpoint = SignedCheckpoint.Parse(reader.ReadByteString());
        var count = reader.ReadStartArray() ?? throw new CborContentException("paths of indefinite length");
        var paths = new List<Hash256[]>(Math.Min(count, 1_024));
        for (var i = 0; i < count; i++)
        {
            var path = reader.ReadByteString();
            if (path.Length % Hash256.Size != 0 || path.Length > TlogProof.MaxHashes * Hash256.Size)
                throw new CborContentException($"a path of {path.Length} bytes");
            paths.Add([.. path.Chunk(Hash256.Size).Select(hash => new Hash256(hash))]);
        }

        reader.ReadEndArray();
        reader.ReadEndArray();
        if (reader.BytesRemaining > 0) throw new CborContentException($"{reader.BytesRemaining} bytes follow the proof");
        return new LedgerProof(kind, body, checkpoint, paths);
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> Entries() =>
        Kind == LedgerProofKind.Statement ? [.. Statement!.InLog] : [Total!.RootEntry];
}

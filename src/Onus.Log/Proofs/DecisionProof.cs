using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>The proof that a person signed a decision that is in the log: a <c>.decision-proof</c> file with the statement that
/// was signed, the entry of the decision, and the entries that it rests on.</summary>
/// <remarks>Deterministic CBOR (docs/formats/decision-proof.md): <c>[1, statement, checkpoint, [[entry, path], ...]]</c>. The
/// decision's entry is the first; the others are found by their kind. The entries name their own indices.</remarks>
public sealed class DecisionProof
{
    /// <summary>The most entries of one proof.</summary>
    public const int MaxEntries = 16;

    /// <summary>The largest file that is read.</summary>
    public const int MaxSize = (MaxEntries + 1) * (EntryEnvelope.MaxEntrySize + TlogProof.MaxHashes * Hash256.Size) + SignedNote.MaxSize;

    private const int Version = 1;

    private readonly IReadOnlyList<Hash256[]> _paths;

    private DecisionProof(
        ReadOnlyMemory<byte> statement, SignedCheckpoint checkpoint, IReadOnlyList<ReadOnlyMemory<byte>> entries,
        IReadOnlyList<Hash256[]> paths)
    {
        (Statement, Checkpoint) = (statement, checkpoint);
        (Entries, _paths) = (entries, paths);
    }

    /// <summary>The statement's bytes.</summary>
    public ReadOnlyMemory<byte> Statement { get; }

    /// <summary>The checkpoint that covers every entry.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>The entries, the decision's first.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries { get; }

    /// <summary>Makes the proof against the newest checkpoint of a log, or an older one that covers all it rests on.</summary>
    /// <param name="statement">The bytes that were signed.</param>
    /// <param name="decision">The entry of the decision.</param>
    /// <param name="restsOn">The entries of the key and the actor; of a decision in a case that of the product, of an approval
    /// also that of the case's opening; and, where it should be shown, that of the grant.</param>
    /// <param name="log">The log.</param>
    /// <param name="under">The checkpoint; the newest unless it is given.</param>
    public static DecisionProof Of(
        ReadOnlyMemory<byte> statement, ulong decision, IEnumerable<ulong> restsOn, LogReader log, SignedCheckpoint? under = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(restsOn);
        ulong[] indices = [decision, .. restsOn];
        if (indices.Length > MaxEntries) throw new ArgumentException($"{indices.Length} entries in a proof", nameof(restsOn));
        under ??= SignedCheckpoint.Parse(log.Head.Checkpoint.Span);
        return new DecisionProof(
            statement, under, [.. indices.Select(i => (ReadOnlyMemory<byte>)log.ReadEntry(i))],
            [.. indices.Select(i => log.Inclusion(i, under.Checkpoint.Size))]);
    }

    /// <summary>Reads a file. What it says is a claim until it is checked.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out DecisionProof? proof, [NotNullWhen(false)] out string? error) =>
        ProofFile.TryParse(bytes, MaxSize, Read, out proof, out error);

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(4);
        writer.WriteInt32(Version);
        writer.WriteByteString(Statement.Span);
        writer.WriteByteString(Checkpoint.ToBytes());
        writer.WriteStartArray(Entries.Count);
        for (var i = 0; i < Entries.Count; i++)
        {
            writer.WriteStartArray(2);
            writer.WriteByteString(Entries[i].Span);
            writer.WriteByteString(MemoryMarshal.AsBytes<Hash256>(_paths[i]));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks that every entry is in the log of the checkpoint, where the entry says it is.</summary>
    /// <returns>The place in <see cref="Entries"/> of the first that is not; null when all are.</returns>
    public int? FirstNotInLog()
    {
        var claimed = Checkpoint.Checkpoint;
        for (var i = 0; i < Entries.Count; i++)
        {
            if (!EntryHeader.TryRead(Entries[i].Span, out var header)) return i;
            var leaf = MerkleHasher.HashLeaf(Entries[i].Span);
            if (MerkleVerifier.VerifyInclusion(header.Index, claimed.Size, leaf, _paths[i], claimed.Root) != ProofOutcome.Verified) return i;
        }

        return null;
    }

    private static DecisionProof Read(CborReader reader)
    {
        reader.ExpectArray(4);
        var version = reader.ReadInt32();
        if (version != Version) throw new CborContentException($"version {version} is not known here");
        var (statement, checkpoint) = (reader.ReadByteString(), SignedCheckpoint.Parse(reader.ReadByteString()));
        var count = reader.ReadStartArray();
        if (count is null or 0 or > MaxEntries) throw new CborContentException($"{count} entries");
        var (entries, paths) = (new List<ReadOnlyMemory<byte>>(), new List<Hash256[]>());
        for (var i = 0; i < count; i++)
        {
            reader.ExpectArray(2);
            entries.Add(reader.ReadByteString());
            var path = reader.ReadByteString();
            if (path.Length % Hash256.Size != 0 || path.Length > TlogProof.MaxHashes * Hash256.Size)
                throw new CborContentException($"a path of {path.Length} bytes");
            paths.Add([.. path.Chunk(Hash256.Size).Select(hash => new Hash256(hash))]);
            reader.ReadEndArray();
        }

        reader.ReadEndArray();
        reader.ReadEndArray();
        if (reader.BytesRemaining > 0) throw new CborContentException($"{reader.BytesRemaining} bytes follow the proof");
        return new DecisionProof(statement, checkpoint, entries, paths);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using System.Runtime.InteropServices;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;

namespace Onus.Log.Proofs;

/// <summary>An entry of a case in a case proof: its bytes, or only its leaf hash where the reader may not see it.</summary>
/// <param name="Index">Its index in the log; of a shown entry its own word.</param>
/// <param name="Leaf">Its leaf hash.</param>
/// <param name="Entry">Its bytes; null where it is withheld.</param>
/// <param name="Path">Its inclusion path to the checkpoint's root, the leaf's sibling first.</param>
public sealed record ThreadEntry(ulong Index, Hash256 Leaf, ReadOnlyMemory<byte>? Entry, ReadOnlyMemory<Hash256> Path)
{
    /// <summary>An entry that is shown.</summary>
    /// <exception cref="FormatException">The bytes are no entry of Onus.</exception>
    public static ThreadEntry Shown(ReadOnlyMemory<byte> entry, ReadOnlyMemory<Hash256> path) =>
        EntryHeader.TryRead(entry.Span, out var header)
            ? new ThreadEntry(header.Index, MerkleHasher.HashLeaf(entry.Span), entry, path)
            : throw new FormatException("a proof with bytes that are no entry of Onus");

    /// <summary>The same entry without its bytes.</summary>
    public ThreadEntry Withheld() => this with { Entry = null };
}

/// <summary>The proof that these are all the entries of a case from its opening to a state root: a <c>.case-proof</c> file.</summary>
/// <remarks>Deterministic CBOR (docs/formats/case-proof.md): <c>[1, checkpoint, root, leaf, place, path, [entry, ...]]</c>. What
/// it claims is checked by <see cref="CaseCheck"/>.</remarks>
public sealed class CaseProof
{
    /// <summary>The most entries of a case in one proof.</summary>
    public const int MaxEntries = 16_384;

    /// <summary>The largest file that is read.</summary>
    public const int MaxSize = 256 * 1024 * 1024;

    private const int Version = 1;

    /// <summary>The proof of these parts.</summary>
    /// <param name="checkpoint">The checkpoint that covers every entry.</param>
    /// <param name="root">The state-root entry.</param>
    /// <param name="standing">How the case stands under it.</param>
    /// <param name="thread">The entries of the case, in order.</param>
    public CaseProof(SignedCheckpoint checkpoint, ThreadEntry root, CaseStanding standing, IReadOnlyList<ThreadEntry> thread)
    {
        ArgumentNullException.ThrowIfNull(thread);
        if (thread.Count is 0 or > MaxEntries) throw new ArgumentException($"{thread.Count} entries of a case in a proof", nameof(thread));
        (Checkpoint, Root, Standing, Thread) = (checkpoint, root, standing, thread);
    }

    /// <summary>The checkpoint that covers every entry.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>The state-root entry.</summary>
    public ThreadEntry Root { get; }

    /// <summary>How the case stands under the state root.</summary>
    public CaseStanding Standing { get; }

    /// <summary>The entries of the case, from its opening to its last one under the root.</summary>
    public IReadOnlyList<ThreadEntry> Thread { get; }

    /// <summary>Reads a file. What it says is a claim until it is checked.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out CaseProof? proof, [NotNullWhen(false)] out string? error) =>
        ProofFile.TryParse(bytes, MaxSize, Read, out proof, out error);

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(7);
        writer.WriteInt32(Version);
        writer.WriteByteString(Checkpoint.ToBytes());
        Write(writer, Root);
        writer.WriteByteString(Standing.Leaf.ToBytes());
        writer.WriteUInt64(Standing.Place);
        writer.WriteByteString(MemoryMarshal.AsBytes(Standing.Path.AsSpan()));
        writer.WriteStartArray(Thread.Count);
        foreach (var entry in Thread) Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, ThreadEntry entry)
    {
        writer.WriteStartArray(entry.Entry is null ? 3 : 2);
        if (entry.Entry is { } bytes)
        {
            writer.WriteByteString(bytes.Span);
        }
        else
        {
            writer.WriteUInt64(entry.Index);
            writer.WriteByteString(entry.Leaf.Bytes);
        }

        writer.WriteByteString(MemoryMarshal.AsBytes(entry.Path.Span));
        writer.WriteEndArray();
    }

    private static CaseProof Read(CborReader reader)
    {
        reader.ExpectArray(7);
        var version = reader.ReadInt32();
        if (version != Version) throw new CborContentException($"version {version} is not known here");
        var checkpoint = SignedCheckpoint.Parse(reader.ReadByteString());
        var root = ReadEntry(reader);
        if (root.Entry is null) throw new CborContentException("a state root that is withheld");
        if (!CaseLeaf.TryRead(reader.ReadByteString(), out var leaf)) throw new CborContentException("no leaf of a case");
        var standing = new CaseStanding(leaf!, reader.ReadUInt64(), [.. ReadPath(reader)]);
        var count = reader.ReadStartArray();
        if (count is null or 0 or > MaxEntries) throw new CborContentException($"{count} entries of a case");
        var thread = new List<ThreadEntry>();
        for (var i = 0; i < count; i++) thread.Add(ReadEntry(reader));
        reader.ReadEndArray();
        reader.ReadEndArray();
        if (reader.BytesRemaining > 0) throw new CborContentException($"{reader.BytesRemaining} bytes follow the proof");
        return new CaseProof(checkpoint, root, standing, thread);
    }

    private static ThreadEntry ReadEntry(CborReader reader)
    {
        var fields = reader.ReadStartArray();
        if (fields is not (2 or 3)) throw new CborContentException("an entry that is neither shown nor withheld");
        var entry = fields == 2 ? ReadShown(reader) : ReadWithheld(reader);
        reader.ReadEndArray();
        return entry;
    }

    private static ThreadEntry ReadShown(CborReader reader)
    {
        var entry = reader.ReadByteString();
        return ThreadEntry.Shown(entry, ReadPath(reader));
    }

    private static ThreadEntry ReadWithheld(CborReader reader)
    {
        var index = reader.ReadUInt64();
        var leaf = reader.ReadByteString();
        if (leaf.Length != Hash256.Size) throw new CborContentException($"a leaf hash of {leaf.Length} bytes");
        return new ThreadEntry(index, new Hash256(leaf), null, ReadPath(reader));
    }

    private static Hash256[] ReadPath(CborReader reader)
    {
        var path = reader.ReadByteString();
        if (path.Length % Hash256.Size != 0 || path.Length > TlogProof.MaxHashes * Hash256.Size)
            throw new CborContentException($"a path of {path.Length} bytes");
        return [.. path.Chunk(Hash256.Size).Select(hash => new Hash256(hash))];
    }
}

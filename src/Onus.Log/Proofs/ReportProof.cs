using System.Diagnostics.CodeAnalysis;
using System.Formats.Cbor;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;

namespace Onus.Log.Proofs;

/// <summary>The proof that a report is in two logs, the main one and its regulator's own, and that each entry names the other:
/// a <c>.report-proof</c> file.</summary>
/// <param name="MainEntry">The entry of the main log.</param>
/// <param name="Main">The proof that it is there.</param>
/// <param name="Entry">The entry of the regulator's log.</param>
/// <param name="Regulatory">The proof that it is there.</param>
public sealed record ReportProof(ReadOnlyMemory<byte> MainEntry, TlogProof Main, ReadOnlyMemory<byte> Entry, TlogProof Regulatory)
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxSize = 2 * (TlogProof.MaxSize + EntryEnvelope.MaxEntrySize) + 1_000;

    private const int Version = 1;

    /// <summary>Makes the proof against the newest checkpoints of both logs.</summary>
    public static ReportProof Of(LogReader main, ulong mainIndex, LogReader regulatory, ulong index)
    {
        ArgumentNullException.ThrowIfNull(main);
        ArgumentNullException.ThrowIfNull(regulatory);
        return new ReportProof(main.ReadEntry(mainIndex), ProofOf(main, mainIndex), regulatory.ReadEntry(index), ProofOf(regulatory, index));
    }

    /// <summary>Reads a file. What it says is a claim until it is checked.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out ReportProof? proof, [NotNullWhen(false)] out string? error) =>
        ProofFile.TryParse(bytes, MaxSize, Read, out proof, out error);

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        writer.WriteStartArray(5);
        writer.WriteInt32(Version);
        writer.WriteByteString(MainEntry.Span);
        writer.WriteByteString(Main.ToBytes());
        writer.WriteByteString(Entry.Span);
        writer.WriteByteString(Regulatory.ToBytes());
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks that each entry names the other and commits to it, and that the logs are named as a main log and its
    /// regulator's. Not whether the entries are in the logs.</summary>
    /// <param name="place">The place in the regulator's log, when they are linked.</param>
    public ReportLinkOutcome CheckLink(out ReportPlace place)
    {
        var outcome = ReportLink.Check(MainEntry, Entry, out place);
        if (outcome != ReportLinkOutcome.Linked) return outcome;
        return Regulatory.Checkpoint.Checkpoint.Origin == ReportPlace.OriginOf(Main.Checkpoint.Checkpoint.Origin, place.Regulator)
            ? outcome
            : ReportLinkOutcome.OtherPlace;
    }

    private static TlogProof ProofOf(LogReader log, ulong index)
    {
        var head = log.Head;
        return new TlogProof(index, log.Inclusion(index, head.Size), SignedCheckpoint.Parse(head.Checkpoint.Span));
    }

    private static ReportProof Read(CborReader reader)
    {
        reader.ExpectArray(5);
        var version = reader.ReadInt32();
        if (version != Version) throw new CborContentException($"version {version} is not known here");
        var proof = new ReportProof(
            reader.ReadByteString(), TlogProof.Parse(reader.ReadByteString()), reader.ReadByteString(), TlogProof.Parse(reader.ReadByteString()));
        reader.ReadEndArray();
        if (reader.BytesRemaining > 0) throw new CborContentException($"{reader.BytesRemaining} bytes follow the proof");
        return proof;
    }
}

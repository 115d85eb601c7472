using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>An open case goes on under another version of its product. Body: <c>[lines, act, due, law due, warrant]</c>.</summary>
/// <remarks>Lineage has one link for each line, in the same order, and then one for the case, as in an act.</remarks>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Lines">The debits and credits: the net of legs and liability moves on each ledger account.</param>
/// <param name="Act">Where it goes, and what moves for it.</param>
/// <param name="Due">What the new state's clock lets fall due.</param>
/// <param name="LawDue">What the new legal meaning's clock lets fall due; null where it has none.</param>
/// <param name="Warrant">By what right.</param>
public sealed record CaseMigrated(
    EntryEnvelope Envelope,
    ImmutableArray<PostedLine> Lines,
    MigrateCase Act,
    DueStep? Due,
    DueStep? LawDue,
    CharterWarrant Warrant)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        writer.WriteStartArray(5);
        PostedLine.WriteAll(writer, Lines.AsSpan());
        var a = new CborArchive(writer);
        MigrateCase.Body(a, Act);
        a.Maybe(Due, d => DueStep.Of(a, d));
        a.Maybe(LawDue, d => DueStep.Of(a, d));
        CharterWarrant.Of(a, Warrant);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out CaseMigrated? read) =>
        EntryCodec.TryRead(entry, EntryKind.CaseMigrated, links: -1, static (in envelope, reader) =>
        {
            reader.ExpectArray(5);
            var lines = PostedLine.ReadAll(reader);
            var a = new CborArchive(reader);
            var migrated = new CaseMigrated(
                envelope, [.. lines], MigrateCase.Body(a, null), a.Maybe<DueStep>(null, d => DueStep.Of(a, d)),
                a.Maybe<DueStep>(null, d => DueStep.Of(a, d)), CharterWarrant.Of(a, default));
            reader.ReadEndArray();
            return CaseThread.Holds(envelope, lines, migrated.Act.Case)
                ? migrated
                : throw new CborContentException("a migration without its lineage");
        }, out read);
}

/// <summary>The lineage of an entry of a case that posts: a link for each line, and then the case's.</summary>
internal static class CaseThread
{
    public static bool Holds(in EntryEnvelope envelope, ReadOnlySpan<PostedLine> lines, ulong @case)
    {
        if (envelope.Lineage.Count != lines.Length + 1 || envelope.Lineage[^1].Subject != @case) return false;
        for (var i = 0; i < lines.Length; i++)
            if (envelope.Lineage[i].Subject != lines[i].Account) return false;
        return true;
    }
}

using System.Collections.Immutable;
using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>A court ended a case. Body: <c>[lines, act, warrant]</c>.</summary>
/// <remarks>Lineage has one link for each line, in the same order, and then one for the case, as in an act.</remarks>
/// <param name="Envelope">The front of the entry.</param>
/// <param name="Lines">The debits and credits: the net of legs and liability moves on each ledger account.</param>
/// <param name="Act">The order, and what moves for it.</param>
/// <param name="Warrant">By what right.</param>
public sealed record CourtOrdered(
    EntryEnvelope Envelope, ImmutableArray<PostedLine> Lines, CourtOrder Act, CharterWarrant Warrant)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Envelope.WriteStart(writer);
        writer.WriteStartArray(3);
        PostedLine.WriteAll(writer, Lines.AsSpan());
        var a = new CborArchive(writer);
        CourtOrder.Body(a, Act);
        CharterWarrant.Of(a, Warrant);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out CourtOrdered? read) =>
        EntryCodec.TryRead(entry, EntryKind.CourtOrdered, links: -1, static (in envelope, reader) =>
        {
            reader.ExpectArray(3);
            var lines = PostedLine.ReadAll(reader);
            var a = new CborArchive(reader);
            var ordered = new CourtOrdered(envelope, [.. lines], CourtOrder.Body(a, null), CharterWarrant.Of(a, default));
            reader.ReadEndArray();
            return CaseThread.Holds(envelope, lines, ordered.Act.Case)
                ? ordered
                : throw new CborContentException("a court order without its lineage");
        }, out read);
}

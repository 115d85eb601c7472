using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry of many debits and credits at once. Body: <c>[lines, conditions, code, corrects, effective,
/// reference, user128, user64, user32]</c>.</summary>
/// <param name="Envelope">The front of the entry; one lineage link for each line, in the same order.</param>
/// <param name="Lines">The debits and credits, each account once; in each book they are equal.</param>
/// <param name="Conditions">What accounts had to hold (debit) or owe (credit) at least, before the entry.</param>
/// <param name="Code">The user's code for what kind of posting this is.</param>
/// <param name="Corrects">The entry that this one corrects, or null.</param>
/// <param name="Effective">When it took effect, or null for when the log accepted it.</param>
/// <param name="Reference">The user's reference token, or none.</param>
/// <param name="User128">128 bits of the user's.</param>
/// <param name="User64">64 bits of the user's.</param>
/// <param name="User32">32 bits of the user's.</param>
public sealed record PostingsEntry(
    EntryEnvelope Envelope,
    IReadOnlyList<PostedLine> Lines,
    IReadOnlyList<PostedLine> Conditions,
    ushort Code,
    ulong? Corrects,
    LogTime? Effective,
    Id128 Reference,
    UInt128 User128,
    ulong User64,
    uint User32)
{
    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(9);
        PostedLine.WriteAll(writer, Lines.ToArray());
        PostedLine.WriteAll(writer, Conditions.ToArray());
        writer.WriteUInt32(Code);
        WriteOptional(writer, Corrects);
        WriteOptional(writer, Effective?.Nanoseconds);
        writer.WriteId(Reference);
        writer.WriteAmount(User128);
        writer.WriteUInt64(User64);
        writer.WriteUInt32(User32);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out PostingsEntry? postings) =>
        EntryCodec.TryRead(entry, EntryKind.Postings, links: -1, static (in envelope, reader) =>
        {
            reader.ExpectArray(9);
            var lines = PostedLine.ReadAll(reader);
            var conditions = PostedLine.ReadAll(reader);
            var read = new PostingsEntry(envelope, lines, conditions, (ushort)reader.ReadUpTo(ushort.MaxValue),
                ReadOptional(reader), ReadOptional(reader) is { } time ? new LogTime(time) : null,
                reader.ReadId(), reader.ReadAmount(), reader.ReadUInt64(), (uint)reader.ReadUpTo(uint.MaxValue));
            reader.ReadEndArray();
            return IsThreaded(read) ? read : throw new CborContentException("lines without their lineage");
        }, out postings);

    private static bool IsThreaded(PostingsEntry read) =>
        read.Lines.Count >= 2
        && read.Conditions.Count <= PostedLine.MaxConditions
        && read.Envelope.Lineage.Count == read.Lines.Count
        && read.Envelope.Lineage.Zip(read.Lines).All(pair => pair.First.Subject == pair.Second.Account)
        && read.Lines.Select(line => line.Account).Distinct().Count() == read.Lines.Count;

    private static void WriteOptional(CborWriter writer, ulong? value)
    {
        if (value is { } number) writer.WriteUInt64(number);
        else writer.WriteNull();
    }

    private static ulong? ReadOptional(CborReader reader)
    {
        if (reader.PeekState() != CborReaderState.Null) return reader.ReadUInt64();
        reader.ReadNull();
        return null;
    }
}

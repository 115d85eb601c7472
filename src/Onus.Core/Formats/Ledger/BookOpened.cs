using System.Formats.Cbor;

namespace Onus.Core.Formats;

/// <summary>The entry that opens a book. Body: <c>[book, unit, digits, purpose]</c>.</summary>
/// <param name="Envelope">The front of the entry; no lineage.</param>
/// <param name="Book">The book's identifier.</param>
/// <param name="Unit">The currency or unit, such as CNY.</param>
/// <param name="Digits">The decimal digits of its minor unit.</param>
/// <param name="Purpose">What the amounts are amounts of.</param>
public sealed record BookOpened(EntryEnvelope Envelope, Id128 Book, string Unit, byte Digits, BookPurpose Purpose)
{
    /// <summary>The most characters in a unit.</summary>
    public const int MaxUnitLength = 12;

    /// <summary>The most minor digits of a unit.</summary>
    public const byte MaxDigits = 30;

    /// <summary>Whether the text is a unit: a letter, then letters, digits, dots, underscores and hyphens, upper case.</summary>
    public static bool IsUnit(string unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Length is > 0 and <= MaxUnitLength
            && char.IsAsciiLetterUpper(unit[0])
            && unit.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
    }

    /// <summary>Writes the whole entry.</summary>
    public void Write(CborWriter writer)
    {
        Envelope.WriteStart(writer);
        writer.WriteStartArray(4);
        writer.WriteId(Book);
        writer.WriteTextString(Unit);
        writer.WriteUInt32(Digits);
        writer.WriteUInt32((uint)Purpose);
        writer.WriteEndArray();
        writer.WriteEndArray();
    }

    /// <summary>Reads the entry.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out BookOpened? book) =>
        EntryCodec.TryRead(entry, EntryKind.BookOpened, links: 0, static (in envelope, reader) =>
        {
            reader.ExpectArray(4);
            var read = new BookOpened(envelope, reader.ReadId(), reader.ReadTextString(),
                (byte)reader.ReadUpTo(MaxDigits), (BookPurpose)reader.ReadUpTo((ulong)BookPurpose.Liability));
            reader.ReadEndArray();
            return !read.Book.IsNone && IsUnit(read.Unit) ? read : throw new CborContentException("no book");
        }, out book);
}

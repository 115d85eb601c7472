using System.Buffers.Binary;
using System.Text;
using Onus.Cases.Clocks;
using Onus.Cases.Duties;
using Onus.Cases.Keeping;
using Onus.Cases.Windows;

namespace Onus.Cases.Runtime;

/// <summary>The cases as bytes: charter, duties, what is kept, kept values, and every case packed; the same after the same
/// entries.</summary>
/// <remarks>Each part is a length (8 bytes, big-endian) and its bytes. Exposures and clocks are not written: the cases say them.</remarks>
internal static class CaseSnapshot
{
    private static readonly byte[] Magic = "onuscas2"u8.ToArray();

    /// <summary>All parts but the cases.</summary>
    public static byte[][] RestOf(CaseTables tables) =>
        [tables.Charter.ToSnapshot(), DutySnapshot.Of(tables.Duties), EvidenceSnapshot.Of(tables.Evidence), Values(tables.Kept)];

    public static void Write(Stream stream, byte[][] cases, byte[][] rest)
    {
        stream.Write(Magic);
        foreach (var part in rest) WritePart(stream, part);
        WriteLength(stream, cases.Length);
        foreach (var packed in cases) WritePart(stream, packed);
    }

    /// <summary>Reads the parts; null where the stream ends before: a snapshot of a log without cases.</summary>
    /// <exception cref="InvalidDataException">The bytes are no snapshot of cases.</exception>
    public static (byte[][] Cases, byte[][] Parts)? Read(Stream stream)
    {
        var magic = new byte[Magic.Length];
        var read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        if (read == 0) return null;
        if (!magic.AsSpan().SequenceEqual(Magic)) throw new InvalidDataException("this is no snapshot of cases");
        var rest = new byte[4][];
        for (var i = 0; i < rest.Length; i++) rest[i] = ReadPart(stream);
        var cases = new byte[ReadLength(stream)][];
        for (var i = 0; i < cases.Length; i++) cases[i] = ReadPart(stream);
        return (cases, rest);
    }

    /// <summary>Puts cases and kept values into tables that already have the books.</summary>
    public static void Load(CaseTables tables, byte[][] cases, byte[] values)
    {
        foreach (var packed in cases)
        {
            var record = CasePacker.Unpack(packed, tables.Products.Get(CasePacker.Peek(packed).Product).Product);
            if (record.Number != tables.Cases.Count) throw new InvalidDataException("a case out of order");
            tables.Cases.Put(record, wasOpen: false);
            if (record.View.Due is { } due && record.ClosedAt is null) tables.Due.Set(new DueKey(DueKind.Case, record.Opened), due.At);
            foreach (var open in tables.Has(CaseFault.ForgetQuestionsInSnapshots) ? [] : record.Requests)
            {
                tables.OpenRequests.Add(open.Entry, record.Opened);
                tables.Due.Set(new DueKey(DueKind.Request, open.Entry), open.Due);
            }
        }

        foreach (var product in tables.Products.All)
        {
            tables.Exposures.Watch(product.Product, tables.Cases);
            tables.Kept.Declare(product.Product);
        }

        LoadValues(tables.Kept, values);
    }

    private static byte[] Values(KeptValues kept)
    {
        var writer = new PackWriter();
        foreach (var (product, name, series) in kept.InOrder())
        {
            foreach (var (key, sum) in series.InOrder())
            {
                Write(writer, product);
                Write(writer, name);
                writer.Write(key);
                writer.Write(sum.Forgotten);
                writer.Write((ulong)sum.Count);
                foreach (var (at, amount) in sum.Items())
                {
                    writer.Write(at);
                    writer.Write(amount);
                }
            }
        }

        return writer.ToArray();
    }

    private static void LoadValues(KeptValues kept, byte[] values)
    {
        for (var reader = new PackReader(values); !reader.IsAtEnd;)
        {
            var product = Encoding.UTF8.GetString(reader.Bytes(reader.Int()));
            var name = Encoding.UTF8.GetString(reader.Bytes(reader.Int()));
            var key = reader.Signed();
            var sum = WindowSum.From(reader.Unsigned());
            for (var left = reader.ULong(); left > 0; left--)
            {
                var at = reader.Time();
                sum.Add(at, reader.Unsigned());
            }

            kept.Of(product, name).Load(key, sum);
        }
    }

    private static void Write(PackWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void WritePart(Stream stream, byte[] part)
    {
        WriteLength(stream, part.Length);
        stream.Write(part);
    }

    private static byte[] ReadPart(Stream stream)
    {
        var part = new byte[ReadLength(stream)];
        stream.ReadExactly(part);
        return part;
    }

    private static void WriteLength(Stream stream, long length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, length);
        stream.Write(bytes);
    }

    private static int ReadLength(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        stream.ReadExactly(bytes);
        return checked((int)BinaryPrimitives.ReadInt64BigEndian(bytes));
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Onus.Core.Formats;

/// <summary>What happened to a report.</summary>
public enum ReportEvent : byte
{
    /// <summary>A step fired that has to be reported.</summary>
    Due,

    /// <summary>The report was filed.</summary>
    Filed,

    /// <summary>The regulator, or its system, did not take it; it is owed still.</summary>
    Failed,

    /// <summary>The regulator acknowledged it.</summary>
    Acknowledged,

    /// <summary>It was not filed in time; it is owed still.</summary>
    Overdue,
}

/// <summary>What a report is about, in words that need no other log to be read.</summary>
/// <param name="Product">The product's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Compiled">SHA-256 of its compiled form: exactly which rules applied.</param>
/// <param name="Case">The case, by its opening entry in the main log.</param>
/// <param name="Step">The name of the step that fired.</param>
/// <param name="Report">The name of the report.</param>
/// <param name="Because">The sources that the step cites: name, then the instrument and article of a rule.</param>
/// <param name="By">By when it is due.</param>
public sealed record ReportSubject(
    string Product, int Version, Hash256 Compiled, ulong Case, string Step, string Report, ImmutableArray<string> Because, LogTime By)
{
    internal static ReportSubject Of(CborArchive a, ReportSubject? v) => a.Record(8, () => new ReportSubject(
        a.Text(v?.Product), a.Int(v?.Version ?? 0), a.Hash(v?.Compiled ?? default), a.ULong(v?.Case ?? 0), a.Text(v?.Step),
        a.Text(v?.Report), a.List(v?.Because ?? [], b => a.Text(b)), a.Time(v?.By ?? default)));
}

/// <summary>What a regulator is told of one report: the bytes that its log carries and to which the main log commits.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Duty">The duty, by its act in the main log.</param>
/// <param name="Subject">What it is about; only where it falls due.</param>
/// <param name="Document">The commitment to the document that was filed, or to the receipt of an acknowledgement; else null.</param>
public sealed record ReportRecord(ReportEvent Event, DutyName Duty, ReportSubject? Subject, Hash256? Document)
{
    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        Of(new CborArchive(writer), this);
        return writer.Encode();
    }

    /// <summary>The place of this record in a regulator's log.</summary>
    public ReportPlace PlaceAt(string regulator, ulong index) => new(regulator, index, new Hash256(SHA256.HashData(ToBytes())));

    /// <summary>Reads the bytes.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out ReportRecord? record) =>
        EntryCodec.TryReadValue(bytes, static reader =>
        {
            var read = Of(new CborArchive(reader), null);
            return (read.Event == ReportEvent.Due) == (read.Subject is not null)
                ? read
                : throw new System.Formats.Cbor.CborContentException("a report without its subject");
        }, out record);

    private static ReportRecord Of(CborArchive a, ReportRecord? v) => a.Record(4, () => new ReportRecord(
        a.Word(v?.Event ?? default), DutyName.Of(a, v?.Duty ?? default), a.MaybeObject(v?.Subject, s => ReportSubject.Of(a, s)),
        a.Maybe(v?.Document, a.Hash)));
}

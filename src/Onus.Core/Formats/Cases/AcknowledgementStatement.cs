namespace Onus.Core.Formats;

/// <summary>Exactly what a regulator signs when it acknowledges a report: canonical bytes that mean one report of one log.</summary>
/// <remarks>Deterministic CBOR that begins with <see cref="Domain"/>, so that no signature over anything else can be taken for
/// one.</remarks>
/// <param name="Origin">The origin of the main log.</param>
/// <param name="Command">The id of the command that carries the acknowledgement.</param>
/// <param name="Regulator">The regulator's name.</param>
/// <param name="Duty">The report.</param>
/// <param name="Filed">The commitment to the document that was filed.</param>
/// <param name="Receipt">The commitment to a receipt; null without one.</param>
public sealed record AcknowledgementStatement(
    string Origin, Id128 Command, string Regulator, DutyName Duty, Hash256? Filed, Hash256? Receipt)
{
    /// <summary>The first field of the bytes: what kind of thing is signed, and its version.</summary>
    public const string Domain = "onus/acknowledgement/v1";

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes()
    {
        var writer = CborExtensions.NewWriter();
        var a = new CborArchive(writer);
        a.Record(7, () =>
        {
            a.Text(Domain);
            a.Text(Origin);
            a.Id(Command);
            a.Text(Regulator);
            DutyName.Of(a, Duty);
            a.Maybe(Filed, a.Hash);
            return a.Maybe(Receipt, a.Hash);
        });
        return writer.Encode();
    }
}

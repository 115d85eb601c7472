namespace Onus.Core.Formats;

/// <summary>Where an entry of the main log stands in a regulator's own log: what makes the two prove each other.</summary>
/// <param name="Regulator">The regulator's name, as products name it.</param>
/// <param name="Index">The entry's index in the regulator's log.</param>
/// <param name="Record">SHA-256 of the bytes that the regulator's entry carries, see <see cref="ReportRecord"/>.</param>
public readonly record struct ReportPlace(string Regulator, ulong Index, Hash256 Record)
{
    /// <summary>The origin of a regulator's log beside a main log.</summary>
    public static string OriginOf(string main, string regulator) => $"{main}/regulators/{regulator}";

    internal static ReportPlace Of(CborArchive a, ReportPlace v) => a.Record(3, () =>
        new ReportPlace(a.Text(v.Regulator), a.ULong(v.Index), a.Hash(v.Record)));
}

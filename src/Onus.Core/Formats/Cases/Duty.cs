namespace Onus.Core.Formats;

/// <summary>What somebody has to do because a step fired.</summary>
public enum DutyKind : byte
{
    /// <summary>Tell somebody.</summary>
    Notice,

    /// <summary>Report to a regulator.</summary>
    Report,

    /// <summary>Look at the act afterwards.</summary>
    Review,

    /// <summary>Warn somebody that a cap fills up.</summary>
    Warning,
}

/// <summary>A duty that an act gives rise to; it never depends on the case staying open. It is named by the act's entry and
/// its place among the act's duties.</summary>
/// <param name="Kind">What has to be done.</param>
/// <param name="Firing">The firing in the act that gave rise to it; for a warning, the cap.</param>
/// <param name="Clause">Which of the step's notices or reports, or of the cap's warnings; 0 for a review.</param>
/// <param name="Due">By when.</param>
/// <param name="Place">Where a report stands in its regulator's log; null for notices and reviews.</param>
public readonly record struct Duty(DutyKind Kind, int Firing, int Clause, LogTime Due, ReportPlace? Place = null)
{
    internal static Duty Of(CborArchive a, Duty v) => a.Record(5, () => new Duty(
        a.Word(v.Kind), a.Int(v.Firing), a.Int(v.Clause), a.Time(v.Due), a.Maybe(v.Place, p => ReportPlace.Of(a, p))));
}

/// <summary>Names a duty: the act that gave rise to it, and its place among that act's duties.</summary>
/// <param name="Act">The act's entry.</param>
/// <param name="Ordinal">The place, from 0.</param>
public readonly record struct DutyName(ulong Act, int Ordinal) : IComparable<DutyName>
{
    /// <inheritdoc/>
    public int CompareTo(DutyName other)
    {
        var order = Act.CompareTo(other.Act);
        return order != 0 ? order : Ordinal.CompareTo(other.Ordinal);
    }

    /// <summary>Whether the left duty came first.</summary>
    public static bool operator <(DutyName left, DutyName right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left duty came later.</summary>
    public static bool operator >(DutyName left, DutyName right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left duty did not come later.</summary>
    public static bool operator <=(DutyName left, DutyName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left duty did not come first.</summary>
    public static bool operator >=(DutyName left, DutyName right) => left.CompareTo(right) >= 0;

    /// <summary>Writes or reads the name.</summary>
    public static DutyName Of(CborArchive a, DutyName v)
    {
        ArgumentNullException.ThrowIfNull(a);
        return a.Record(2, () => new DutyName(a.ULong(v.Act), a.Int(v.Ordinal)));
    }
}

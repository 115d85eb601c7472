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

/// <summary>A duty that an act gives rise to; it never depends on the case staying open.</summary>
/// <param name="Kind">What has to be done.</param>
/// <param name="Firing">The firing in the act that gave rise to it; for a warning, the cap.</param>
/// <param name="Clause">Which of the step's notices or reports, or of the cap's warnings; 0 for a review.</param>
/// <param name="Due">By when.</param>
public readonly record struct Duty(DutyKind Kind, int Firing, int Clause, LogTime Due)
{
    internal static Duty Of(CborArchive a, Duty v) => a.Record(4, () =>
        new Duty(a.Word(v.Kind), a.Int(v.Firing), a.Int(v.Clause), a.Time(v.Due)));
}

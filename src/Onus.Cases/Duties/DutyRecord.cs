using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>A duty as it stands.</summary>
/// <param name="Name">The act that gave rise to it, and its place there.</param>
/// <param name="Kind">What has to be done.</param>
/// <param name="Case">The case.</param>
/// <param name="Product">The entry that enacted the case's product version.</param>
/// <param name="Step">The step that fired, by its place in the product; of a warning the cap.</param>
/// <param name="Clause">Which of the step's notices or reports, or of the cap's warnings.</param>
/// <param name="Due">By when.</param>
public sealed record DutyRecord(DutyName Name, DutyKind Kind, ulong Case, ulong Product, int Step, int Clause, LogTime Due)
{
    /// <summary>How long, in nanoseconds, something that is due at once may take before it is late: a minute.</summary>
    public const ulong AtOnce = 60 * LogTime.NanosecondsPerSecond;

    /// <summary>When it is late: when it is due, or where that is at once, a minute after.</summary>
    public required LogTime LateAt { get; init; }

    /// <summary>Where it stands.</summary>
    public DutyState State { get; init; }

    /// <summary>Whether it was owed when its time was over; it stays so, done or not.</summary>
    public bool IsLate { get; init; }

    /// <summary>The entry that changed it last: the act at first.</summary>
    public required ulong Last { get; init; }

    /// <summary>The commitment to the document that was sent, filed or received last; null for none.</summary>
    public Hash256? Document { get; init; }

    /// <summary>The regulator of a report; null otherwise.</summary>
    public string? Regulator { get; init; }

    /// <summary>Whether it is owed.</summary>
    public bool IsOwed => State is DutyState.Due or DutyState.Failed;

    /// <summary>Whether it is owed and its time is over.</summary>
    public bool IsOverdue => IsOwed && IsLate;

    /// <summary>The index in <see cref="DutyBook"/> of the case's duty before this one; -1 for none.</summary>
    internal int Before { get; init; }
}

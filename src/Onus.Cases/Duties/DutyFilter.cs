using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Duties;

/// <summary>Which duties are asked for; what is not given does not matter.</summary>
public sealed record DutyFilter
{
    /// <summary>Of one case, by its opening entry.</summary>
    public ulong? Case { get; init; }

    /// <summary>Of one kind.</summary>
    public DutyKind? Kind { get; init; }

    /// <summary>To one regulator.</summary>
    public string? Regulator { get; init; }

    /// <summary>In one state.</summary>
    public DutyState? State { get; init; }

    /// <summary>Owed or not.</summary>
    public bool? IsOwed { get; init; }

    /// <summary>Late or not.</summary>
    public bool? IsLate { get; init; }

    /// <summary>Due at or before an instant.</summary>
    public LogTime? DueBy { get; init; }

    /// <summary>Whether a duty is one of those.</summary>
    public bool Takes(DutyRecord duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return (Case is null || duty.Case == Case)
            && (Kind is null || duty.Kind == Kind)
            && (Regulator is null || duty.Regulator == Regulator)
            && (State is null || duty.State == State)
            && (IsOwed is null || duty.IsOwed == IsOwed)
            && (IsLate is null || duty.IsLate == IsLate)
            && (DueBy is null || duty.Due <= DueBy);
    }
}

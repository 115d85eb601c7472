namespace Onus.Cases.Duties;

/// <summary>Where a duty stands.</summary>
public enum DutyState : byte
{
    /// <summary>Owed.</summary>
    Due,

    /// <summary>Owed still: the last attempt failed, or the regulator refused what was filed.</summary>
    Failed,

    /// <summary>Done: sent, filed or held.</summary>
    Done,

    /// <summary>A report that the regulator acknowledged.</summary>
    Acknowledged,
}

namespace Onus.Cases.Clocks;

/// <summary>What can fall due, in the order in which things due at one instant lapse; holds of the ledger come before all.</summary>
internal enum DueKind : byte
{
    /// <summary>The clock of a case: its state's or its legal meaning's.</summary>
    Case,

    /// <summary>A request that nobody has answered.</summary>
    Request,

    /// <summary>A notice, a report or a review.</summary>
    Duty,

    /// <summary>Evidence whose time of keeping is over.</summary>
    Retention,
}

/// <summary>One thing that falls due.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The entry that started its clock, or the case.</param>
/// <param name="Part">Which of that entry's, where it started several.</param>
internal readonly record struct DueKey(DueKind Kind, ulong Id, int Part = 0) : IComparable<DueKey>
{
    public int CompareTo(DueKey other)
    {
        var order = Kind.CompareTo(other.Kind);
        if (order == 0) order = Id.CompareTo(other.Id);
        return order != 0 ? order : Part.CompareTo(other.Part);
    }
}

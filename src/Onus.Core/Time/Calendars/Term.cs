namespace Onus.Core;

/// <summary>What a <see cref="Term"/> is counted in.</summary>
public enum TermUnit : byte
{
    /// <summary>Exact seconds.</summary>
    Second,

    /// <summary>Exact minutes.</summary>
    Minute,

    /// <summary>Exact hours: 24 hours are not always one day.</summary>
    Hour,

    /// <summary>Days that end at the same local time.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>Months that end on the same day of the month.</summary>
    Month,

    /// <summary>Twelve months.</summary>
    Year,

    /// <summary>Days on which the business calendar is open.</summary>
    BusinessDay,
}

/// <summary>A length of time as the law says it: "24 hours", "13 months", "5 business days".</summary>
/// <remarks>It is not a number of seconds. How long it lasts depends on when it starts, on the time zone, on how month
/// ends roll and on the business calendar: see <see cref="CivilCalendar.Due"/>.</remarks>
/// <param name="Count">How many units.</param>
/// <param name="Unit">What is counted.</param>
public readonly record struct Term(ulong Count, TermUnit Unit)
{
    /// <summary>Seconds in a day of 24 hours.</summary>
    public const ulong SecondsPerDay = 86_400;

    /// <summary>Whether it is the same number of seconds whenever it starts.</summary>
    public bool IsExact => Unit <= TermUnit.Hour;

    /// <summary>The fewest seconds that the unit ever has; a business day can be as short as the calendar day it
    /// ends.</summary>
    internal ulong LeastUnitSeconds => Unit switch
    {
        TermUnit.Second => 1,
        TermUnit.Minute => 60,
        TermUnit.Hour => 3_600,
        TermUnit.Week => 7 * SecondsPerDay,
        TermUnit.Month => 28 * SecondsPerDay,
        TermUnit.Year => 365 * SecondsPerDay,
        _ => SecondsPerDay,
    };

    /// <summary>The count with thousands commas and the unit's word: <c>1 business day</c>, <c>13 months</c>.</summary>
    public override string ToString()
    {
        var word = Unit switch
        {
            TermUnit.Second => "second",
            TermUnit.Minute => "minute",
            TermUnit.Hour => "hour",
            TermUnit.Day => "day",
            TermUnit.Week => "week",
            TermUnit.Month => "month",
            TermUnit.Year => "year",
            _ => "business day",
        };
        return Count == 1 ? $"1 {word}" : $"{Money.FormatMinor(Count, 0)} {word}s";
    }
}

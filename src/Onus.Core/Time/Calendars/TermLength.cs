namespace Onus.Core;

/// <summary>How short and how long a term can be, in seconds, counting a calendar day as 24 hours.</summary>
/// <param name="LeastSeconds">The shortest that it can last.</param>
/// <param name="MostSeconds">The longest that it can last.</param>
/// <param name="WorstStart">The first start day that makes it longest.</param>
/// <param name="IsProvisional">Whether the bound rests on holidays that nobody has published yet.</param>
public readonly record struct TermLength(
    ulong LeastSeconds, ulong MostSeconds, DateOnly WorstStart = default, bool IsProvisional = false)
{
    // Until the year 2100 the pattern of leap years repeats every four years, so these starts show every length.
    private static readonly DateOnly FirstStart = new(2024, 1, 1);
    private const int Starts = 4 * 365 + 1;

    /// <summary>The length of a term that is the same always.</summary>
    public static TermLength Exactly(ulong seconds) => new(seconds, seconds);

    /// <summary>The lengths of a term that starts between two dates, both included.</summary>
    public static TermLength Of(Term term, CivilCalendar calendar, DateOnly first, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        switch (term.Unit)
        {
            case TermUnit.BusinessDay:
                Invariant.Holds(calendar.Business is not null);
                return calendar.Business.LengthOf(checked((int)term.Count), first, last);
            case TermUnit.Month:
                return OfMonths(checked((int)term.Count), calendar.MonthEnd);
            case TermUnit.Year:
                return OfMonths(checked((int)term.Count * 12), calendar.MonthEnd);
            default:
                return Exactly(checked(term.Count * term.LeastUnitSeconds));
        }
    }

    private static TermLength OfMonths(int months, MonthEnd end)
    {
        var (least, most, worst) = (int.MaxValue, -1, FirstStart);
        for (var i = 0; i < Starts; i++)
        {
            var start = FirstStart.AddDays(i);
            var later = start.AddMonths(months);
            if (end == MonthEnd.Forward && later.Day < start.Day) later = later.AddDays(1);
            var length = later.DayNumber - start.DayNumber;
            least = Math.Min(least, length);
            if (length > most) (most, worst) = (length, start);
        }

        return new TermLength((ulong)least * Term.SecondsPerDay, (ulong)most * Term.SecondsPerDay, worst);
    }
}

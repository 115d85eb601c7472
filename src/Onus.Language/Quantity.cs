using System.Globalization;
using Onus.Core;

namespace Onus.Language;

/// <summary>What a quantity counts; times are kept in the unit they were written in, because their meanings differ.</summary>
public enum QuantityUnit : byte
{
    /// <summary>A bare number, such as an age.</summary>
    Number,

    /// <summary>Minor units of a currency.</summary>
    Money,

    /// <summary>How often: <c>5 times</c>.</summary>
    Times,

    /// <summary>Whole percent.</summary>
    Percent,

    /// <summary>Exact seconds.</summary>
    Second,

    /// <summary>Exact minutes.</summary>
    Minute,

    /// <summary>Exact hours: <c>24 hours</c> is not always <c>1 day</c>.</summary>
    Hour,

    /// <summary>Calendar days in the product's zone, ending at the same local time.</summary>
    Day,

    /// <summary>Seven calendar days.</summary>
    Week,

    /// <summary>Calendar months, 28 to 31 days each.</summary>
    Month,

    /// <summary>Twelve calendar months.</summary>
    Year,

    /// <summary>Days on which the product's calendar is open.</summary>
    BusinessDay,
}

/// <summary>A value of the language with its unit: money, a time, a count, a percentage or a number; never negative.</summary>
/// <param name="Unit">What is counted, as written.</param>
/// <param name="Amount">How many; minor units for money.</param>
/// <param name="Currency">The currency of money, no currency otherwise.</param>
public readonly record struct Quantity(QuantityUnit Unit, UInt128 Amount, Currency Currency = default)
{
    /// <summary>Whether this is a length of time, in whichever unit.</summary>
    public bool IsTime => Unit >= QuantityUnit.Second;

    /// <summary>Whether this is a length of time that is the same number of seconds always.</summary>
    public bool IsExactTime => Unit is QuantityUnit.Second or QuantityUnit.Minute or QuantityUnit.Hour;

    /// <summary>The seconds of an exact time.</summary>
    public UInt128 ExactSeconds
    {
        get
        {
            Invariant.Holds(IsExactTime);
            return Unit switch { QuantityUnit.Hour => Amount * 3600, QuantityUnit.Minute => Amount * 60, _ => Amount };
        }
    }

    /// <summary>The calendar days of a time in days or weeks.</summary>
    public UInt128 CalendarDays
    {
        get
        {
            Invariant.Holds(Unit is QuantityUnit.Day or QuantityUnit.Week);
            return Unit == QuantityUnit.Week ? Amount * 7 : Amount;
        }
    }

    /// <summary>The calendar months of a time in months or years.</summary>
    public UInt128 CalendarMonths
    {
        get
        {
            Invariant.Holds(Unit is QuantityUnit.Month or QuantityUnit.Year);
            return Unit == QuantityUnit.Year ? Amount * 12 : Amount;
        }
    }

    /// <summary>The term that a length of time is, as calendars reckon it.</summary>
    public Term ToTerm()
    {
        Invariant.Holds(IsTime);
        var unit = Unit switch
        {
            QuantityUnit.Second => TermUnit.Second,
            QuantityUnit.Minute => TermUnit.Minute,
            QuantityUnit.Hour => TermUnit.Hour,
            QuantityUnit.Day => TermUnit.Day,
            QuantityUnit.Week => TermUnit.Week,
            QuantityUnit.Month => TermUnit.Month,
            QuantityUnit.Year => TermUnit.Year,
            _ => TermUnit.BusinessDay,
        };
        return new Term((ulong)Amount, unit);
    }

    /// <summary>An amount of money.</summary>
    public static Quantity Of(Money money) => new(QuantityUnit.Money, money.Minor, money.Currency);

    /// <summary>A bare number.</summary>
    public static Quantity Of(UInt128 number) => new(QuantityUnit.Number, number);

    /// <summary>The quantity as the language writes it: <c>EUR 1,000.00</c>, <c>1 business day</c>, <c>80%</c>.</summary>
    public override string ToString()
    {
        if (Unit == QuantityUnit.Money) return new Money(Currency, Amount).ToString();
        var number = Money.FormatMinor(Amount, 0);
        if (Unit == QuantityUnit.Number) return Amount.ToString(CultureInfo.InvariantCulture);
        if (Unit == QuantityUnit.Percent) return number + "%";
        var word = Unit switch
        {
            QuantityUnit.Times => "times",
            QuantityUnit.Second => "second",
            QuantityUnit.Minute => "minute",
            QuantityUnit.Hour => "hour",
            QuantityUnit.Day => "day",
            QuantityUnit.Week => "week",
            QuantityUnit.Month => "month",
            QuantityUnit.Year => "year",
            _ => "business day",
        };
        return Amount == 1 || Unit == QuantityUnit.Times ? $"{number} {word}" : $"{number} {word}s";
    }
}

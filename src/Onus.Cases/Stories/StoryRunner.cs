using Onus.Core;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Plays the stories of products on the real ledger and the real runtime of cases, with a clock of its own.</summary>
/// <remarks>LANGUAGE, "Examples": a story starts at 09:00 on the first business day in effect; unlisted accounts hold
/// 1,000,000.00; waiting is exact, and what falls due at an instant counts as past.</remarks>
public static class StoryRunner
{
    /// <summary>Plays one story.</summary>
    /// <param name="product">The product whose story it is.</param>
    /// <param name="example">The story.</param>
    /// <param name="all">All products that its steps may open, itself included.</param>
    /// <param name="asOf">The day before which no story starts.</param>
    public static StoryResult Play(
        CompiledText product, Example example, IReadOnlyList<CompiledText> all, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(example);
        var calendar = CalendarOf(product);
        var start = StartOf(product.Product, calendar, asOf);
        using var stage = new Stories.StoryStage(all, new LogTime(start.Nanoseconds - LogTime.NanosecondsPerSecond));
        var play = new Stories.StoryPlay(product.Product, calendar, stage, start);
        var line = example.Lines.IsEmpty ? 0 : example.Lines[0].Line;
        try
        {
            play.SetUp(example);
            foreach (var one in example.Lines)
            {
                line = one.Line;
                play.Do(one);
            }

            play.End();
            return new StoryResult(example.Title, 0, null, [.. play.Fired], [.. play.Visited]);
        }
        catch (Stories.StoryDeparted departed)
        {
            return new StoryResult(example.Title, line, departed.Message, [.. play.Fired], [.. play.Visited]);
        }
    }

    private static CivilCalendar CalendarOf(CompiledText text)
    {
        var perimeter = text.Product.Perimeter;
        Invariant.Holds(CivilZone.TryFind(perimeter.TimeZone ?? "UTC", out var zone));
        BusinessCalendar? business = null;
        foreach (var file in text.Calendars)
            if (perimeter.Calendar is not null && BusinessCalendar.TryRead(file, out var read, out _) && read.Hash == perimeter.Calendar.Data) business = read;
        return new CivilCalendar(zone, business, perimeter.MonthEnd);
    }

    private static LogTime StartOf(Product product, CivilCalendar calendar, DateOnly asOf)
    {
        var day = product.InEffect is { } inEffect && inEffect > asOf ? inEffect : asOf;
        while (calendar.Business is { } business ? !business.IsOpen(day) : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            day = day.AddDays(1);
        return calendar.Zone.StartOf(day).Plus(9 * 3_600 * LogTime.NanosecondsPerSecond);
    }
}

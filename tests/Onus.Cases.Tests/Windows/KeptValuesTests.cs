using CsCheck;
using Onus.Cases.Windows;
using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests.Windows;

public sealed class KeptValuesTests
{
    private static readonly CivilCalendar Shanghai = new(Zone("Asia/Shanghai"));
    private static readonly LogTime Start = LogTime.FromUnixSeconds(1_800_000_000);

    [Fact]
    public void A_rolling_window_holds_exactly_what_arrived_after_its_start_and_up_to_now() =>
        Gen.Select(Gen.Int[1, 5], Gen.Select(Gen.Int[0, 3], Gen.Int[1, 100]).Array[0, 60]).Sample((hours, arrivals) =>
        {
            var window = new Window(WindowKind.Rolling, new Quantity(QuantityUnit.Hour, (UInt128)(uint)hours));
            var (values, all, now) = (new KeptSeries(keepsAll: false), new List<(LogTime At, uint Amount)>(), Start);
            values.Declare(window);
            foreach (var (pause, amount) in arrivals)
            {
                now = now.Plus((ulong)pause * 1_800 * LogTime.NanosecondsPerSecond);
                values.Add(7, (UInt128)(uint)amount, now);
                all.Add((now, (uint)amount));
                var length = (ulong)hours * 3_600 * LogTime.NanosecondsPerSecond;
                var expected = all.Where(a => a.At.Nanoseconds > now.Nanoseconds - length).Aggregate(0u, (sum, a) => sum + a.Amount);
                if (values.Read(7, window, Shanghai, now) != expected) return false;
            }

            return true;
        });

    [Theory]
    [InlineData(WindowKind.ThisDay, "2027-03-09T15:59:59.999999999Z", 0)]   // 23:59 in Shanghai, the day before
    [InlineData(WindowKind.ThisDay, "2027-03-09T16:00:00Z", 5)]             // midnight in Shanghai
    [InlineData(WindowKind.ThisMonth, "2027-02-28T15:59:59Z", 0)]
    [InlineData(WindowKind.ThisMonth, "2027-02-28T16:00:00Z", 5)]
    [InlineData(WindowKind.ThisYear, "2026-12-31T15:59:59Z", 0)]
    [InlineData(WindowKind.ThisYear, "2026-12-31T16:00:00Z", 5)]
    [InlineData(WindowKind.Ever, "1970-01-02T00:00:00Z", 5)]
    public void A_calendar_window_begins_at_midnight_in_the_products_zone(WindowKind kind, string arrived, int expected)
    {
        Assert.True(LogTime.TryParse(arrived, out var at));
        Assert.True(LogTime.TryParse("2027-03-10T04:00:00Z", out var now));
        var values = new KeptSeries(keepsAll: false);
        values.Declare(new Window(kind, null));
        values.Add(0, 5, at);
        Assert.Equal((UInt128)(uint)expected, values.Read(0, new Window(kind, null), Shanghai, now));
    }

    [Fact]
    public void A_window_of_days_reaches_back_to_the_same_local_time_across_summer_time()
    {
        var berlin = new CivilCalendar(Zone("Europe/Berlin"));
        Assert.True(LogTime.TryParse("2027-03-28T10:00:00Z", out var noon)); // 12:00 after the clocks went forward
        Assert.Equal("2027-03-27T11:00:00.000000000Z", berlin.Start(noon, new Term(1, TermUnit.Day)).ToString());
        Assert.Equal("2027-03-27T10:00:00.000000000Z", berlin.Start(noon, new Term(24, TermUnit.Hour)).ToString());
    }

    [Fact]
    public void Keys_are_separate_and_come_out_in_order()
    {
        var values = new KeptValues();
        values.Of("p", "f").Add(2, 20, Start);
        values.Of("p", "f").Add(1, 10, Start);
        values.Of("o", "f").Add(2, 5, Start);
        var ever = new Window(WindowKind.Ever, null);
        Assert.Equal((UInt128)10, values.Of("p", "f").Read(1, ever, Shanghai, Start));
        Assert.Equal((UInt128)0, values.Of("p", "f").Read(3, ever, Shanghai, Start));
        Assert.Equal(["o2", "p1", "p2"], values.InOrder().SelectMany(v => v.Series.InOrder().Select(s => $"{v.Product}{s.Key}")));
    }

    [Fact]
    public void What_no_window_can_ask_for_is_folded_away_and_reading_changes_nothing()
    {
        var (hour, day, ever) = (Rolling(QuantityUnit.Hour, 1), Rolling(QuantityUnit.Hour, 24), new Window(WindowKind.Ever, null));
        var (values, now) = (new KeptSeries(keepsAll: false), Start);
        values.Declare(hour);
        values.Declare(day);
        for (var i = 0; i < 10_000; i++)
        {
            now = Start.Plus((ulong)i * 60 * LogTime.NanosecondsPerSecond);
            values.Add(1, 2, now);
        }

        // The short window was read before the long one: it takes nothing from it.
        Assert.Equal((UInt128)120, values.Read(1, hour, Shanghai, now));
        Assert.Equal((UInt128)(24 * 60 * 2), values.Read(1, day, Shanghai, now));
        Assert.Equal((UInt128)20_000, values.Read(1, ever, Shanghai, now));
        Assert.InRange(values.InOrder().Single().Sum.Count, 24 * 60, 2 * 24 * 60);
        Assert.True(values.Declare(Rolling(QuantityUnit.Day, 30)));
        Assert.False(values.Declare(day));
    }

    [Fact]
    public void A_sum_of_everything_holds_no_single_amount()
    {
        var values = new KeptSeries(keepsAll: false);
        values.Declare(new Window(WindowKind.Ever, null));
        for (var i = 0; i < 100; i++) values.Add(1, 3, Start.Plus((ulong)i));
        Assert.Equal((UInt128)300, values.Read(1, new Window(WindowKind.Ever, null), Shanghai, Start));
        Assert.Equal(0, values.InOrder().Single().Sum.Count);
    }

    private static Window Rolling(QuantityUnit unit, uint count) => new(WindowKind.Rolling, new Quantity(unit, count));

    private static CivilZone Zone(string name) => CivilZone.TryFind(name, out var zone) ? zone : throw new InvalidOperationException(name);
}

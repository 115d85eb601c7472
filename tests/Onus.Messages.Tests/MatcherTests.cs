using CsCheck;
using Onus.Core;

namespace Onus.Messages.Tests;

/// <summary>Statement lines against ledger movements: planted differences are found, and no match is missed.</summary>
public sealed class MatcherTests
{
    private const int Window = 3;

    private static readonly StatementEntry Entry = Made.Statement(1).Entries[0];

    [Fact]
    public void Planted_differences_are_found_and_nothing_else()
    {
        var movements = Made.Movements(100);
        var read = Files.Read(Made.Text(s => StatementWriter.Write(s, MessageMarket.Germany.Draft("S", Made.Day),
            new MessageGenerator(9).Statement("S", movements, new Money(Currency.Of("EUR"), 0), Made.Day))));
        Assert.Equal("", read.Text);
        var matches = StatementMatcher.Match(StatementLine.Of(read.Results.Select(r => (StatementEntry)r.Accepted!)),
            movements, Window);

        Assert.Equal(85, matches.Count(m => m.Kind == MatchKind.Matched));
        Assert.Equal(Keys(11), matches.Where(m => m.Kind == MatchKind.AmountDiffers).Select(m => m.Movement!.Key));
        Assert.Equal(Keys(17), matches.Where(m => m.Kind == MatchKind.DayDiffers).Select(m => m.Movement!.Key));
        Assert.Equal(Keys(7), matches.Where(m => m.Kind == MatchKind.OnlyInLedger).Select(m => m.Movement!.Key));
        Assert.Equal(Keys(13).Select(k => movements[(int)k].Reference),
            matches.Where(m => m.Kind == MatchKind.OnlyInStatement).Select(m => m.Line!.Reference));

        static IEnumerable<ulong> Keys(int place) => Enumerable.Range(0, 5).Select(i => (ulong)(i * 20 + place));
    }

    [Fact]
    public void A_batch_is_matched_detail_by_detail()
    {
        var batch = Entry with
        {
            Amount = Eur(30),
            Details = [new EntryDetail(new TransactionIds { EndToEnd = "A" }, Eur(10), null, null),
                new EntryDetail(new TransactionIds { EndToEnd = "B" }, Eur(20), null, null)],
        };
        var movements = new[] { Movement(1, 20, 0, "B"), Movement(2, 10, 0, "A") };
        Assert.All(StatementMatcher.Match(StatementLine.Of([batch with { Side = EntrySide.Debit, Booked = Made.Day }]),
            movements, 0), m =>
            Assert.Equal((MatchKind.Matched, m.Movement!.Reference), (m.Kind, m.Line!.Reference)));
    }

    [Fact]
    public void What_is_not_booked_is_not_matched() =>
        Assert.Empty(StatementLine.Of([Entry with { Status = EntryStatus.Pending }]));

    [Fact]
    public void A_line_with_a_reference_never_goes_with_another_reference()
    {
        var matches = StatementMatcher.Match([Line(10, 0, "A")], [Movement(1, 10, 0, "B")], Window);
        Assert.Equal([MatchKind.OnlyInStatement, MatchKind.OnlyInLedger], matches.Select(m => m.Kind));
    }

    [Fact]
    public void Each_comes_out_once_and_each_pass_matches_as_many_as_can_be()
    {
        Cases.Sample((lines, movements) =>
        {
            var matches = StatementMatcher.Match(lines, movements, Window);
            Assert.Equal(lines.Order(ByText),
                matches.Where(m => m.Line is not null).Select(m => m.Line!).Order(ByText));
            Assert.Equal(movements.Order(ByText),
                matches.Where(m => m.Movement is not null).Select(m => m.Movement!).Order(ByText));
            Assert.All(matches, m => Assert.True(IsRight(m), m.ToString()));

            // Each pass in its order, over what the passes before it left.
            var left = (Lines: matches.Where(m => m.Line is not null).ToList(),
                Movements: matches.Where(m => m.Movement is not null).ToList());
            for (var pass = 0; pass < 5; pass++)
            {
                var made = matches.Where(m => PassOf(m) == pass).ToList();
                Assert.Equal(Most(left.Lines.Select(m => m.Line!).ToList(),
                    left.Movements.Select(m => m.Movement!).ToList(), pass), made.Count);
                left.Lines.RemoveAll(made.Contains);
                left.Movements.RemoveAll(made.Contains);
            }
        }, iter: 2_000);
    }

    [Fact]
    public void The_order_of_what_is_given_changes_nothing()
    {
        Gen.Select(Cases, Gen.Int).Sample((given, seed) =>
        {
            var (lines, movements) = given;
            var shuffle = new Random(seed);
            var first = StatementMatcher.Match(lines, movements, Window).Select(Text).Order(StringComparer.Ordinal);
            var second = StatementMatcher.Match([.. lines.OrderBy(_ => shuffle.Next())],
                [.. movements.OrderBy(_ => shuffle.Next())], Window)
                .Select(Text).Order(StringComparer.Ordinal);
            Assert.Equal(first, second);
        }, iter: 1_000);
    }

    // Few values, so that much is alike and the passes meet.
    private static Gen<(StatementLine[], ExpectedMovement[])> Cases { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[-1, 8], References, Gen.Bool).Array[0, 7],
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 8], References, Gen.Bool).Array[0, 7],
        (lines, movements) => (
            lines.Select(l => Line(l.Item1, l.Item2, l.Item3) with { Side = Made.Side(l.Item4) }).ToArray(),
            movements.Select(m => Movement(0, m.Item1, m.Item2, m.Item3) with { Side = Made.Side(m.Item4) }).ToArray()));

    private static Gen<string?> References => Gen.Int[0, 3].Select(i => i switch { 0 => "A", 1 => "B", _ => null });

    private static IComparer<object> ByText { get; } = Comparer<object>.Create((a, b) =>
        string.CompareOrdinal(a.ToString(), b.ToString()));

    private static string Text(StatementMatch match) =>
        $"{match.Kind} {match.Line?.Amount} {match.Line?.Side} {match.Line?.Day} {match.Line?.Reference} / {match.Movement?.Amount} {match.Movement?.Side} {match.Movement?.Day} {match.Movement?.Reference}";

    private static bool IsRight(StatementMatch match) => match.Kind switch
    {
        MatchKind.OnlyInStatement => match.Movement is null,
        MatchKind.OnlyInLedger => match.Line is null,
        MatchKind.AmountDiffers => match.Line!.Amount != match.Movement!.Amount && MayGo(match.Line, match.Movement, 2),
        MatchKind.DayDiffers => !IsNear(match.Line!, match.Movement!) && MayGo(match.Line!, match.Movement!, 1),
        _ => MayGo(match.Line!, match.Movement!, PassOf(match)),
    };

    private static int PassOf(StatementMatch match) => match.Kind switch
    {
        MatchKind.Matched when match.Line!.Reference is not null && match.Movement!.Reference is not null => 0,
        MatchKind.DayDiffers => 1,
        MatchKind.AmountDiffers => 2,
        MatchKind.Matched => match.Line!.Reference is null ? 3 : 4,
        _ => -1,
    };

    private static bool MayGo(StatementLine line, ExpectedMovement movement, int pass)
    {
        if (line.Side != movement.Side || line.Amount.Currency != movement.Amount.Currency) return false;
        var isSameReference = line.Reference is not null && line.Reference == movement.Reference;
        return pass switch
        {
            0 => isSameReference && line.Amount == movement.Amount && IsNear(line, movement),
            1 => isSameReference && line.Amount == movement.Amount,
            2 => isSameReference,
            3 => line.Reference is null && line.Amount == movement.Amount && IsNear(line, movement),
            _ => movement.Reference is null && line.Amount == movement.Amount && IsNear(line, movement),
        };
    }

    private static bool IsNear(StatementLine line, ExpectedMovement movement) =>
        line.Day is not { } day || Math.Abs(day.DayNumber - movement.Day.DayNumber) <= Window;

    /// <summary>The size of a greatest matching, by augmenting paths.</summary>
    private static int Most(List<StatementLine> lines, List<ExpectedMovement> movements, int pass)
    {
        var partner = Enumerable.Repeat(-1, movements.Count).ToArray();
        return Enumerable.Range(0, lines.Count).Count(line => Augment(line, new bool[movements.Count]));

        bool Augment(int line, bool[] seen)
        {
            for (var movement = 0; movement < movements.Count; movement++)
            {
                if (seen[movement] || !MayGo(lines[line], movements[movement], pass)) continue;
                seen[movement] = true;
                if (partner[movement] >= 0 && !Augment(partner[movement], seen)) continue;
                partner[movement] = line;
                return true;
            }

            return false;
        }
    }

    private static Money Eur(int minor) => new(Currency.Of("EUR"), (uint)minor);

    private static StatementLine Line(int minor, int day, string? reference) =>
        new(Entry, Eur(minor), EntrySide.Debit, day < 0 ? null : Made.Day.AddDays(day), reference);

    private static ExpectedMovement Movement(ulong key, int minor, int day, string? reference) =>
        new(key, Eur(minor), EntrySide.Debit, Made.Day.AddDays(day), reference);
}

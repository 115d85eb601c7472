using Onus.Core;

namespace Onus.Messages;

/// <summary>Matches the lines of a statement with the movements that the ledger expects: each of both comes out exactly
/// once.</summary>
/// <remarks>
/// Two can only go together if they move the same currency the same way. Those with one reference are taken first: equal
/// amounts within the window, then equal amounts outside it, then the rest as differing amounts. What has no partner by
/// reference is matched by amount and day, but never against a reference: one of both must have none. In each of these
/// passes as many are matched as possible, earlier days first. The order of what is given does not change who matches,
/// but among lines, or movements, that are alike in all of this.
/// </remarks>
public sealed class StatementMatcher
{
    private readonly int _windowDays;
    private readonly List<StatementMatch> _matches = [];
    private readonly HashSet<Item> _taken = [];

    private StatementMatcher(int windowDays) => _windowDays = windowDays;

    /// <summary>Matches lines with movements.</summary>
    /// <param name="lines">The lines of a statement.</param>
    /// <param name="movements">The movements of the ledger in the same time.</param>
    /// <param name="windowDays">How many days a line may be before or after its movement.</param>
    /// <returns>First the pairs in the order of the lines, then what is only in the statement, then what is only in the
    /// ledger.</returns>
    public static IReadOnlyList<StatementMatch> Match(
        IReadOnlyList<StatementLine> lines, IReadOnlyList<ExpectedMovement> movements, int windowDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(windowDays);
        var matcher = new StatementMatcher(windowDays);
        return matcher.Run(
            [.. lines.Select((line, index) => new Item(index, line.Amount, line.Side, line.Day, line.Reference))],
            [.. movements.Select((movement, index) =>
                new Item(index, movement.Amount, movement.Side, movement.Day, movement.Reference))],
            lines,
            movements);
    }

    private List<StatementMatch> Run(
        Item[] lines, Item[] movements, IReadOnlyList<StatementLine> theirs, IReadOnlyList<ExpectedMovement> ours)
    {
        var pairs = new List<(MatchKind Kind, Item Line, Item Movement)>();
        Pass(lines, movements, ByReference, MatchKind.Matched, Within, pairs);
        Pass(lines, movements, ByReference, MatchKind.DayDiffers, Any, pairs);
        Pass(lines, movements, ByReferenceOnly, MatchKind.AmountDiffers, Any, pairs);
        Pass([.. lines.Where(i => i.Reference is null)], movements, ByAmount, MatchKind.Matched, Within, pairs);
        Pass(lines, [.. movements.Where(i => i.Reference is null)], ByAmount, MatchKind.Matched, Within, pairs);

        foreach (var (kind, line, movement) in pairs.OrderBy(p => p.Line.Index))
            _matches.Add(new StatementMatch(kind, theirs[line.Index], ours[movement.Index]));
        foreach (var line in lines.Where(i => !_taken.Contains(i)))
            _matches.Add(new StatementMatch(MatchKind.OnlyInStatement, theirs[line.Index], null));
        foreach (var movement in movements.Where(i => !_taken.Contains(i)))
            _matches.Add(new StatementMatch(MatchKind.OnlyInLedger, null, ours[movement.Index]));
        return _matches;
    }

    /// <summary>Pairs what has one key, in the order of days; with a fixed window this pairs as many as can
    /// be.</summary>
    private void Pass(
        Item[] lines, Item[] movements, Func<Item, (string, (Currency, EntrySide), UInt128)?> key, MatchKind kind,
        Func<Item, Item, bool> together, List<(MatchKind, Item, Item)> pairs)
    {
        var waiting = movements.Where(m => !_taken.Contains(m) && key(m) is not null)
            .GroupBy(m => key(m)!.Value).ToDictionary(g => g.Key, g => Ordered(g).ToList());
        foreach (var group in lines.Where(l => !_taken.Contains(l) && key(l) is not null).GroupBy(l => key(l)!.Value))
        {
            if (!waiting.TryGetValue(group.Key, out var others)) continue;
            var next = 0;
            foreach (var line in Ordered(group.Where(l => l.Day is not null)))
            {
                // A movement too early for this line is too early for all later ones.
                while (next < others.Count && !together(line, others[next]) && others[next].Day < line.Day) next++;
                if (next < others.Count && together(line, others[next])) Take(kind, line, others[next++], pairs);
            }

            // A line without a day goes with any movement that is left.
            var left = others.Where(m => !_taken.Contains(m)).ToList();
            foreach (var (line, movement) in Ordered(group.Where(l => l.Day is null)).Zip(left)) Take(kind, line, movement, pairs);
        }
    }

    private void Take(MatchKind kind, Item line, Item movement, List<(MatchKind, Item, Item)> pairs)
    {
        _taken.Add(line);
        _taken.Add(movement);
        pairs.Add((kind, line, movement));
    }

    private static IEnumerable<Item> Ordered(IEnumerable<Item> items) => items
        .OrderBy(i => i.Day).ThenBy(i => i.Amount.Minor).ThenBy(i => i.Reference, StringComparer.Ordinal).ThenBy(i => i.Index);

    private static (string, (Currency, EntrySide), UInt128)? ByReference(Item item) =>
        item.Reference is null ? null : (item.Reference, item.Way, item.Amount.Minor);

    private static (string, (Currency, EntrySide), UInt128)? ByReferenceOnly(Item item) =>
        item.Reference is null ? null : (item.Reference, item.Way, 0);

    private static (string, (Currency, EntrySide), UInt128)? ByAmount(Item item) => ("", item.Way, item.Amount.Minor);

    private bool Within(Item line, Item movement) =>
        line.Day is not { } day || Math.Abs(day.DayNumber - movement.Day!.Value.DayNumber) <= _windowDays;

    private static bool Any(Item line, Item movement) => true;

    /// <summary>What both sides are compared by; two items are the same only if they are one.</summary>
    private sealed class Item(int index, Money amount, EntrySide side, DateOnly? day, string? reference)
    {
        public int Index { get; } = index;

        public Money Amount { get; } = amount;

        public DateOnly? Day { get; } = day;

        public string? Reference { get; } = reference;

        public (Currency Currency, EntrySide Side) Way { get; } = (amount.Currency, side);
    }
}

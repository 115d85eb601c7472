using System.Collections.Immutable;
using Onus.Cases.Runtime;
using Onus.Core;

namespace Onus.Cases.Replaying;

/// <summary>Compares the cases of a log with those of another node.</summary>
internal static class WhatIfTally
{
    private const int MostExamples = 5;

    public static WhatIfReport Of(LogFold fold, WhatIfWorld world, WhatIfCases cases)
    {
        var live = Told.Of(fold.Tables, fold.Size, [.. cases.Pairs.Keys]);
        var would = Told.Of(world.Node.Cases.Tables, world.Node.Size, null);
        var turns = new Dictionary<(string State, string? Live, string? Would, string LiveEnd, string WouldEnd), List<ulong>>();
        var elsewhere = 0ul;
        foreach (var (@case, other) in cases.Pairs)
        {
            if (TurnOf(live.Cases[@case], other == 0 ? null : would.Cases[other]) is not { } turn) continue;
            if (live.Cases[@case].Product.Name == world.Changed.Name) elsewhere++;
            if (!turns.TryGetValue(turn, out var list)) turns.Add(turn, list = []);
            list.Add(@case);
        }

        return new WhatIfReport
        {
            Product = world.Changed.Name,
            Version = world.Changed.Version,
            AsOf = fold.Size,
            Cases = cases.Count,
            Elsewhere = elsewhere,
            Turns =
            [
                .. turns.OrderByDescending(turn => turn.Value.Count).ThenBy(turn => turn.Value[0]).Select(turn => new WhatIfTurn(
                    turn.Key.State, turn.Key.Live, turn.Key.Would, turn.Key.LiveEnd, turn.Key.WouldEnd, (ulong)turn.Value.Count,
                    Stake(turn.Value.Select(one => live.Cases[one])), [.. turn.Value.Take(MostExamples)])),
            ],
            Impossible = [.. cases.Impossible],
            Liability = Liability(live, would),
            Reports = Reports(live, would),
            Coarse = cases.Coarse,
            MovementsLeftOut = world.LeftOut,
        };
    }

    private static (string State, string? Live, string? Would, string LiveEnd, string WouldEnd)? TurnOf(ToldCase live, ToldCase? would)
    {
        if (would is null) return (live.Product.States[live.Product.Start].Name, First(live.Path, 0)?.Step, null, live.End, "never opened");
        var same = 0;
        while (First(live.Path, same)?.Step is { } step && step == First(would.Path, same)?.Step) same++;
        var (next, other) = (First(live.Path, same), First(would.Path, same));
        if (next is null && other is null && live.End == would.End) return null;
        return (next?.State ?? other?.State ?? live.End, next?.Step, other?.Step, live.End, would.End);
    }

    private static (string State, string Step)? First(List<(string State, string Step)> path, int place) => place < path.Count ? path[place] : null;

    // Cases of one currency are added up; where they have several, no sum says anything.
    private static Money Stake(IEnumerable<ToldCase> cases)
    {
        var all = cases.ToArray();
        var currency = CaseTables.CurrencyOf(all[0].Product);
        UInt128 sum = 0;
        foreach (var one in all) sum += one.Stake;
        return all.All(one => CaseTables.CurrencyOf(one.Product) == currency) ? new Money(currency, sum) : default;
    }

    private static ImmutableArray<WhatIfLiability> Liability(Told live, Told would) =>
    [
        .. live.Open.Keys.Concat(would.Open.Keys).Concat(live.Borne.Keys).Concat(would.Borne.Keys).Distinct()
            .OrderBy(key => key.Party, StringComparer.Ordinal).ThenBy(key => key.Currency.Code, StringComparer.Ordinal)
            .Select(key => new WhatIfLiability(key.Party, In(live.Open, key), In(would.Open, key), In(live.Borne, key), In(would.Borne, key))),
    ];

    private static Money In(Dictionary<(string Party, Currency Currency), UInt128> sums, (string Party, Currency Currency) key) =>
        new(key.Currency, sums.GetValueOrDefault(key));

    private static ImmutableArray<WhatIfReports> Reports(Told live, Told would) =>
    [
        .. live.Reports.Keys.Concat(would.Reports.Keys).Distinct().OrderBy(key => key.Report, StringComparer.Ordinal).ThenBy(key => key.Regulator, StringComparer.Ordinal)
            .Select(key => new WhatIfReports(key.Report, key.Regulator, live.Reports.GetValueOrDefault(key), would.Reports.GetValueOrDefault(key))),
    ];
}

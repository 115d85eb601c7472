using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases;

/// <summary>Adds up what the shadows of a product would have decided otherwise: a fold over the acts of its cases.</summary>
public sealed class ShadowQuery
{
    private const int MostExamples = 5;

    private readonly string _product;
    private readonly ShadowEvery _every;
    private readonly SortedDictionary<(DateOnly First, int Version, int Shadow), Sums> _periods = [];

    private ShadowQuery(string product, ShadowEvery every) => (_product, _every) = (product, every);

    /// <summary>The report over the rest of the log: folds all of it.</summary>
    /// <param name="fold">A fold before the first act.</param>
    /// <param name="product">The product's name.</param>
    /// <param name="every">The length of a period.</param>
    public static ShadowReport Run(LogFold fold, string product, ShadowEvery every)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var query = new ShadowQuery(product, every);
        while (fold.Next < fold.Size)
        {
            if (fold.Tables.TryReadAct(fold.Read(fold.Next), out var act)) query.Add(fold, act);
            fold.Step();
        }

        return new ShadowReport(product, fold.Next, every, [.. query._periods.Select(pair => pair.Value.Period(pair.Key.First))]);
    }

    private void Add(LogFold fold, ActEntry act)
    {
        var enacted = fold.Tables.Products.Get(act.Product);
        var product = enacted.Product;
        if (product.Name != _product || product.Shadows.IsEmpty) return;
        var (start, stake) = fold.Tables.Cases.TryGet(act.Case, out var record)
            ? (record.View.State, record.View.Stake)
            : (product.Start, act.Opening!.Stake);
        var day = enacted.Calendar.Zone.DateAt(act.Envelope.Time);
        var first = _every == ShadowEvery.Day ? day : new DateOnly(day.Year, day.Month, 1);
        for (var shadow = 0; shadow < product.Shadows.Length; shadow++)
        {
            if (!Decided(act, start, product).Any(state => Watches(product, shadow, state))) continue;
            var key = (first, product.Version, shadow);
            if (!_periods.TryGetValue(key, out var sums)) _periods.Add(key, sums = new Sums(product, shadow));
            sums.Add(act, stake);
        }
    }

    /// <summary>The states in which rules were looked at.</summary>
    private static IEnumerable<int> Decided(ActEntry act, int start, Product product)
    {
        var settles = act.Trigger is ActTrigger.Opened or ActTrigger.FactGiven or ActTrigger.EvidenceFiled;
        return act.Firings.Select(f => f.To).Prepend(settles ? start : -1).Where(state => state >= 0 && !product.States[state].Final);
    }

    private static bool Watches(Product product, int shadow, int state) =>
        product.Shadows[shadow].Instead.Any(rule => product.Steps[rule.Step].From.Contains(state));

    /// <summary>The sums of one shadow in one period.</summary>
    private sealed class Sums(Product product, int shadow)
    {
        private readonly SortedDictionary<(int State, int Live, int Instead), (ulong Acts, UInt128 Stake, List<ulong> Examples)> _ways = [];
        private ulong _acts;
        private ulong _differing;
        private UInt128 _stake;

        public void Add(ActEntry act, UInt128 stake)
        {
            _acts++;
            var first = act.Shadows.Where(verdict => verdict.Shadow == shadow).Take(1).ToArray();
            if (first is not [var verdict]) return;
            _differing++;
            _stake += stake;
            var key = (verdict.State, verdict.Live, verdict.Instead);
            var (acts, sum, examples) = _ways.TryGetValue(key, out var known) ? known : (0, 0, []);
            if (examples.Count < MostExamples) examples.Add(act.Envelope.Index);
            _ways[key] = (acts + 1, sum + stake, examples);
        }

        public ShadowPeriod Period(DateOnly first) => new(
            first, product.Version, product.Shadows[shadow].Name, _acts, _differing, InMoney(_stake),
            [.. _ways.Select(way => new ShadowDifference(
                product.States[way.Key.State].Name, Name(way.Key.Live), Name(way.Key.Instead), way.Value.Acts, InMoney(way.Value.Stake),
                [.. way.Value.Examples]))]);

        private string? Name(int step) => step < 0 ? null : product.Steps[step].Name;

        private Money InMoney(UInt128 minor) => new(CaseTables.CurrencyOf(product), minor);
    }
}

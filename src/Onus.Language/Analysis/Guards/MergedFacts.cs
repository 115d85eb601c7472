using System.Collections.Immutable;
using Onus.Language.Binding;
using Onus.Language.Compiled;
using FactKind = Onus.Language.Binding.FactKind;

namespace Onus.Language.Analysis.Guards;

/// <summary>The facts of two versions of a product as one list: a fact is the same if its name, kind and currency
/// are.</summary>
internal sealed class MergedFacts
{
    private readonly int[] _oldPlace;
    private readonly int[] _newPlace;

    public MergedFacts(BoundProduct before, BoundProduct after)
    {
        var merged = after.Facts.ToBuilder();
        _newPlace = [.. Enumerable.Range(0, after.Facts.Length)];
        _oldPlace = [.. before.Facts.Select(fact =>
        {
            var place = after.Facts.IndexOf(after.Facts.FirstOrDefault(f => IsSame(f, fact))!);
            if (place < 0)
            {
                merged.Add(fact);
                return merged.Count - 1;
            }

            var union = merged[place].Members.Concat(fact.Members).Distinct(StringComparer.Ordinal);
            merged[place] = merged[place] with { Members = [.. union] };
            return place;
        })];
        All = merged.ToImmutable();
        Ranges = Enumerable.Range(0, All.Length).ToDictionary(i => i, i => RangeOf(before, after, i));
    }

    /// <summary>The facts of both, those of the newer version first.</summary>
    public ImmutableArray<BoundFact> All { get; }

    /// <summary>For each fact every value that either version knows.</summary>
    public Dictionary<int, Interval> Ranges { get; }

    public int PlaceOfOld(int fact) => _oldPlace[fact];

    public int PlaceOfNew(int fact) => _newPlace[fact];

    /// <summary>A condition of one version over the merged facts.</summary>
    public Condition Translate(BoundProduct version, Condition condition, Func<int, int> placeOf)
    {
        if (condition.Kind != ConditionKind.Within)
            return condition with { Parts = [.. condition.Parts.Select(p => Translate(version, p, placeOf))] };
        var place = placeOf(condition.Fact);
        var intervals = Translate(version.Facts[condition.Fact], All[place], condition.Intervals);
        return condition with { Fact = place, Intervals = intervals };
    }

    /// <summary>The values of a merged fact that the version knows; null where it does not have the fact.</summary>
    public ImmutableArray<Interval>? KnownTo(BoundProduct version, int fact, Func<int, int> placeOf)
    {
        var own = Enumerable.Range(0, version.Facts.Length).FirstOrDefault(i => placeOf(i) == fact, -1);
        return own < 0 ? null : Translate(version.Facts[own], All[fact], [FactLowering.RangeOf(version.Facts[own])]);
    }

    private static ImmutableArray<Interval> Translate(BoundFact own, BoundFact merged, ImmutableArray<Interval> values)
    {
        if (own.Kind != FactKind.OneOf) return values;
        var places = values.SelectMany(v => Enumerable.Range((int)v.Low, (int)(v.High - v.Low) + 1))
            .Select(i => merged.Members.IndexOf(own.Members[i])).Order();
        return [.. places.Select(p => new Interval(p, p))];
    }

    private Interval RangeOf(BoundProduct before, BoundProduct after, int place)
    {
        if (All[place].Kind == FactKind.OneOf) return new Interval(0, All[place].Members.Length - 1);
        var ranges = before.Facts.Where((_, i) => _oldPlace[i] == place)
            .Concat(after.Facts.Where((_, i) => _newPlace[i] == place)).Select(FactLowering.RangeOf).ToList();
        return new Interval(ranges.Min(r => r.Low), ranges.Max(r => r.High));
    }

    private static bool IsSame(BoundFact left, BoundFact right) =>
        left.Name == right.Name && left.Kind == right.Kind && left.Currency == right.Currency;
}

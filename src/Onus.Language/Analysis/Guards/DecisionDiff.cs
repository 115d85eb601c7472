using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>Cases that one state of a product decides otherwise than another version of it.</summary>
/// <param name="State">The state, by the name it has in both.</param>
/// <param name="Before">The step that decided; null where no rule did, or where the step was not open.</param>
/// <param name="After">The step that decides now; null where no rule does, or where the step is not open.</param>
/// <param name="ByRule">Whether a rule's decision changes; otherwise a person's step opens or closes.</param>
/// <param name="Cases">For exactly which cases, as alternatives; the first ones if there are very many.</param>
/// <param name="Example">One round case.</param>
internal sealed record DecisionChange(
    string State, string? Before, string? After, bool ByRule, ImmutableArray<string> Cases, string Example);

/// <summary>Compares what two versions of a product decide: for exactly which cases the decision changes.</summary>
/// <remarks>Cases are those that either version lets come to the state and whose facts have values that both
/// know.</remarks>
internal sealed class DecisionDiff
{
    private const int MostCases = 20;

    private readonly MergedFacts _facts;
    private readonly ProductGuards _before;
    private readonly ProductGuards _after;
    private readonly DecisionSpace _space;
    private readonly FactText _text;
    private readonly int _budget;
    private readonly List<DecisionChange> _changes = [];

    private DecisionDiff(BoundProduct before, BoundProduct after, CheckOptions options)
    {
        _facts = new MergedFacts(before, after);
        _budget = options.GuardNodeBudget;
        _space = new DecisionSpace(_facts.All, _facts.Ranges, options.GuardNodeBudget);
        _before = new ProductGuards(before, _space, c => _facts.Translate(before, c, _facts.PlaceOfOld));
        _after = new ProductGuards(after, _space, c => _facts.Translate(after, c, _facts.PlaceOfNew));
        _text = new FactText(_facts.All);
        _text.Learn(after, _facts.PlaceOfNew);
        _text.Learn(before, _facts.PlaceOfOld);
    }

    /// <summary>All changes, in the order of the newer version's states; null where there are too many cases to
    /// compare.</summary>
    public static List<DecisionChange>? Between(BoundProduct before, BoundProduct after, CheckOptions options)
    {
        var diff = new DecisionDiff(before, after, options);
        return diff.Compare() ? diff._changes : null;
    }

    private bool Compare()
    {
        var (old, now) = (_before.Product, _after.Product);
        var (arrivedBefore, arriveNow) = (new Arrivals(_before), new Arrivals(_after));
        var known = _space.Regions.And(KnownTo(old, _facts.PlaceOfOld), KnownTo(now, _facts.PlaceOfNew));
        foreach (var state in now.StateRefs)
        {
            var match = old.StateRefs.Cast<StateRef?>().FirstOrDefault(s => old[s!.Value].Name == now[state].Name);
            if (match is not { } was) continue;
            _space.Regions.Allow(_budget);
            var cases = _space.Regions.And(known, _space.Regions.Or(arrivedBefore.In(was), arriveNow.In(state)));
            if (!Compare(was, state, cases)) return false;
        }

        return true;
    }

    private bool Compare(StateRef was, StateRef state, Region cases)
    {
        var (before, after) = (Outcomes(_before, was), Outcomes(_after, state));
        foreach (var (oldStep, oldRegion) in before.Rules)
            foreach (var (newStep, newRegion) in after.Rules)
                if (oldStep != newStep && !Add(state, oldStep, newStep, byRule: true, cases, oldRegion, newRegion))
                    return false;

        var (oldLeft, newLeft) = (before.Rules[^1].Region, after.Rules[^1].Region);
        foreach (var name in before.Persons.Keys.Concat(after.Persons.Keys).Distinct(StringComparer.Ordinal))
        {
            var wasOpen = before.Persons.GetValueOrDefault(name, Region.Nothing);
            var isOpen = after.Persons.GetValueOrDefault(name, Region.Nothing);
            var left = _space.Regions.And(cases, _space.Regions.And(oldLeft, newLeft));
            if (!Add(state, name, null, byRule: false, left, wasOpen, _space.Regions.Not(isOpen))
                || !Add(state, null, name, byRule: false, left, isOpen, _space.Regions.Not(wasOpen))) return false;
        }

        return true;
    }

    private bool Add(StateRef state, string? before, string? after, bool byRule, Region cases, Region was, Region now)
    {
        var changed = _space.Regions.And(cases, _space.Regions.And(was, now));
        if (changed.IsTooLarge) return false;
        if (changed.IsNothing) return true;
        var boxes = RegionBoxes.Of(_space.Regions, changed).Take(MostCases).Select(b => _text.Says(b, _space));
        var cell = new RegionSearch(_space.Regions, _budget).Find(changed, []);
        if (cell is null) return false;
        var witness = new WitnessFinder(_after, state).Round(cell, cases, changed, []);
        _changes.Add(new DecisionChange(
            _after.Product[state].Name, before, after, byRule, [.. boxes], witness.Text(_space, _text)));
        return true;
    }

    // The rules' regions without overlap, in the order of the text; last, under no name, what they leave.
    private (List<(string? Step, Region Region)> Rules, Dictionary<string, Region> Persons) Outcomes(
        ProductGuards guards, StateRef state)
    {
        var rules = new List<(string? Step, Region Region)>();
        var persons = new Dictionary<string, Region>(StringComparer.Ordinal);
        var left = Region.Everything;
        foreach (var step in guards.Product.StepsFrom(state))
        {
            var bound = guards.Product[step];
            if (bound.IsPersons()) persons[bound.Name] = guards[step];
            if (!bound.IsRule()) continue;
            rules.Add((bound.Name, _space.Regions.And(left, guards[step])));
            left = _space.Regions.Minus(left, guards[step]);
        }

        rules.Add((null, left));
        return (rules, persons);
    }

    private Region KnownTo(BoundProduct version, Func<int, int> placeOf)
    {
        var known = Region.Everything;
        for (var axis = _space.Regions.AxisCount - 1; axis >= 0; axis--)
            if (_facts.KnownTo(version, _space.Order[axis], placeOf) is { } values)
                known = _space.Regions.And(known, _space.Regions.Where(axis, values));
        return known;
    }
}

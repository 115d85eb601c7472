using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>Which cases can be in which state: the facts fixed at opening narrow what later states must
/// decide.</summary>
/// <remarks>A case that a rule takes at once, reading only facts fixed at opening and needing nothing, never waits
/// for a
/// person or the clock. Regions are over facts fixed at opening; the others may have any value.</remarks>
internal sealed class Arrivals
{
    private readonly ProductGuards _guards;
    private readonly Region[] _arriving;
    private readonly Region?[] _takenAtOnce;
    private readonly bool[] _matters;

    public Arrivals(ProductGuards guards)
    {
        _guards = guards;
        var product = guards.Product;
        _arriving = [.. product.States.Select(_ => Region.Nothing)];
        _takenAtOnce = new Region?[product.States.Length];
        _matters = LeadsToAGuard(product);
        if (product.Start is not { } start) return;
        _arriving[start.Index] = Region.Everything;
        var open = new Queue<StateRef>([start]);
        while (open.TryDequeue(out var state))
            foreach (var step in product.StepsFrom(state))
                if (product[step].To is { } target && Arrive(target, step, state)) open.Enqueue(target);
    }

    /// <summary>The cases that can be in the state; too large where that could not be decided.</summary>
    public Region In(StateRef state) => _arriving[state.Index];

    private bool Arrive(StateRef target, StepRef step, StateRef state)
    {
        var known = _arriving[target.Index];
        if (known.IsTooLarge) return false;
        var more = _guards.Space.Regions.Or(known, Taking(step, state, target));
        _arriving[target.Index] = more;
        return more != known;
    }

    private Region Taking(StepRef step, StateRef state, StateRef target)
    {
        var (regions, here) = (_guards.Space.Regions, _arriving[state.Index]);
        // Where no guard is ever asked again it is enough to know that some case comes there.
        if (!_matters[target.Index]) return here.IsNothing ? here : Region.Everything;
        if (here.IsTooLarge) return here;
        if (_guards.Product[step].Decision?.By != DeciderKind.Rule)
            here = regions.Minus(here, _takenAtOnce[state.Index] ??= TakenAtOnce(state));
        return regions.And(here, _guards.Space.WhateverWasFixed(_guards[step]));
    }

    private static bool[] LeadsToAGuard(BoundProduct product)
    {
        bool[] matters =
        [
            .. product.StateRefs.Select(s => product.StepsFrom(s).Any(step => product[step].When is not null)),
        ];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var state in product.StateRefs)
            {
                if (matters[state.Index]) continue;
                matters[state.Index] = product.StepsFrom(state).Any(s => product[s].To is { } to && matters[to.Index]);
                changed |= matters[state.Index];
            }
        }

        return matters;
    }

    private Region TakenAtOnce(StateRef state)
    {
        var (product, taken) = (_guards.Product, Region.Nothing);
        foreach (var step in product.StepsFrom(state))
        {
            // A rule that a shortage or a cap turns aside leaves the case to another step.
            var turnedAside = product[step].IfUnfunded is not null || product.Caps.Any(c => c.Blocks.Contains(step));
            if (turnedAside || !product[step].IsSureRule()) continue;
            taken = _guards.Space.Regions.Or(taken, _guards.Space.WhateverComesLater(_guards[step]));
        }

        return taken;
    }
}

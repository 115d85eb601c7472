using System.Collections.Immutable;
using Onus.Core;
using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>What the guard checks share: the product, its guards as regions, which cases arrive where, and the
/// words.</summary>
internal sealed class GuardContext
{
    public GuardContext(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        (Product, Bag, Budget) = (product, bag, options.GuardNodeBudget);
        Guards = new ProductGuards(product, new DecisionSpace(product, options.GuardNodeBudget));
        Arrivals = new Arrivals(Guards);
        Text = new FactText(product);
    }

    public BoundProduct Product { get; }

    public DiagnosticBag Bag { get; }

    public int Budget { get; }

    public ProductGuards Guards { get; }

    public Arrivals Arrivals { get; }

    public FactText Text { get; }

    public RegionSpace Regions => Guards.Space.Regions;

    /// <summary>The cases of a state and the steps that decide them; null where there is nothing to decide.</summary>
    public StateCases? CasesIn(StateRef state, IReadOnlySet<int> dead)
    {
        Regions.Allow(Budget);
        var arriving = Arrivals.In(state);
        if (Product[state].Final || arriving.IsNothing) return null;
        var steps = Product.StepsFrom(state).ToList();
        var live = steps.Where(s => !dead.Contains(s.Index)).ToList();
        return new StateCases(
            state,
            Regions.And(arriving, Guards.PossibleIn(state)),
            [.. live.Where(s => Product[s].IsRule())],
            [.. live.Where(s => Product[s].IsPersons())],
            HasDeadStep: live.Count < steps.Count);
    }

    /// <summary>Whether what the step's condition says is already known to be wrong.</summary>
    public bool IsUnclear(StepRef step) => Bag.IsPoisoned(Poison.Guard(Product[step]));

    /// <summary>ONUS0305: the question was given up, not answered.</summary>
    /// <remarks>Said once: what was given up in one state is often what makes the next too large.</remarks>
    public void SayTooMany(StateRef state)
    {
        if (Bag.Items.Any(d => d.Code == DiagnosticCode.TooManyCases)) return;
        Bag.Add(Diagnostic.Of(
            DiagnosticCode.TooManyCases,
            $"{Product[state].Quoted()} has too many cases to decide",
            Product[state].Span,
            $"more than {Money.FormatMinor((UInt128)Budget, 0)} cells of facts were looked at") with
        {
            Fix = new Fix("split the state, or test fewer facts in one state"),
        });
    }

    /// <summary>A region in the product's words: up to three alternatives, joined by "or".</summary>
    public string Describe(Region region)
    {
        const int most = 3;
        var boxes = RegionBoxes.Of(Regions, region).Take(most + 1).ToList();
        var texts = boxes.Take(most).Select(b => Text.Says(b, Guards.Space)).ToList();
        return string.Join(", or ", texts) + (boxes.Count > most ? ", or others" : "");
    }
}

/// <summary>What has to be decided in a state, and by which steps.</summary>
/// <param name="State">The state.</param>
/// <param name="All">The cases that can be in it.</param>
/// <param name="Rules">The steps that fire by themselves.</param>
/// <param name="Persons">The steps that somebody decides.</param>
/// <param name="HasDeadStep">Whether a step of the state was found to be never taken.</param>
internal sealed record StateCases(
    StateRef State, Region All, ImmutableArray<StepRef> Rules, ImmutableArray<StepRef> Persons, bool HasDeadStep);

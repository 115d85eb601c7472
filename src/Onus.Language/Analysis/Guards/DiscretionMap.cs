using Onus.Language.Binding;

namespace Onus.Language.Analysis.Guards;

/// <summary>Two steps that the same person may choose between for the same case.</summary>
/// <param name="State">Where.</param>
/// <param name="First">One step.</param>
/// <param name="Second">The other.</param>
/// <param name="Who">The authority or party that may take either.</param>
/// <param name="Case">A case in which both are open.</param>
internal sealed record Discretion(StateRef State, StepRef First, StepRef Second, BoundActor Who, string Case);

/// <summary>ONUS0306: where a person has a choice; the documents print it as the discretion map.</summary>
internal static class DiscretionMap
{
    /// <summary>Every choice of a product, in the order of its states and steps.</summary>
    public static List<Discretion> Of(BoundProduct product, DiagnosticBag bag, CheckOptions options)
    {
        if (product.Start is null) return [];
        var context = new GuardContext(product, bag, options);
        var none = new HashSet<int>();
        return [.. product.StateRefs.SelectMany(s => context.CasesIn(s, none) is { } cases ? In(context, cases) : [])];
    }

    internal static void Check(GuardContext context, StateCases cases)
    {
        foreach (var choice in In(context, cases))
        {
            var (first, second) = (context.Product[choice.First], context.Product[choice.Second]);
            context.Bag.Add(Diagnostic.Of(
                DiagnosticCode.Discretion,
                $"{choice.Who.Name} may choose between {first.Quoted()} and {second.Quoted()}",
                second.When?.Span ?? second.Span,
                "open to the same person") with
            {
                Secondary = [new Place(first.When?.Span ?? first.Span, "and so is this")],
                Cases = [choice.Case],
            });
        }
    }

    private static IEnumerable<Discretion> In(GuardContext context, StateCases cases)
    {
        if (cases.All.IsTooLarge) yield break;
        for (var i = 0; i < cases.Persons.Length; i++)
            for (var j = i + 1; j < cases.Persons.Length; j++)
            {
                var (first, second) = (cases.Persons[i], cases.Persons[j]);
                var who = context.Product[first].Decision!.Actor;
                if (who is null || who.Name != context.Product[second].Decision!.Actor?.Name) continue;
                var regions = context.Regions;
                var both = regions.And(cases.All, regions.And(context.Guards[first], context.Guards[second]));
                if (new RegionSearch(regions, context.Budget).Find(both, []) is not { } cell) continue;
                var witness = new WitnessFinder(context.Guards, cases.State).Round(cell, cases.All, both, []);
                var text = witness.Text(context.Guards.Space, context.Text);
                yield return new Discretion(cases.State, first, second, who, text);
            }
    }
}

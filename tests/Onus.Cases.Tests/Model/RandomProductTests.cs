using Onus.Language.Compiled;
using Onus.Testing.Products;

namespace Onus.Cases.Tests.Model;

/// <summary>Random products: the real checker accepts enough of them, and together they use the whole language.</summary>
public sealed class RandomProductTests
{
    [Fact]
    public void Random_products_have_mostly_no_errors_and_use_every_part_of_the_language()
    {
        const int Seeds = 140;
        var products = new List<Product>();
        var errors = new List<string>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            if (RandomProduct.TryMake(seed, out var found) is { } product) products.Add(product.Compiled);
            else errors.Add(found);
        }

        Assert.True(products.Count > Seeds / 2, $"{products.Count} of {Seeds}: {string.Join("\n", errors)}");
        var without = Parts.Where(p => products.Count(p.Uses) < 2).Select(p => p.Name);
        Assert.Empty(without);
    }

    private static readonly (string Name, Func<Product, bool> Uses)[] Parts =
    [
        ("caps over a window", p => p.Caps.Any(c => c.Window is not null)),
        ("caps on open liability", p => p.Caps.Any(c => c.Window is null)),
        ("caps for each party", p => p.Caps.Any(c => c.Per is not null)),
        ("shadows", p => !p.Shadows.IsEmpty),
        ("requests that silence grants", p => p.Steps.Any(s => s.Answer?.Silence == Silence.Granted)),
        ("requests that silence refuses", p => p.Steps.Any(s => s.Answer?.Silence == Silence.Refused)),
        ("requests that silence ends by a step", p => p.Steps.Any(s => s.Answer?.Silence == Silence.Step)),
        ("requests that pay", p => p.Steps.Any(s => s.Kind == StepKind.Request && !s.Posts.IsEmpty)),
        ("quorums", p => p.Steps.Any(s => s.Decider.By is { IsParty: false } w && p.Authorities[w.Index].Quorum > 1)),
        ("counts", p => p.Facts.Any(f => f.Kind == FactKind.Count && p.Steps.Any(s => Reads(s.When, f.Name, p)))),
        ("totals", p => p.Facts.Any(f => f.Kind == FactKind.Total && p.Steps.Any(s => Reads(s.When, f.Name, p)))),
        ("legal clocks", p => p.Legals.Any(l => l.Clock is not null)),
        ("unfunded branches", p => p.Steps.Any(s => s.IfUnfunded is not null)),
        ("partial awards", p => p.States.Any(s => s.Liable.Any(l => l.Share?.Kind == ShareKind.UpToFact))),
        ("percentages", p => p.States.Any(s => s.Liable.Any(l => l.Share?.Kind == ShareKind.Percent))),
        ("no stake", p => p.Stake is null),
        ("appeals", p => p.Steps.Any(s => s.Kind == StepKind.Appeal)),
        ("limits on how often", p => p.Steps.Any(s => s.AtMost is not null)),
        ("reviews", p => p.Steps.Any(s => s.ReviewedBy is not null)),
        ("reports", p => p.Steps.Any(s => !s.Reports.IsEmpty)),
        ("rules with evidence", p => p.Steps.Any(s => s.Decider.ByRule && !s.Needs.IsEmpty)),
    ];

    private static bool Reads(Condition condition, string fact, Product p) => condition.Kind == ConditionKind.Within
        ? p.Facts[condition.Fact].Name == fact
        : condition.Parts.Any(part => Reads(part, fact, p));
}

using Onus.Language.Analysis.Guards;
using Onus.Language.Binding;

namespace Onus.Language.Tests.Guards;

/// <summary>The guard analysis against listing every case of thousands of small products.</summary>
public sealed class GuardAnalysisTests
{
    private const int Products = 4_000;

    [Fact]
    public void Overlaps_gaps_and_dead_steps_are_found_exactly_when_listing_every_case_finds_them()
    {
        for (var seed = 0; seed < Products; seed++)
        {
            var (product, rules) = OneState(seed);
            var bag = SmallProduct.Bag();
            GuardAnalysis.Analyze(product, bag, SmallProduct.Options);

            var cases = RandomProducts.Cases(product).ToList();
            int Deciding(Int128[] c) => rules.Count(r => SmallProduct.Holds(product, product[r].When, c));
            var dead = rules.Where(r => !cases.Exists(c => SmallProduct.Holds(product, product[r].When, c))).ToList();
            var overlap = cases.Exists(c => Deciding(c) > 1);
            var gap = cases.Exists(c => Deciding(c) == 0);

            var codes = bag.Items.Select(d => d.Code).ToList();
            Assert.Equal(dead.Count, codes.Count(c => c == DiagnosticCode.StepNeverTaken));
            Assert.Equal(overlap, codes.Contains(DiagnosticCode.TwoRulesDecide));
            Assert.Equal(gap && !overlap && dead.Count == 0, codes.Contains(DiagnosticCode.NobodyDecides));
        }
    }

    [Fact]
    public void Every_witness_shows_its_fault()
    {
        var witnesses = 0;
        for (var seed = 0; seed < Products; seed++)
        {
            var (product, rules) = OneState(seed);
            var bag = SmallProduct.Bag();
            GuardAnalysis.Analyze(product, bag, SmallProduct.Options);
            foreach (var fault in bag.Items.Where(d => d.Cases.Length > 0))
            {
                var given = Read(product, fault.Cases[0]);
                var expected = fault.Code == DiagnosticCode.NobodyDecides ? 0 : 2;
                // What the witness leaves out must not matter.
                foreach (var point in RandomProducts.Cases(product).Where(p => given.All(g => p[g.Key] == g.Value)))
                {
                    var deciding = rules.Count(r => SmallProduct.Holds(product, product[r].When, point));
                    if (expected == 0) Assert.Equal(0, deciding);
                    else Assert.True(deciding >= expected, $"seed {seed}: {fault.Cases[0]}");
                }

                witnesses++;
            }
        }

        Assert.True(witnesses > Products / 2);
    }

    [Fact]
    public void Each_pair_of_overlapping_rules_is_named_by_some_message()
    {
        for (var seed = 0; seed < Products / 4; seed++)
        {
            var (product, rules) = OneState(seed);
            var bag = SmallProduct.Bag();
            GuardAnalysis.Analyze(product, bag, SmallProduct.Options);
            var named = bag.Items.Where(d => d.Code == DiagnosticCode.TwoRulesDecide)
                .SelectMany(d => d.Secondary.Select(s => Pair(d.Primary.Span.Start, s.Span.Start))).ToHashSet();
            var cases = RandomProducts.Cases(product).ToList();
            var pairs = from a in rules
                        from b in rules
                        where a.Index < b.Index
                        where cases.Exists(c => SmallProduct.Holds(product, product[a].When, c) && SmallProduct.Holds(product, product[b].When, c))
                        select (a.Index, b.Index);
            Assert.Equal(pairs.Order(), named.Order());
        }
    }

    [Fact]
    public void A_case_arrives_exactly_where_following_it_step_by_step_leads()
    {
        for (var seed = 0; seed < Products / 2; seed++)
        {
            var product = ManyStates(seed);
            var guards = new ProductGuards(product, new DecisionSpace(product, 100_000));
            var arrivals = new Arrivals(guards);
            foreach (var point in RandomProducts.Cases(product))
            {
                var reached = Follow(product, point);
                foreach (var state in product.StateRefs)
                {
                    var inOrder = guards.Space.Order.Select(f => point[f]).ToArray();
                    if (product.StepsFrom(state).Any(s => product[s].When is not null))
                        Assert.Equal(reached.Contains(state), guards.Space.Regions.Contains(arrivals.In(state), inOrder));
                }
            }
        }
    }

    [Fact]
    public void A_rule_that_waits_for_a_later_fact_does_not_pre_empt_a_person()
    {
        var small = new SmallProduct();
        var later = small.Number("later", 0, 9, later: true);
        var start = small.State("start", SmallProduct.Days(1));
        var end = small.State("end");
        small.Step("low", DeciderKind.Rule, start, end, SmallProduct.Is(later, ComparisonKind.AtMost, 4));
        small.Step("high", DeciderKind.Rule, start, end, SmallProduct.Is(later, ComparisonKind.Over, 4));
        small.Step("any", DeciderKind.Person, start, end);
        Assert.Empty(Check(small.Build()));
        small.Step("very-high", DeciderKind.Person, start, end, SmallProduct.Is(later, ComparisonKind.Over, 7));
        Assert.Equal([DiagnosticCode.PersonPreempted], Check(small.Build()));
    }

    [Fact]
    public void A_table_that_is_too_large_to_decide_says_so()
    {
        var random = new Random(1);
        var small = new SmallProduct();
        FactRef[] facts = [.. Enumerable.Range(0, 12).Select(i => small.Number($"fact-{i}", 0, 99))];
        var start = small.State("start", SmallProduct.Days(1));
        var end = small.State("end");
        for (var i = 0; i < 60; i++)
            small.Step($"rule-{i}", DeciderKind.Person, start, end, SmallProduct.Both([.. facts.Where(_ => random.Next(3) == 0)
                .Select(f => SmallProduct.Is(f, (ComparisonKind)random.Next(2), random.Next(20, 80)))]));
        small.Step("rest", DeciderKind.Person, start, end, SmallProduct.Is(facts[11], ComparisonKind.AtLeast, 0));
        Assert.Equal([DiagnosticCode.TooManyCases], Check(small.Build(), new CheckOptions { GuardNodeBudget = 300 }));
    }

    private static List<DiagnosticCode> Check(BoundProduct product, CheckOptions? options = null)
    {
        var bag = SmallProduct.Bag();
        GuardAnalysis.Analyze(product, bag, options ?? SmallProduct.Options);
        return [.. bag.Items.Select(d => d.Code)];
    }

    private static (BoundProduct Product, List<StepRef> Rules) OneState(int seed)
    {
        var random = new RandomProducts(seed);
        var small = random.Facts(new SmallProduct(), later: false);
        var (start, end) = (small.State("start", SmallProduct.Days(1)), small.State("end"));
        var rules = Enumerable.Range(0, 1 + random.Next(4))
            .Select(i => small.Step($"rule-{i}", DeciderKind.Rule, start, end, random.Condition(2))).ToList();
        return (small.Build(), rules);
    }

    private static BoundProduct ManyStates(int seed)
    {
        var random = new RandomProducts(seed);
        var small = random.Facts(new SmallProduct(), later: true);
        StateRef[] states = [.. Enumerable.Range(0, 4).Select(i => small.State($"state-{i}", SmallProduct.Days(1)))];
        for (var i = 0; i < 6; i++)
        {
            var by = random.Next(2) == 0 ? DeciderKind.Rule : DeciderKind.Person;
            small.Step($"step-{i}", by, states[random.Next(4)], states[random.Next(4)], random.Next(4) == 0 ? null : random.Condition(1));
        }

        return small.Build();
    }

    // A fact given later may have had any value at each step; a rule fires at once only if it does so for every such value.
    private static HashSet<StateRef> Follow(BoundProduct product, Int128[] point)
    {
        var variants = RandomProducts.Cases(product)
            .Where(p => product.Facts.Select((f, i) => f.Later || p[i] == point[i]).All(b => b)).ToList();
        var reached = new HashSet<StateRef> { product.Start!.Value };
        var open = new Queue<StateRef>(reached);
        while (open.TryDequeue(out var state))
        {
            var atOnce = product.StepsFrom(state).Any(s => product[s].Decision!.By == DeciderKind.Rule
                && variants.TrueForAll(v => SmallProduct.Holds(product, product[s].When, v)));
            foreach (var step in product.StepsFrom(state))
            {
                if (atOnce && product[step].Decision!.By != DeciderKind.Rule) continue;
                if (!variants.Exists(v => SmallProduct.Holds(product, product[step].When, v))) continue;
                if (reached.Add(product[step].To!.Value)) open.Enqueue(product[step].To!.Value);
            }
        }

        return reached;
    }

    private static Dictionary<int, Int128> Read(BoundProduct product, string witness) => witness == "every case" ? [] : witness
        .Split(", ")
        .Select(line => line.Split(" is "))
        .ToDictionary(
            line => product.Facts.IndexOf(product.Facts.Single(f => f.Name == line[0])),
            line => Value(product.Facts.Single(f => f.Name == line[0]), line[1].Replace("exactly ", "", StringComparison.Ordinal)));

    private static Int128 Value(BoundFact fact, string text) =>
        fact.Kind == FactKind.OneOf ? fact.Members.IndexOf(text) : Int128.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static (int, int) Pair(int a, int b) => (Math.Min(a, b), Math.Max(a, b));
}

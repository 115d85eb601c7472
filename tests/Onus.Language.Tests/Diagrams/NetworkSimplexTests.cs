using CsCheck;
using Onus.Language.Diagrams.Layout;

namespace Onus.Language.Tests.Diagrams;

/// <summary>The simplex against every assignment of small numbers: none may be cheaper.</summary>
public sealed class NetworkSimplexTests
{
    private const int Nodes = 4;
    private const int Largest = 6;

    private static readonly Gen<int> Node = Gen.Int[0, Nodes - 1];

    [Fact]
    public void The_answer_costs_no_more_than_any_other() =>
        Gen.Select(Node, Node, Gen.Int[0, 2], Gen.Int[0, 4]).Array[1, 7].Sample(drawn =>
        {
            // Always from the smaller to the larger number, so that nothing contradicts itself.
            var demands = drawn.Where(d => d.Item1 != d.Item2).Select(d => (
                Low: Math.Min(d.Item1, d.Item2),
                High: Math.Max(d.Item1, d.Item2),
                Distance: d.Item3,
                Weight: d.Item4)).ToList();
            var simplex = new NetworkSimplex();
            for (var i = 0; i < Nodes; i++) simplex.Add();
            foreach (var d in demands) simplex.Keep(d.Low, d.High, d.Distance, d.Weight);
            var found = simplex.Solve();
            Assert.All(demands, d => Assert.True(found[d.High] - found[d.Low] >= d.Distance));
            Assert.Equal(Cheapest(demands), Cost(demands, found));
        }, iter: 400);

    [Fact]
    public void A_number_pulled_from_two_sides_comes_to_rest_between_them()
    {
        var simplex = new NetworkSimplex();
        var (left, middle, right) = (simplex.Add(), simplex.Add(), simplex.Add());
        simplex.Keep(left, right, 10);
        simplex.Keep(right, left, -10);
        simplex.Pull(left, 3, middle, 0, 5);
        simplex.Pull(right, 0, middle, 0, 1);
        var found = simplex.Solve();
        Assert.Equal(10, found[right] - found[left]);
        Assert.Equal(3, found[middle] - found[left]);
    }

    private static int Cost(List<(int Low, int High, int Distance, int Weight)> demands, int[] values) =>
        demands.Sum(d => d.Weight * (values[d.High] - values[d.Low]));

    private static int Cheapest(List<(int Low, int High, int Distance, int Weight)> demands)
    {
        var best = int.MaxValue;
        var values = new int[Nodes];
        for (var code = 0; code < (int)Math.Pow(Largest + 1, Nodes); code++)
        {
            var rest = code;
            for (var i = 0; i < Nodes; i++)
            {
                values[i] = rest % (Largest + 1);
                rest /= Largest + 1;
            }

            if (demands.TrueForAll(d => values[d.High] - values[d.Low] >= d.Distance))
                best = Math.Min(best, Cost(demands, values));
        }

        return best;
    }
}

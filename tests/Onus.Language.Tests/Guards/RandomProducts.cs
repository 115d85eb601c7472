using System.Collections.Immutable;
using Onus.Language.Binding;

namespace Onus.Language.Tests.Guards;

/// <summary>Random small products: facts, a few states, steps with random conditions.</summary>
internal sealed class RandomProducts(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<(FactRef Fact, int High, ImmutableArray<string> Words)> _facts = [];

    public int Next(int below) => _random.Next(below);

    public SmallProduct Facts(SmallProduct small, bool later)
    {
        foreach (var i in Enumerable.Range(0, 1 + _random.Next(3)))
        {
            if (_random.Next(3) == 0)
            {
                ImmutableArray<string> words = [.. new[] { "a", "b", "c", "d" }.Take(2 + _random.Next(3))];
                _facts.Add((small.Words($"word-{i}", words), 0, words));
            }
            else
            {
                var high = 1 + _random.Next(5);
                _facts.Add((small.Number($"number-{i}", 0, high, later && _random.Next(2) == 0), high, []));
            }
        }

        return small;
    }

    public BoundCondition Condition(int depth)
    {
        var kind = depth == 0 ? 3 : _random.Next(6);
        if (kind == 0) return new BoundNot(Condition(depth - 1), default);
        if (kind <= 2)
        {
            ImmutableArray<BoundCondition> items = [.. Enumerable.Range(0, 2).Select(_ => Condition(depth - 1))];
            return kind == 1 ? new BoundAnd(items, default) : new BoundOr(items, default);
        }

        var (fact, high, words) = _facts[_random.Next(_facts.Count)];
        if (words.IsEmpty) return SmallProduct.Is(fact, (ComparisonKind)_random.Next(6), _random.Next(high + 1));
        var some = words.Where(_ => _random.Next(2) == 0).ToImmutableArray();
        return new BoundMembership(fact, some.IsEmpty ? [words[0]] : some, _random.Next(3) == 0, default);
    }

    public static IEnumerable<Int128[]> Cases(BoundProduct product)
    {
        var axes = product.Facts.Select(f => f.Kind == FactKind.OneOf
            ? new Onus.Language.Compiled.Interval(0, f.Members.Length - 1)
            : new Onus.Language.Compiled.Interval((Int128)f.From!.Value.Amount, (Int128)f.To!.Value.Amount)).ToArray();
        return RandomTables.Cases(axes);
    }
}

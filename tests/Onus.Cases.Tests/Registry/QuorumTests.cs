using CsCheck;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

public sealed class QuorumTests
{
    private const int Desk = 0, Lead = 1, Pair = 2, Alike = 3;

    private static readonly Product Product = Products.Small() with
    {
        Authorities = [new("desk", 1, 1, []), new("lead", 1, 1, []), new("pair", 1, 2, [Desk, Lead]), new("alike", 1, 2, [Desk])],
    };

    [Fact]
    public void Two_people_of_the_two_named_authorities_are_a_quorum() =>
        Assert.True(Quorum.IsMet(Product, Pair, [(10, Desk), (11, Lead)]));

    [Fact]
    public void One_person_who_holds_both_authorities_is_none() =>
        Assert.False(Quorum.IsMet(Product, Pair, [(10, Desk), (10, Lead)]));

    [Fact]
    public void Two_people_of_one_authority_are_none_where_two_are_named() =>
        Assert.False(Quorum.IsMet(Product, Pair, [(10, Desk), (11, Desk)]));

    [Fact]
    public void Two_people_of_one_authority_are_enough_where_only_it_is_named()
    {
        Assert.True(Quorum.IsMet(Product, Alike, [(10, Desk), (11, Desk)]));
        Assert.False(Quorum.IsMet(Product, Alike, [(10, Desk), (10, Desk)]));
        Assert.False(Quorum.IsMet(Product, Alike, [(10, Desk), (11, Lead)]));
    }

    [Fact]
    public void Somebody_who_could_take_either_seat_takes_the_one_that_is_free() =>
        Assert.True(Quorum.IsMet(Product, Pair, [(10, Desk), (10, Lead), (11, Desk)]));

    [Fact]
    public void An_authority_of_its_own_needs_one_who_acts_under_it()
    {
        Assert.True(Quorum.IsMet(Product, Lead, [(10, Desk), (11, Lead)]));
        Assert.False(Quorum.IsMet(Product, Lead, [(10, Desk)]));
    }

    [Fact]
    public void A_quorum_is_met_exactly_when_some_seating_of_different_people_meets_it() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Select(Gen.ULong[1, 4], Gen.Int[0, 4]).Array[0, 8]).Sample((members, needed, approvals) =>
        {
            var authorities = Enumerable.Range(0, 5).Select(i => new Authority($"a{i}", 1, 1, []))
                .Append(new Authority("all", 1, needed, [.. Enumerable.Range(0, members)])).ToArray();
            var product = Product with { Authorities = [.. authorities] };
            Assert.Equal(BruteForce(members, needed, approvals), Quorum.IsMet(product, 5, approvals));
        });

    // Every way to pick that many approvals: different people, and different authorities where there are enough of them.
    private static bool BruteForce(int members, int needed, (ulong Actor, int Authority)[] approvals)
    {
        for (var chosen = 0; chosen < 1 << approvals.Length; chosen++)
        {
            var picked = approvals.Where((_, i) => (chosen & (1 << i)) != 0).ToList();
            if (picked.Count != needed || picked.Any(a => a.Authority >= members)) continue;
            if (picked.Select(a => a.Actor).Distinct().Count() != needed) continue;
            if (members < needed || picked.Select(a => a.Authority).Distinct().Count() == needed) return true;
        }

        return false;
    }
}

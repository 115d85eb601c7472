using CsCheck;
using Onus.Language.Analysis.Shares;

namespace Onus.Language.Tests.Liability;

// Goal: the few cases that the algebra tests decide all others. Method: random balances over small ranges, compared with
// every case of the range, valued by a second, naive reading of the shares.
public sealed class ShareAlgebraTests
{
    [Fact]
    public void Balances_without_percentages_are_decided_as_brute_force_decides_them() =>
        Compare(Terms(percent: false, fact: false), 4_000, 2_500, 1, 2_000);

    [Fact]
    public void Percentages_are_decided_to_the_odd_cent() =>
        Compare(Terms(percent: true, fact: false), 12_000, 4_000, 1, 200);

    [Fact]
    public void Partial_awards_are_decided_over_both_variables() =>
        Compare(Terms(percent: false, fact: true), 90, 60, 90, 600);

    [Fact]
    public void Partial_awards_beside_percentages_are_decided_over_both_variables() =>
        Compare(Terms(percent: true, fact: true), 400, 150, 40, 80);

    [Fact]
    public void A_difference_at_every_hundredth_cent_only_is_found()
    {
        // stake - 49% - 51% is one cent, but nothing where the stake is a whole multiple of one hundred.
        var list = ShareList.Of(ShareTerm.Percent(49), ShareTerm.Percent(51), ShareTerm.Amount(1));
        var odd = Balance.Stake - Balance.Of(list, 0) - Balance.Of(list, 1);

        var found = new CaseSpace(StakeDomain.Between(1, 1_000_050)).NotZero(odd - Balance.Of(list, 2));

        Assert.Equal(0, found!.Value.Stake % 100);
    }

    [Fact]
    public void A_difference_in_a_narrow_band_is_found() =>
        Gen.Select(Gen.Int[1, 100_000_000], Gen.Int[1, 3], Gen.Int[0, 60]).Sample((place, width, percent) =>
        {
            // Zero below the band and above it; a tent within.
            var tent = Left(place) - Left(place + width) - Left(place + width) + Left(place + width + width);
            Assert.NotNull(new CaseSpace(StakeDomain.Everything).NotZero(tent));

            Balance Left(int amount) => percent == 0
                ? Balance.Of(ShareList.Of(ShareTerm.Amount((UInt128)(uint)amount, upTo: true), ShareTerm.Rest), 1)
                : Balance.Of(ShareList.Of(
                    ShareTerm.Percent(percent), ShareTerm.Amount((UInt128)(uint)amount, upTo: true), ShareTerm.Rest), 2);
        }, iter: 300);

    [Fact]
    public void A_difference_in_one_corner_of_stake_and_award_is_found()
    {
        // Above the line stake = award + 700 only, and the stake is at most 1,000: the award must be under 300.
        var list = ShareList.Of(ShareTerm.Fact(0, upTo: true), ShareTerm.Amount(700, upTo: true), ShareTerm.Rest);
        var corner = new CaseSpace(StakeDomain.Between(1, 1_000), [new StakeRange(299, 100_000)]);

        Assert.Equal(1_000, corner.NotZero(Balance.Of(list, 2))!.Value.Stake);
        Assert.Null((corner with { Facts = [new StakeRange(300, 100_000)] }).NotZero(Balance.Of(list, 2)));
    }

    [Theory]
    [InlineData(200_000, 300_000)]
    [InlineData(25_000, 30_000)]
    [InlineData(99, 100)]
    public void A_witness_beyond_a_breakpoint_is_the_next_round_amount(int breakpoint, int witness)
    {
        // The whole stake against up to the breakpoint: they differ only above it.
        var capped = Balance.Of(ShareList.Of(ShareTerm.Amount((UInt128)(uint)breakpoint, upTo: true)), 0);
        var above = new CaseSpace(StakeDomain.Everything);

        var found = above.NotZero(Balance.Stake - capped);

        // EUR 100.00 and the like come first where they already show the fault.
        Int128[] favourites = [10_000, 1_000, 100];
        var expected = favourites.FirstOrDefault(f => f > breakpoint, witness);
        Assert.Equal(expected, found!.Value.Stake);
    }

    [Fact]
    public void Thirty_and_seventy_percent_differ_from_the_whole_by_the_odd_cent()
    {
        var list = ShareList.Of(ShareTerm.Percent(30), ShareTerm.Percent(70));
        var whole = ShareList.Of(ShareTerm.Percent(30), ShareTerm.Rest);
        var space = new CaseSpace(StakeDomain.Everything);

        Assert.NotNull(space.NotZero(Balance.Stake - Balance.Of(list, 0) - Balance.Of(list, 1)));
        Assert.Null(space.NotZero(Balance.Stake - Balance.Of(whole, 0) - Balance.Of(whole, 1)));
    }

    [Fact]
    public void A_range_of_the_stake_silences_what_lies_outside_it()
    {
        var fixedShare = ShareList.Of(ShareTerm.Amount(500), ShareTerm.Rest);
        var sum = Balance.Stake - Balance.Of(fixedShare, 0) - Balance.Of(fixedShare, 1);

        Assert.NotNull(new CaseSpace(StakeDomain.Everything).NotZero(sum));
        Assert.Null(new CaseSpace(StakeDomain.Between(500, ShareTerm.Most)).NotZero(sum));
    }

    [Fact]
    public void Amounts_beyond_any_ledger_do_not_overflow()
    {
        var list = ShareList.Of(ShareTerm.Amount(UInt128.MaxValue, upTo: true), ShareTerm.Amount(UInt128.MaxValue), ShareTerm.Rest);

        Assert.NotNull(new CaseSpace(StakeDomain.Everything).NotZero(Balance.Of(list, 1) - Balance.Of(list, 2)));
    }

    private static Gen<ShareTerm> Terms(bool percent, bool fact) =>
        from kind in Gen.Int[0, 9]
        from upTo in Gen.Bool
        from value in Gen.Int[1, 60]
        from scale in Gen.Int[1, 40]
        select kind switch
        {
            < 2 => ShareTerm.Rest,
            2 => ShareTerm.All,
            < 6 when percent => ShareTerm.Percent(value, upTo),
            < 8 when fact => ShareTerm.Fact(0, upTo),
            _ => ShareTerm.Amount((UInt128)(uint)(value * (fact ? 1 : scale)), upTo),
        };

    private static void Compare(Gen<ShareTerm> term, int most, int start, int mostFact, long samples)
    {
        var list = term.Array[1, 4];
        var signs = Gen.Int[-2, 2].Array[4];
        Gen.Select(list, signs, list, signs, Gen.Int[1, start]).Sample((first, a, second, b, from) =>
        {
            var space = new CaseSpace(StakeDomain.Between(from, most), [new StakeRange(1, mostFact)]);
            var balance = Weighted(first, a) + Weighted(second, b);
            var (negative, positive) = (false, false);
            for (var fact = 1; fact <= mostFact; fact++)
                for (var stake = from; stake <= most; stake++)
                {
                    var value = Naive(first, a, stake, fact) + Naive(second, b, stake, fact);
                    negative |= value < 0;
                    positive |= value > 0;
                }

            Assert.Equal(negative, space.Negative(balance) is not null);
            Assert.Equal(positive, space.Positive(balance) is not null);
            Assert.Equal(negative || positive, space.NotZero(balance) is { } point && Inside(space, point));
        }, iter: samples);
    }

    private static bool Inside(CaseSpace space, StakePoint point) =>
        space.Stakes.Contains(point.Stake) && point.Facts[0] >= 1 && point.Facts[0] <= space.Facts[0].To;

    private static Balance Weighted(ShareTerm[] terms, int[] signs)
    {
        var list = new ShareList([.. terms]);
        var sum = Balance.Zero;
        for (var i = 0; i < terms.Length; i++)
            for (var n = 0; n < Math.Abs(signs[i]); n++)
                sum += signs[i] > 0 ? Balance.Of(list, i) : -Balance.Of(list, i);
        return sum;
    }

    // The shares read word by word, from a purse that each of them empties a little more.
    private static long Naive(ShareTerm[] terms, int[] signs, long stake, long fact)
    {
        long sum = 0, purse = stake;
        for (var i = 0; i < terms.Length; i++)
        {
            var wanted = terms[i].Measure switch
            {
                ShareMeasure.All => stake,
                ShareMeasure.Rest => purse,
                ShareMeasure.Percent => stake * (long)terms[i].Value / 100,
                ShareMeasure.Amount => (long)terms[i].Value,
                _ => fact,
            };
            var given = terms[i].UpTo && wanted > purse ? purse : wanted;
            purse = given > purse ? 0 : purse - given;
            sum += signs[i] * given;
        }

        return sum;
    }
}

using System.Numerics;
using CsCheck;
using Onus.Cases.Acts;
using Onus.Language.Compiled;

namespace Onus.Cases.Tests;

public sealed class ShareSplitTests
{
    private static readonly Gen<Share> AnyBoundedShare = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 100], Gen.ULong, (kind, percent, amount) => kind switch
    {
        0 => new Share(ShareKind.UpToAmount, amount, -1),
        1 => new Share(ShareKind.UpToPercent, (UInt128)(uint)percent, -1),
        _ => new Share(ShareKind.UpToFact, 0, 0),
    });

    [Fact]
    public void A_list_that_ends_in_the_rest_gives_out_exactly_the_stake() =>
        Gen.Select(Gen.ULong, Gen.ULong, AnyBoundedShare.Array[0, 4], Gen.Long[0, long.MaxValue]).Sample((high, low, shares, fact) =>
        {
            var stake = new UInt128(high, low);
            var split = new ShareSplit(stake);
            UInt128 sum = 0;
            foreach (var share in shares.Append(Share.Rest)) sum += split.Next(share, [fact]).GetValueOrDefault();
            return sum == stake;
        });

    [Fact]
    public void A_percentage_is_rounded_down_and_always_of_the_whole_stake() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((high, low, first, second) =>
        {
            var stake = new UInt128(high, low);
            var split = new ShareSplit(stake);
            split.Next(new Share(ShareKind.Percent, (UInt128)(uint)first, -1), []);
            var amount = split.Next(new Share(ShareKind.Percent, (UInt128)(uint)second, -1), []);
            return (BigInteger)amount!.Value == (BigInteger)stake * second / 100;
        });

    [Fact]
    public void A_share_of_a_fact_that_nobody_has_given_has_no_amount() =>
        Assert.Null(new ShareSplit(100).Next(new Share(ShareKind.UpToFact, 0, 0), [null]));

    [Fact]
    public void Up_to_takes_no_more_than_is_left()
    {
        var split = new ShareSplit(1_000);
        Assert.Equal((UInt128)700, split.Next(new Share(ShareKind.UpToAmount, 700, -1), []));
        Assert.Equal((UInt128)300, split.Next(new Share(ShareKind.UpToAmount, 700, -1), []));
        Assert.Equal((UInt128)0, split.Next(Share.Rest, []));
    }
}

namespace Onus.Products.Tests;

/// <summary>Many cases of a product at once: what a story of one case cannot tell about caps, counts and shared accounts.</summary>
public sealed class SurgeTests
{
    [Fact]
    public void When_the_envelope_is_full_the_next_refund_takes_the_statutory_route_and_is_not_refused()
    {
        using var node = Refunds();
        for (var i = 0; i < 5; i++) Assert.Equal("advanced", node.StateOf(Claim(node, 100_000_00)));
        var late = Claim(node, 100_000_00);
        Assert.Equal("statutory", node.StateOf(late));
        Assert.Equal("statutory", node.StateOf(Claim(node, 1)));
        Assert.Equal(100_000_00, node.LiabilityOf(late, "merchant"));
        Assert.Equal(100_000_00, node.Balance("platform/own-funds"));

        node.WaitDays(8);
        Assert.Equal("repaid", node.StateOf(late));
        Assert.Equal(600_000_00, node.Balance("platform/own-funds"));
        Assert.Equal(600_000_01, node.Balance("consumer/wallet"));
    }

    [Fact]
    public void A_capital_review_opens_each_time_four_fifths_of_the_envelope_are_passed_from_below()
    {
        using var node = Refunds();
        for (var i = 0; i < 3; i++) Claim(node, 100_000_00);
        Assert.Equal(0, node.CountOf("capital-review"));
        Claim(node, 100_000_00);
        Assert.Equal(1, node.CountOf("capital-review"));
        Claim(node, 100_000_00);
        Assert.Equal(1, node.CountOf("capital-review"));

        // Three business days later the merchant's settlement has paid all of it back, and the mark is armed again.
        node.WaitDays(4);
        Claim(node, 400_000_00);
        Assert.Equal(2, node.CountOf("capital-review"));
    }

    [Fact]
    public void The_last_fen_of_the_envelope_can_be_used_and_not_one_more()
    {
        using var node = Refunds();
        Claim(node, 400_000_00);
        Claim(node, 99_999_99);
        Assert.Equal("advanced", node.StateOf(Claim(node, 1)));
        Assert.Equal("statutory", node.StateOf(Claim(node, 1)));
    }

    [Fact]
    public void Of_two_draws_that_one_balance_cannot_pay_the_second_is_declined()
    {
        using var node = new ProductNode("shared-account");
        node.Fill("holder/balance", 1_000);
        Assert.Equal("drawn", node.StateOf(node.Open(("draw", 600_00))));
        var second = node.Open(("draw", 600_00));
        Assert.Equal("declined", node.StateOf(second));
        Assert.Equal(0, node.LiabilityOf(second, "holder"));
        Assert.Equal(400_00, node.Balance("holder/balance"));
        Assert.Equal("drawn", node.StateOf(node.Open(("draw", 400_00))));
        Assert.Equal(0, node.Balance("holder/balance"));
    }

    [Fact]
    public void A_draw_over_the_line_of_the_day_waits_for_the_holder_and_the_next_day_starts_anew()
    {
        using var node = new ProductNode("shared-account");
        node.Fill("holder/balance", 20_000);
        Assert.Equal("drawn", node.StateOf(node.Open(("draw", 5_000_00))));
        Assert.Equal("asked", node.StateOf(node.Open(("draw", 1))));
        node.WaitDays(1);
        Assert.Equal("drawn", node.StateOf(node.Open(("draw", 1))));
    }

    [Fact]
    public void The_quota_of_a_year_counts_every_order_of_the_sender_and_begins_anew_in_the_next()
    {
        using var node = new ProductNode("remittance");
        node.Fill("sender/account", 2_000_000);
        Assert.Equal("on-its-way", node.StateOf(Order(node, 30_000_00)));
        Assert.Equal("on-its-way", node.StateOf(Order(node, 20_000_00)));
        Assert.Equal("needs-source", node.StateOf(Order(node, 1)));
        node.WaitDays(361);
        Assert.Equal("needs-source", node.StateOf(Order(node, 1)));
        node.WaitDays(1);
        Assert.Equal("on-its-way", node.StateOf(Order(node, 50_000_00)));
    }

    private static ProductNode Refunds()
    {
        var node = new ProductNode("refund-cap", "capital-review");
        node.Fill("platform/own-funds", 600_000);
        node.Fill("merchant/settlement", 2_000_000);
        return node;
    }

    /// <summary>A claim for goods that came back to a trusted merchant.</summary>
    private static ulong Claim(ProductNode node, uint fen) => node.Open(("price", fen));

    /// <summary>An order of an identified sender at 7.20 yuan to the dollar.</summary>
    private static ulong Order(ProductNode node, uint cents) => node.Open(("usd-equivalent", cents), ("amount", cents * 72 / 10 + 1));
}

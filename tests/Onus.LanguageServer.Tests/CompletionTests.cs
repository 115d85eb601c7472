namespace Onus.LanguageServer.Tests;

public sealed class CompletionTests
{
    [Theory]
    // After the words of a clause: names of the right kind, and nothing else.
    [InlineData("  owner         |lead", "desk; lead; chief; shop", "received; claim")]
    [InlineData("  to            |with-lead", "received; with-lead; repaid", "desk; repay")]
    [InlineData("  at most       first-look, then |hand-over", "hand-over; repay; repay-small", "received")]
    [InlineData("  at most       |first-look", "first-look; answer-window; small", "claim")]
    [InlineData("  because       |limits", "limits; psd2-101", "small")]
    [InlineData("  when          |claim", "claim; reason; not", "small")]
    [InlineData("  when          claim is |at most", "at; over; under; not", "claim; owner")]
    [InlineData("reason is |damaged\n", "damaged; late; lost", "received")]
    [InlineData("  decided by    desk |or clock", "or; recorded", "desk")]
    [InlineData("  decided by    |desk", "rule; clock; desk", "received")]
    [InlineData("all from |shop/cash to", "shop/cash; customer/card", "shop")]
    [InlineData("  liable        |shop for all\n  at most       answer", "shop; customer", "desk")]
    // At the start of a line: the clauses of the section that are not there yet.
    [InlineData("  |tells         customer", "needs; when; tells; posts", "owner; decided by; from")]
    [InlineData("  |owner         lead", "final; opened by", "decided by; legal")]
    // In the first column also new sections.
    [InlineData("|state with-lead", "state; step; example", "")]
    public async Task It_offers_what_can_stand_here(string place, string offered, string notOffered)
    {
        var cursor = place.IndexOf('|', StringComparison.Ordinal);
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var position = Goodwill.At(place.Remove(cursor, 1), cursor);
        var items = await client.FeatureAsync("completion", position);
        var labels = items.EnumerateArray().Select(i => i.GetProperty("label").GetString()).ToList();
        Assert.All(offered.Split("; "), label => Assert.Contains(label, labels));
        Assert.All(notOffered.Split("; "), label => Assert.DoesNotContain(label, labels));
    }

    [Fact]
    public async Task It_works_in_a_product_that_is_still_being_written()
    {
        const string text = "product x \"X\"\n  version 1\n\nparty shop \"Shop\" is us\nauthority desk of shop\n\n"
            + "state a \"A\"\n  starts\n  owner ";
        await using var client = await LspClient.OpenAsync(text);
        var items = await client.FeatureAsync("completion", new { line = 8, character = 8 });
        var labels = items.EnumerateArray().Select(i => i.GetProperty("label").GetString()).ToList();
        Assert.Equal(["desk", "shop"], labels.Order());
    }
}

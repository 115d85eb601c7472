namespace Onus.LanguageServer.Tests;

public sealed class CompletionTests
{
    [Theory]
    // After the words of a clause: names of the right kind, and nothing else.
    [InlineData("  owner         |lead", new[] { "desk", "lead", "chief", "shop" }, new[] { "received", "claim" })]
    [InlineData("  to            |with-lead", new[] { "received", "with-lead", "repaid" }, new[] { "desk", "repay" })]
    [InlineData("  at most       first-look, then |hand-over", new[] { "hand-over", "repay", "repay-small" }, new[] { "received" })]
    [InlineData("  at most       |first-look", new[] { "first-look", "answer-window", "small" }, new[] { "claim" })]
    [InlineData("  because       |limits", new[] { "limits", "psd2-101" }, new[] { "small" })]
    [InlineData("  when          |claim", new[] { "claim", "reason", "not" }, new[] { "small" })]
    [InlineData("  when          claim is |at most", new[] { "at", "over", "under", "not" }, new[] { "claim", "owner" })]
    [InlineData("reason is |damaged\n", new[] { "damaged", "late", "lost" }, new[] { "received" })]
    [InlineData("  decided by    desk |or clock", new[] { "or", "recorded" }, new[] { "desk" })]
    [InlineData("  decided by    |desk", new[] { "rule", "clock", "desk" }, new[] { "received" })]
    [InlineData("all from |shop/cash to", new[] { "shop/cash", "customer/card" }, new[] { "shop" })]
    [InlineData("  liable        |shop for all\n  at most       answer", new[] { "shop", "customer" }, new[] { "desk" })]
    // At the start of a line: the clauses of the section that are not there yet.
    [InlineData("  |tells         customer", new[] { "needs", "when", "tells", "posts" }, new[] { "owner", "decided by", "from" })]
    [InlineData("  |owner         lead", new[] { "final", "opened by" }, new[] { "decided by", "legal" })]
    // In the first column also new sections.
    [InlineData("|state with-lead", new[] { "state", "step", "example" }, new string[0])]
    public async Task It_offers_what_can_stand_here(string place, string[] offered, string[] notOffered)
    {
        var cursor = place.IndexOf('|', StringComparison.Ordinal);
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var position = Goodwill.At(place.Remove(cursor, 1), cursor);
        var items = await client.RequestAsync("textDocument/completion", new { textDocument = Goodwill.Document, position });
        var labels = items.EnumerateArray().Select(i => i.GetProperty("label").GetString()).ToList();
        Assert.All(offered, label => Assert.Contains(label, labels));
        Assert.All(notOffered, label => Assert.DoesNotContain(label, labels));
    }

    [Fact]
    public async Task It_works_in_a_product_that_is_still_being_written()
    {
        const string text = "product x \"X\"\n  version 1\n\nparty shop \"Shop\" is us\nauthority desk of shop\n\nstate a \"A\"\n  starts\n  owner ";
        await using var client = await LspClient.OpenAsync(text);
        var items = await client.RequestAsync("textDocument/completion",
            new { textDocument = Goodwill.Document, position = new { line = 8, character = 8 } });
        var labels = items.EnumerateArray().Select(i => i.GetProperty("label").GetString()).ToList();
        Assert.Equal(["desk", "shop"], labels.Order());
    }
}

using System.Text.Json;

namespace Onus.LanguageServer.Tests;

public sealed class EditingTests
{
    [Fact]
    public async Task A_right_product_has_no_diagnostics_and_a_fault_typed_into_it_shows_and_goes()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        Assert.Equal(0, client.NextDiagnostics().GetProperty("diagnostics").GetArrayLength());

        var (line, character) = Goodwill.Place("lead or clock");
        await Change(client, 2, line, character, line, character + 4, "laed");
        var published = client.NextDiagnostics();
        Assert.Equal(2, published.GetProperty("version").GetInt32());
        var fault = published.GetProperty("diagnostics")[0];
        Assert.Equal("ONUS0101", fault.GetProperty("code").GetString());
        Assert.Equal(1, fault.GetProperty("severity").GetInt32());
        Assert.Equal((line, character), Start(fault.GetProperty("range")));
        Assert.Contains("fix: write lead", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, fault.GetProperty("relatedInformation").GetArrayLength());

        await Change(client, 3, line, character, line, character + 4, "lead");
        Assert.Equal(0, client.NextDiagnostics().GetProperty("diagnostics").GetArrayLength());
    }

    [Fact]
    public async Task A_fix_that_a_machine_can_carry_out_is_a_code_action_that_mends_the_product()
    {
        var broken = Goodwill.Text.Replace("lead or clock", "laed or clock", StringComparison.Ordinal);
        await using var client = await LspClient.OpenAsync(broken);
        var at = Goodwill.At("laed", 1, broken);
        var parameters = new { textDocument = Goodwill.Document, range = new { start = at, end = at } };
        var actions = await client.RequestAsync("textDocument/codeAction", parameters);
        var action = Assert.Single(actions.EnumerateArray());
        Assert.Equal("write lead", action.GetProperty("title").GetString());
        Assert.Equal("quickfix", action.GetProperty("kind").GetString());
        var edits = action.GetProperty("edit").GetProperty("changes").GetProperty(LspClient.Uri);
        Assert.Equal(Goodwill.Text, Goodwill.Apply(broken, edits));
    }

    [Fact]
    public async Task Formatting_brings_a_crooked_product_back_to_the_one_layout_and_leaves_a_straight_one_alone()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var straight = Goodwill.Apply(Goodwill.Text, await client.FeatureAsync("formatting"));
        await client.ReplaceAsync(2, straight);
        Assert.Equal(0, (await client.FeatureAsync("formatting")).GetArrayLength());

        var crooked = straight.Replace("  owner         lead", " owner    lead", StringComparison.Ordinal);
        await client.ReplaceAsync(3, crooked);
        var edit = Assert.Single((await client.FeatureAsync("formatting")).EnumerateArray());
        Assert.Equal("  owner         lead\n", edit.GetProperty("newText").GetString());
        Assert.Equal(Goodwill.Place(" owner    lead", 0, crooked), Start(edit.GetProperty("range")));

        await client.ReplaceAsync(4, crooked + "state \"");
        var refused = await Assert.ThrowsAsync<LspError>(() => client.FeatureAsync("formatting"));
        Assert.Contains("faults of syntax", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_are_applied_in_order_whatever_they_cut_across()
    {
        await using var client = await LspClient.OpenAsync("");
        client.NextDiagnostics();
        var random = new Random(7);
        var text = "";
        for (var version = 2; version < 60; version++)
        {
            var lines = text.Split('\n');
            var (from, to) = (random.Next(lines.Length), random.Next(lines.Length));
            if (from > to) (from, to) = (to, from);
            var start = random.Next(lines[from].Length + 1);
            var end = from == to ? random.Next(start, lines[to].Length + 1) : random.Next(lines[to].Length + 1);
            var inserted = new[] { "", "x", "é\n", "owner desk\n", "中文", "\n\n" }[random.Next(6)];
            var offset = lines.Take(from).Sum(l => l.Length + 1) + start;
            var length = lines.Take(to).Sum(l => l.Length + 1) + end - offset;
            text = text.Remove(offset, length).Insert(offset, inserted);
            await Change(client, version, from, start, to, end, inserted);
        }

        // Folding after a whole section was appended shows where the server believes the end to be.
        var last = text.Split('\n');
        var (endLine, endCharacter) = (last.Length - 1, last[^1].Length);
        await Change(client, 60, endLine, endCharacter, endLine, endCharacter, "\n" + Goodwill.Text);
        var symbols = await client.FeatureAsync("documentSymbol");
        var product = symbols.EnumerateArray().Last(s => s.GetProperty("name").GetString() == "goodwill");
        Assert.Equal((last.Length, 8), Start(product.GetProperty("selectionRange")));
    }

    [Fact]
    public async Task Places_outside_the_text_are_taken_as_the_nearest_inside()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var far = new { line = 100_000, character = 5 };
        Assert.Equal(JsonValueKind.Null, (await client.FeatureAsync("hover", far)).ValueKind);
        await Change(client, 2, 100_000, 0, 200_000, 9, "-- the end\n");
        await Change(client, 3, 0, -5, 0, -1, "");
        await client.AssertAliveAsync();
    }

    [Fact]
    public async Task A_closed_document_has_no_diagnostics_left()
    {
        await using var client = await LspClient.OpenAsync("product");
        Assert.NotEqual(0, client.NextDiagnostics().GetProperty("diagnostics").GetArrayLength());
        await client.NotifyAsync("textDocument/didClose", new { textDocument = Goodwill.Document });
        Assert.Equal(0, client.NextDiagnostics().GetProperty("diagnostics").GetArrayLength());
        var refused = await Assert.ThrowsAsync<LspError>(() =>
            client.FeatureAsync("documentSymbol"));
        Assert.Contains("not open", refused.Message, StringComparison.Ordinal);
    }

    private static Task Change(
        LspClient client, int version, int line, int character, int endLine, int endCharacter, string text)
    {
        var range = new { start = new { line, character }, end = new { line = endLine, character = endCharacter } };
        return client.NotifyAsync("textDocument/didChange", new
        {
            textDocument = new { uri = LspClient.Uri, version },
            contentChanges = new[] { new { range, text } },
        });
    }

    private static (int, int) Start(JsonElement range) => Goodwill.Point(range.GetProperty("start"));
}

using System.Text.Json;

namespace Onus.LanguageServer.Tests;

public sealed class ReadingTests
{
    [Fact]
    public async Task Hovering_over_a_state_tells_who_owns_it_who_is_liable_the_clock_and_what_silence_does()
    {
        var text = await Hover("state received", 8);
        Assert.Contains("**Complaint received** (state `received`)", text, StringComparison.Ordinal);
        Assert.Contains("- owner: Desk", text, StringComparison.Ordinal);
        Assert.Contains("- liable: The shop for all", text, StringComparison.Ordinal);
        Assert.Contains("- clock: 2 days, then Nobody looked in time", text, StringComparison.Ordinal);
        Assert.Contains("- if nobody acts: With the team lead → Repaid, after at most 37 days", text, StringComparison.Ordinal);
        Assert.Contains("- at most from here: 37 days", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("because       psd2-101", 16, "cites: Directive (EU) 2015/2366, Article 101(2)")]
    [InlineData("because       psd2-101", 16, "checked: 20 November 2026 by Legal desk, against the official text")]
    [InlineData("at most       first-look", 16, "**2 days** (threshold `first-look`)")]
    [InlineData("from          with-lead", 16, "state `with-lead`")]
    [InlineData("then hand-over", 6, "- to: With the team lead")]
    [InlineData("when          claim", 16, "an amount in EUR, from EUR 1.00 to EUR 1,000.00")]
    [InlineData("shop/cash to", 1, "**The shop** (party `shop`)")]
    [InlineData("shop/cash to", 6, "**Our cash** (account")]
    [InlineData("legal         asked", 15, "legal meaning `asked`")]
    [InlineData("discharges    shop", 2, "**discharges**: liability that ends because it was paid")]
    [InlineData("state received", 2, "**state**: where a case can be")]
    public async Task Hovering_over_a_name_or_word_tells_what_it_is(string place, int offset, string says) =>
        Assert.Contains(says, await Hover(place, offset), StringComparison.Ordinal);

    [Fact]
    public async Task Titles_are_text_in_a_hover()
    {
        var text = Goodwill.Text.Replace("Complaint received", "*a* [x](http://evil) <img>", StringComparison.Ordinal);
        await using var client = await LspClient.OpenAsync(text);
        var hover = await client.FeatureAsync("hover", Goodwill.At("state received", 8, text));
        var markdown = hover.GetProperty("contents").GetProperty("value").GetString();
        Assert.Contains("**\\*a\\* \\[x\\](http://evil) \\<img\\>**", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_leads_to_its_declaration_and_to_all_its_uses()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var definition = await client.FeatureAsync("definition", Goodwill.At("then repay", 7));
        Assert.Equal(Goodwill.Place("step repay \"", 5), Start(definition.GetProperty("range")));
        var uses = await client.RequestAsync("textDocument/references", new
        {
            textDocument = Goodwill.Document,
            position = Goodwill.At("party shop", 7),
            context = new { includeDeclaration = false },
        });
        // Four authorities, one account of its own, two states, one holding, two postings, two discharges.
        Assert.Equal(12, uses.GetArrayLength());
        var nothing = await client.FeatureAsync("definition", new { line = 1, character = 0 });
        Assert.Equal(JsonValueKind.Null, nothing.ValueKind);
    }

    [Theory]
    [InlineData("party shop", 7, "store")]
    [InlineData("authority lead", 11, "team-lead")]
    [InlineData("from          with-lead", 16, "handed-over")]
    [InlineData("shop/cash to", 6, "till")]
    [InlineData("claim is at most", 1, "amount")]
    [InlineData("small = EUR", 1, "tiny")]
    [InlineData("legal asked", 7, "waiting")]
    public async Task Renaming_changes_every_place_and_nothing_else(string place, int offset, string name)
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        client.NextDiagnostics();
        var position = Goodwill.At(place, offset);
        var prepared = await client.FeatureAsync("prepareRename", position);
        var edit = await client.RenameAsync(position, name);
        var old = prepared.GetProperty("placeholder").GetString()!;
        var renamed = Goodwill.Apply(Goodwill.Text, edit.GetProperty("changes").GetProperty(LspClient.Uri));
        Assert.NotEqual(Goodwill.Text, renamed);
        await client.ReplaceAsync(2, renamed);
        Assert.Equal(0, client.NextDiagnostics().GetProperty("diagnostics").GetArrayLength());
        var back = await client.RenameAsync(Goodwill.At(name, 1, renamed), old);
        Assert.Equal(Goodwill.Text, Goodwill.Apply(renamed, back.GetProperty("changes").GetProperty(LspClient.Uri)));
    }

    [Theory]
    [InlineData("Store", "a name is lower-case words joined by hyphens")]
    [InlineData("", "a name is lower-case words joined by hyphens")]
    [InlineData("owner", "is a word of the language")]
    [InlineData("customer", "is already a party")]
    [InlineData("lead", "is already an authority")]
    public async Task A_bad_new_name_is_refused_with_the_reason(string name, string reason)
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var refused = await Assert.ThrowsAsync<LspError>(() => client.RenameAsync(Goodwill.At("party shop", 7), name));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inlay_hints_show_values_where_clocks_lead_and_who_is_liable_there()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var hints = await client.RequestAsync("textDocument/inlayHint", new
        {
            textDocument = Goodwill.Document,
            range = new { start = new { line = 0, character = 0 }, end = new { line = 500, character = 0 } },
        });
        var labels = hints.EnumerateArray().Select(h => h.GetProperty("label").GetString()).ToList();
        Assert.Contains("= 2 days", labels);
        Assert.Contains("= EUR 50.00", labels);
        Assert.Contains("→ with-lead", labels);
        Assert.Contains("liable: shop all", labels);
    }

    [Fact]
    public async Task Every_section_folds_and_is_a_symbol()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var folds = await client.FeatureAsync("foldingRange");
        var symbols = await client.FeatureAsync("documentSymbol");
        var names = symbols.EnumerateArray().Select(s => s.GetProperty("name").GetString()).ToList();
        string[] expected = ["goodwill", "psd2-101", "received", "repay", "A small damaged parcel"];
        Assert.All(expected, name => Assert.Contains(name, names));
        var facts = symbols.EnumerateArray().Single(s => s.GetProperty("name").GetString() == "facts");
        var children = facts.GetProperty("children").EnumerateArray();
        Assert.Equal(["claim", "reason"], children.Select(c => c.GetProperty("name").GetString()));
        var lines = folds.EnumerateArray()
            .Select(f => (From: f.GetProperty("startLine").GetInt32(), To: f.GetProperty("endLine").GetInt32()))
            .ToList();
        Assert.Contains(Goodwill.Place("state received").Line, lines.Select(l => l.From));
        Assert.All(lines, l => Assert.True(l.From < l.To));
    }

    [Fact]
    public async Task Semantic_tokens_cover_words_names_and_values_in_order()
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var legend = OnusLanguageServerLegend();
        var data = (await client.FeatureAsync("semanticTokens/full"))
            .GetProperty("data").EnumerateArray().Select(n => n.GetInt32()).ToArray();
        var lines = Goodwill.Text.Split('\n');
        var found = new List<(string Text, string Type, bool Declares)>();
        var (line, character) = (0, 0);
        for (var i = 0; i < data.Length; i += 5)
        {
            Assert.True(data[i] > 0 || data[i + 1] > 0 || i == 0, "tokens go forward");
            character = data[i] == 0 ? character + data[i + 1] : data[i + 1];
            line += data[i];
            found.Add((lines[line].Substring(character, data[i + 2]), legend[data[i + 3]], data[i + 4] == 1));
        }

        Assert.Contains(("product", "keyword", false), found);
        Assert.Contains(("received", "class", true), found);
        Assert.Contains(("received", "class", false), found);
        Assert.Contains(("repay", "function", true), found);
        Assert.Contains(("claim", "variable", true), found);
        Assert.Contains(("small", "property", false), found);
        Assert.Contains(("damaged", "enumMember", false), found);
        Assert.Contains(("2027-01-01", "number", false), found);
        Assert.Contains(("\"The shop\"", "string", false), found);
    }

    private static string[] OnusLanguageServerLegend() => Features.SemanticTokenTypes.Types;

    private static async Task<string> Hover(string place, int offset)
    {
        await using var client = await LspClient.OpenAsync(Goodwill.Text);
        var hover = await client.FeatureAsync("hover", Goodwill.At(place, offset));
        return hover.GetProperty("contents").GetProperty("value").GetString()!;
    }

    private static (int, int) Start(JsonElement range) => Goodwill.Point(range.GetProperty("start"));
}

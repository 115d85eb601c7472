using System.Net;
using Onus.Client.Contracts;
using Onus.Console.Tests.Bench;
using Onus.Console.Tests.FakeApi;

namespace Onus.Console.Tests.Answering;

/// <summary>The pages as HTML over a socket.</summary>
public sealed class PagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/console/products/chargeback/edit", "/v1/products")]
    [InlineData("/console/reports", "/v1/duties/90100.0/file")]
    [InlineData("/console/ledger", "/v1/accounts")]
    [InlineData("/console/ledger/transfer", "/v1/transfers/batch")]
    [InlineData("/console/ledger/accounts/x", "/v1/accounts/x/close")]
    [InlineData("/console/people", "/v1/grants")]
    [InlineData("/console/people/12", "/v1/grants/31")]
    public async Task A_form_without_its_token_writes_nothing_and_with_it_what_it_says(string page, string path)
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var fields = new Dictionary<string, string>
        {
            ["act"] = page switch
            {
                "/console/products/chargeback/edit" => "edit", "/console/reports" => "file", "/console/ledger" => "open-account",
                "/console/ledger/transfer" => "transfer", "/console/people" => "grant", "/console/people/12" => "revoke", _ => "close",
            },
            ["do"] = "enact", ["source"] = Chargeback.Source, ["entry"] = "90100", ["place"] = "0", ["words"] = "a report", ["name"] = "new", ["book"] = "customers:eur",
            ["id"] = Guid.CreateVersion7().ToString(), ["debit"] = "a", ["credit"] = "b", ["amount"] = "1.00", ["actor"] = "12", ["authority"] = "chargeback/dispute-officer", ["grant"] = "31",
        };
        using var bare = new FormUrlEncodedContent(fields);
        var refused = await client.PostAsync(page, bare, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(server.Node.Writes);

        var done = await client.SubmitAsync(page, fields);
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.Equal(path, server.Node.Writes.Single(w => w.Path is not "/v1/products/check" and not "/v1/products/diff").Path);
    }

    [Fact]
    public async Task Nothing_of_a_drawing_can_act_on_the_page()
    {
        var node = new FakeNode();
        const string evil = """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="onus-map" onload="alert(1)" viewBox="0 0 9 9">
            <style>* { display: none }</style><script>alert(2)</script><foreignObject><iframe src="https://elsewhere.example"/></foreignObject>
            <a href="javascript:alert(3)"><g class="m-state" data-state="filed"><rect class="m-card" x="1" y="2" width="3" height="4" onclick="alert(4)"/><text class="m-title">a &lt;b&gt; c</text></g></a>
            <image href="https://elsewhere.example/x.png"/><text xlink:href="javascript:alert(5)" style="color:red">kept</text></svg>
            """;
        node.Answer("GET", "/v1/products/{name}/map.svg", _ => evil);
        await using var server = await ConsoleServer.StartAsync(node);
        using var client = await server.SignedInAsync();
        var page = await client.GetStringAsync("/console/products/chargeback", Cancel);
        Assert.Contains("kept</text>", page, StringComparison.Ordinal);
        Assert.Contains("a &lt;b&gt; c", page, StringComparison.Ordinal);
        foreach (var word in new[] { "alert(", "foreignObject", "<style", "<iframe", "elsewhere.example", "javascript:", "style=" })
            Assert.DoesNotContain(word, page, StringComparison.OrdinalIgnoreCase);

        node.Answer("GET", "/v1/products/{name}/map.svg", _ => "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>");
        Assert.DoesNotContain("root:", await client.GetStringAsync("/console/products/chargeback", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_texts_of_data_are_text()
    {
        const string evil = "<img src=x onerror=alert(1)>";
        var node = new FakeNode();
        node.Answer("GET", "/v1/actors", _ => new Page<ActorView>([new ActorView(12, FakeNode.Id(12), evil, "Person", [], [new GrantView(31, 12, evil, "charter", "registrar", evil)])], null));
        node.Answer("GET", "/v1/proposals", _ => new Page<ProposalView>([new ProposalView(1, 14, evil, FakeNode.In(1), evil, "registrar", false)], null));
        node.Answer("GET", "/v1/decisions", _ => new Page<DecisionRow>([new DecisionRow(1, FakeNode.Now, "Act", null, evil, evil, 12, evil, evil)], null));
        node.Answer("GET", "/v1/products/{name}/source", _ => "product x \"</pre>" + evil + "\"");
        await using var server = await ConsoleServer.StartAsync(node);
        using var client = await server.SignedInAsync();
        foreach (var path in new[] { "/console/people", "/console/decisions", "/console/products/chargeback?view=source", "/console/products/chargeback/edit" })
        {
            var page = await client.GetStringAsync(path, Cancel);
            Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain(evil, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_logs_address_space_is_passed_on_and_nothing_beside_it()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        Assert.StartsWith("demo.onus.example/log\n", await client.GetStringAsync("/console/log/checkpoint", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/console/log/..%2fv1%2fme", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/console/log/%2e%2e/v1/me", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_proof_page_fetches_this_consoles_own_files_alone()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        Assert.Contains("data-fetch=\"/console/entries/3/proof\"", await client.GetStringAsync("/console/proof?fetch=/console/entries/3/proof", Cancel), StringComparison.Ordinal);
        foreach (var other in new[] { "https://elsewhere.example/x", "//elsewhere.example/x", "/console/../v1/me", "/v1/me" })
            Assert.DoesNotContain("data-fetch", await client.GetStringAsync($"/console/proof?fetch={Uri.EscapeDataString(other)}", Cancel), StringComparison.Ordinal);
    }
}

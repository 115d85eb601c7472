using System.Diagnostics;
using System.Net;
using Onus.Client.Contracts;
using Onus.Console.Tests.Bench;
using Onus.Console.Tests.FakeApi;

namespace Onus.Console.Tests.Work;

/// <summary>The queue and the case as HTML over a socket: what is refused, what is never done twice, how heavy it is.</summary>
public sealed class WorkTests
{
    private const string Decide = "/console/cases/100000/decide?step=refuse&verb=Take";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_decision_is_refused_when_the_case_moved_and_the_page_says_so_with_the_entry_that_records_it()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var fields = FieldsOf(await client.GetStringAsync(Decide, Cancel));
        server.Node.Move(FakeNode.FirstCase);
        using var form = new FormUrlEncodedContent(fields);
        var refused = await client.PostAsync(Decide, form, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var html = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("The case has moved while you read it", html, StringComparison.Ordinal);
        Assert.Contains("This refusal is entry", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_command()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var fields = FieldsOf(await client.GetStringAsync(Decide, Cancel));
        for (var i = 0; i < 2; i++)
        {
            using var form = new FormUrlEncodedContent(fields);
            await client.PostAsync(Decide, form, Cancel);
        }

        Assert.Equal(fields["command"], Assert.Single(server.Node.Writes.Select(w => w.Command).Distinct()));
    }

    [Fact]
    public async Task Who_holds_no_authority_sees_no_step_and_a_decision_sent_directly_is_the_nodes_to_refuse()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var officer = await server.SignedInAsync();
        var fields = FieldsOf(await officer.GetStringAsync(Decide, Cancel));

        using var watcher = await server.SignedInAsync(FakeNode.WatcherKey);
        Assert.Contains("has granted you no step", await watcher.GetStringAsync("/console/cases/100000", Cancel), StringComparison.Ordinal);
        Assert.Contains("no authority to decide cases", await watcher.GetStringAsync("/console/queue", Cancel), StringComparison.Ordinal);
        var page = await watcher.GetStringAsync(Decide, Cancel);
        Assert.DoesNotContain("name=\"ticket\"", page, StringComparison.Ordinal);
        fields["form-token"] = Forms.TokenOf(page);
        using var form = new FormUrlEncodedContent(fields);
        var refused = await watcher.PostAsync(Decide + "&as=dispute-officer", form, Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task What_a_party_calls_itself_is_text_on_every_page()
    {
        const string Name = "<script>alert('x')</script>\" onload=\"y";
        await using var server = await ConsoleServer.StartAsync();
        server.Node.Answer("GET", "/v1/queue", _ => new Page<CaseRow>(
            [new CaseRow(1, 0, "p", 1, Name, "s", Name, "1.00", "EUR", [new LiabilityView("us", 1, Name, "1.00")], FakeNode.Now, null, FakeNode.In(1), Name, 1, new ClaimView(9, Name, FakeNode.In(1)))], null));
        using var client = await server.SignedInAsync();
        var html = await client.GetStringAsync("/console/queue", Cancel);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload=\"", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_a_page_that_says_so()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var answer = await client.GetAsync("/console/cases/7", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_revoked_meanwhile_leads_back_to_the_door()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        server.Node.Answer("GET", "/v1/queue", _ => throw new FakeRefusal(401, "Unauthorized"));
        var answer = await client.GetAsync("/console/queue", Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/console/sign-in?ended=1", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/queue")]
    [InlineData("/console/cases/100001")]
    public async Task A_page_over_ten_thousand_cases_and_a_thousand_entries_stays_light(string path)
    {
        await using var server = await ConsoleServer.StartAsync();
        using var client = await server.SignedInAsync();
        var times = new List<double>();
        var weight = 0;
        for (var i = 0; i < 60; i++)
        {
            var watch = Stopwatch.StartNew();
            weight = (await client.GetByteArrayAsync(path, Cancel)).Length;
            if (i >= 20) times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine($"{path}: p50 {times[20]:0.0} ms, p95 {times[38]:0.0} ms, {weight / 1024} KiB");
        Assert.True(weight < 300 * 1024, $"{path} weighs {weight} bytes");
    }

    private static Dictionary<string, string> FieldsOf(string html) => System.Text.RegularExpressions.Regex
        .Matches(html[html.IndexOf("data-sign=", StringComparison.Ordinal)..], "<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
        .GroupBy(m => m.Groups[1].Value)
        .ToDictionary(g => g.Key, g => WebUtility.HtmlDecode(g.First().Groups[2].Value));
}

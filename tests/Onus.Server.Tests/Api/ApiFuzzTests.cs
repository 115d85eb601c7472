using System.Text;
using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Engine.Auditing;
using Onus.Log.Storage;
using Onus.Server.Tests.Money;

namespace Onus.Server.Tests.Api;

/// <summary>Requests made out of the API's own document, right and wrong, against a node with money, people and products.</summary>
public sealed class ApiFuzzTests
{
    private const int Requests = 1_200;

    [Fact]
    public async Task Whatever_is_sent_is_answered_or_refused_as_the_document_says_and_the_log_stays_whole()
    {
        var seed = Environment.GetEnvironmentVariable("ONUS_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : 20_261_124;
        await using var money = await MoneyNode.StartAsync();
        var paid = (await money.PayAsync("outside", "shop", "100.00")).As<TransferAnswer>();
        var document = new ApiDocumentReader((await money.GetAsync("/openapi/v1.json", money.Node.Anybody)).Text);
        string[] known = ["outside", "shop", "cny", "mei/wallet", paid.Id.ToString(), "1", "2", "5", "10.00", "read", "alice", "CNY", "Person", "Post", "Hold", "Debit", "balance"];
        var fuzzer = new RequestFuzzer(document, new Random(seed), known);
        var answered = new Dictionary<string, int>();
        for (var i = 0; i < Requests; i++)
        {
            var (operation, request) = fuzzer.Next();
            // Streams have no end to wait for.
            if (operation.Path.EndsWith("/feed", StringComparison.Ordinal) && request.Method == HttpMethod.Get) continue;
            var what = $"seed {seed}, request {i}: {request.Method} {request.RequestUri}";
            using (request)
            {
                var body = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
                using var response = await money.Node.Alice.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Check(document, operation, request.Method.Method, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, $"{what} {body}");
                answered[response.StatusCode.ToString()] = answered.GetValueOrDefault(response.StatusCode.ToString()) + 1;
            }
        }

        Assert.Null(money.Node.Node.Engine.Failure);
        Assert.True(answered.GetValueOrDefault("OK") > Requests / 20, "the fuzzer reached too little: " + string.Join(", ", answered));
        Assert.True(answered.GetValueOrDefault("BadRequest") > Requests / 20, "the fuzzer provoked too little: " + string.Join(", ", answered));
        var report = LogAudit.Run(new DirectoryDevice(money.Node.Node.Folder));
        Assert.Null(report.Fault);
    }

    private static void Check(ApiDocumentReader document, Operation operation, string method, int status, string? type, string text, string what)
    {
        Assert.True(status != 500, $"{what}: {text}");
        if (method is "HEAD" or "OPTIONS" || method != operation.Method || text.Length == 0) return;
        if (status < 400 && type != "application/json") return;
        if (status >= 400) Assert.True(type == "application/problem+json", $"{what}: {status} {type} {text}");
        var schema = operation.Answers.TryGetValue(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var exact) ? exact
            : operation.Answers.GetValueOrDefault("default");
        if (schema is not { } known) return;
        var misfits = document.Misfits(JsonDocument.Parse(text).RootElement, known).ToArray();
        Assert.True(misfits.Length == 0, $"{what}: {string.Join("; ", misfits)}: {text}");
    }
}

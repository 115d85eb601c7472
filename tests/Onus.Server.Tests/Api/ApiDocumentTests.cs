using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onus.Server.Tests.Api;

public sealed class ApiDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public async Task The_document_in_docs_is_the_one_that_the_node_serves()
    {
        await using var node = await TestNode.StartAsync();
        var served = (await TestNode.SendAsync(node.Anybody, HttpMethod.Get, "/openapi/v1.json")).Text;
        var text = JsonNode.Parse(served)!.ToJsonString(Indented) + "\n";
        var file = Path.Combine(RepositoryRoot(), "docs", "api", "openapi.json");
        if (Environment.GetEnvironmentVariable("ONUS_UPDATE_VECTORS") is not null) await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        Assert.True(text == await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), "docs/api/openapi.json is not what the node serves: run this test with ONUS_UPDATE_VECTORS=1 and review the difference");
    }

    [Fact]
    public async Task Every_operation_has_a_name_an_answer_a_refusal_and_says_who_may_call_it()
    {
        await using var node = await TestNode.StartAsync();
        var served = JsonDocument.Parse((await TestNode.SendAsync(node.Anybody, HttpMethod.Get, "/openapi/v1.json")).Text).RootElement;
        Assert.StartsWith("3.1", served.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var names = new HashSet<string>();
        foreach (var path in served.GetProperty("paths").EnumerateObject())
        {
            foreach (var verb in path.Value.EnumerateObject())
            {
                var what = $"{verb.Name} {path.Name}";
                Assert.True(verb.Value.TryGetProperty("operationId", out var id) && names.Add(id.GetString()!), $"{what} has no name of its own");
                var responses = verb.Value.GetProperty("responses");
                Assert.True(responses.TryGetProperty("default", out _), $"{what} has no refusal");
                Assert.True(responses.EnumerateObject().Any(r => r.Name.StartsWith('2')), $"{what} has no answer");
            }
        }
    }

    internal static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Onus.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

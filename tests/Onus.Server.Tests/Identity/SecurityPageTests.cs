using System.Text.RegularExpressions;
using Onus.Server.Tests.Api;

namespace Onus.Server.Tests.Identity;

public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_that_the_security_page_names_is_one()
    {
        var page = File.ReadAllText(Path.Combine(ApiDocumentTests.RepositoryRoot(), "docs", "security.md"));
        var tests = typeof(SecurityPageTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();
        var named = TestName().Matches(page[page.IndexOf("ASVS", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(named.Length > 15);
        Assert.Equal([], named.Except(tests));
    }

    [Fact]
    public async Task Every_route_says_who_may_call_it_or_takes_a_credential()
    {
        await using var node = await TestNode.StartAsync();
        var document = new ApiDocumentReader((await TestNode.SendAsync(node.Anybody, HttpMethod.Get, "/openapi/v1.json")).Text);
        string[] open = ["/healthz", "/readyz", "/log/checkpoint", "/log/tile/{level}/{place}", "/log/proof/consistency"];
        foreach (var operation in document.Operations.Where(one => !open.Contains(one.Path)))
        {
            var path = Braces().Replace(operation.Path, "1");
            var reply = await TestNode.SendAsync(node.Anybody, new HttpMethod(operation.Method), path, operation.Body is null ? null : "{}");
            Assert.True(reply.Status == 401, $"{operation}: {reply.Status} {reply.Text}");
        }
    }

    [GeneratedRegex("`([A-Z][a-z]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();
}

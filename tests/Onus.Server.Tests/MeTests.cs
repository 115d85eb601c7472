using Onus.Client.Contracts;

namespace Onus.Server.Tests;

public sealed class MeTests
{
    [Fact]
    public async Task A_founder_is_told_who_they_are_and_what_the_log_lets_them_do()
    {
        await using var node = await TestNode.StartAsync();
        var me = (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/me")).As<Me>();
        Assert.Equal("alice", me.Actor!.Name);
        Assert.Equal(["enactor", "custodian", "registrar"], me.Grants.Select(g => g.Authority).OrderByDescending(a => a == "enactor").ThenBy(a => a));
        Assert.All(me.Grants, g => Assert.Equal("charter", g.Product));
    }

    [Fact]
    public async Task Nobody_is_told_nothing()
    {
        await using var node = await TestNode.StartAsync();
        (await TestNode.SendAsync(node.Anybody, HttpMethod.Get, "/v1/me")).Refusal(401);
        (await TestNode.SendAsync(node.ClientOf("onus_0123456789abcdef_wrong"), HttpMethod.Get, "/v1/me")).Refusal(401);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/nowhere")).Refusal(404);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Delete, "/v1/me")).Refusal(405);
    }
}

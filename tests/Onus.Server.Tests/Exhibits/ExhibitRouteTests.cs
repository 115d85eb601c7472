namespace Onus.Server.Tests.Exhibits;

public sealed class ExhibitRouteTests
{
    [Fact]
    public async Task An_exhibit_is_for_those_who_may_see_the_case()
    {
        await using var node = await TestNode.StartAsync();
        (await TestNode.SendAsync(node.Anybody, HttpMethod.Get, "/v1/cases/4/exhibit")).Refusal(401);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/cases/4/exhibit")).Refusal(404);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/cases/99999/exhibit?evidence=true")).Refusal(404);
    }
}

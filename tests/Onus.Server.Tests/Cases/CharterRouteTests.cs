using Onus.Client.Contracts;

namespace Onus.Server.Tests.Cases;

public sealed class CharterRouteTests
{
    [Fact]
    public async Task With_two_founders_what_gives_power_waits_for_the_second_person()
    {
        await using var node = await TestNode.StartAsync(alone: false);
        var bob = node.ClientOf(node.Founders[1].Token);
        var clerk = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", new RegisterActorRequest("Clerk", "Person"))).As<CharterAnswer>();
        Assert.False(clerk.IsProposal);
        var grant = new GrantRequest(clerk.Written.Index, "charter", "registrar");
        var proposed = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/grants", grant)).As<CharterAnswer>();
        Assert.True(proposed.IsProposal);
        Assert.Equal("Proposed", proposed.Written.Outcome);
        var waiting = (await TestNode.SendAsync(bob, HttpMethod.Get, "/v1/proposals")).As<Page<ProposalView>>().Items.Single();
        Assert.Equal((proposed.Written.Index, "alice", false), (waiting.Entry, waiting.ActorName, waiting.IsMine));
        Assert.Contains("Clerk", waiting.Act, StringComparison.Ordinal);
        var path = $"/v1/proposals/{proposed.Written.Index}";
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, path + "/second")).Refusal(403, "SecondMustBeAnother");
        (await TestNode.SendAsync(bob, HttpMethod.Post, path + "/second")).As<CharterAnswer>();
        Assert.Single((await TestNode.SendAsync(bob, HttpMethod.Get, "/v1/grants?authority=registrar&product=charter")).As<Page<GrantView>>().Items, g => g.ActorName == "Clerk");
        (await TestNode.SendAsync(bob, HttpMethod.Post, path + "/second")).Refusal(422, "ProposalNotFound");
        var other = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/grants", grant with { Authority = "enactor" })).As<CharterAnswer>();
        (await TestNode.SendAsync(bob, HttpMethod.Post, $"/v1/proposals/{other.Written.Index}/end")).As<CharterAnswer>();
        Assert.Empty((await TestNode.SendAsync(bob, HttpMethod.Get, "/v1/proposals")).As<Page<ProposalView>>().Items);
    }

    [Fact]
    public async Task Who_holds_no_office_is_refused_by_the_log_itself()
    {
        await using var node = await TestNode.StartAsync();
        var clerk = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", new RegisterActorRequest("Clerk", "Person"))).As<CharterAnswer>();
        var client = node.ClientFor(clerk.Written.Index, "read", "write", "admin");
        Assert.NotNull((await TestNode.SendAsync(client, HttpMethod.Post, "/v1/actors", new RegisterActorRequest("Friend", "Person"))).Refusal(403, "NoAuthority").Evidence);
        (await TestNode.SendAsync(client, HttpMethod.Post, "/v1/grants", new GrantRequest(clerk.Written.Index, "charter", "registrar"))).Refusal(403, "NoAuthority");
        (await TestNode.SendAsync(client, HttpMethod.Post, "/v1/products", new EnactRequest(new ProductText(CaseStage.TextOf("recall"), Path: "recall.onus")))).Refusal(403, "NoAuthority");
    }

    [Fact]
    public async Task An_actor_has_a_name_here_a_token_in_the_log_and_keys_that_can_be_revoked()
    {
        await using var node = await TestNode.StartAsync();
        var id = node.Node.Ids.Next();
        var request = new RegisterActorRequest("Mei", "Person");
        var first = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", request, id)).As<CharterAnswer>();
        Assert.Equal(("Exists", first.Written.Index), ((await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", request, id)).As<CharterAnswer>().Written is var again ? (again.Outcome, again.Index) : default));
        var key = Convert.ToBase64String(NSec.Cryptography.Key.Create(NSec.Cryptography.SignatureAlgorithm.Ed25519).PublicKey.Export(NSec.Cryptography.KeyBlobFormat.RawPublicKey));
        var added = (await TestNode.SendAsync(node.Alice, HttpMethod.Post, $"/v1/actors/{first.Written.Index}/keys", new AddKeyRequest("Ed25519", key))).As<CharterAnswer>();
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, $"/v1/actors/{first.Written.Index}/keys", new AddKeyRequest("Ed25519", key))).Refusal(422, "KeyTaken");
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, $"/v1/actors/{first.Written.Index}/keys", new AddKeyRequest("Rot13", key))).Refusal(400);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, $"/v1/actors/{first.Written.Index}/keys", new AddKeyRequest("Ed25519", "AAAA"))).Refusal(400, "KeyMalformed");
        var revoked = (await TestNode.SendAsync(node.Alice, HttpMethod.Delete, $"/v1/keys/{added.Written.Index}")).As<CharterAnswer>();
        var actor = (await TestNode.SendAsync(node.Alice, HttpMethod.Get, $"/v1/actors/{first.Written.Index}")).As<ActorView>();
        Assert.Equal(("Mei", revoked.Written.Index), (actor.Name, actor.Keys.Single().Revoked!.Value));
        (await TestNode.SendAsync(node.Alice, HttpMethod.Delete, $"/v1/keys/{added.Written.Index}")).Refusal(422, "AlreadyRevoked");
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/actors/0")).Refusal(404);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", new RegisterActorRequest("Mei", "Robot"))).Refusal(400);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Post, "/v1/actors", new RegisterActorRequest(" ", "Person"))).Refusal(400);
    }
}

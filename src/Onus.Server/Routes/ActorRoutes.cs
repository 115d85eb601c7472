using Onus.Cases;
using Onus.Client.Contracts;
using Onus.Core.Formats;
using Onus.Server.Cases;
using Onus.Server.Views;

namespace Onus.Server.Routes;

/// <summary>Actors, their keys and their authorities, and what waits for a second person: acts of the charter.</summary>
internal static class ActorRoutes
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/actors", ListAsync).WithTags("People").WithName("listActors");
        v1.MapPost("/actors", RegisterAsync).WithTags("People").WithName("registerActor").Produces<CharterAnswer>(201);
        v1.MapGet("/actors/{entry}", GetAsync).WithTags("People").WithName("getActor");
        v1.MapPost("/actors/{entry}/keys", AddKeyAsync).WithTags("People").WithName("addKey");
        v1.MapDelete("/keys/{entry}", RevokeKeyAsync).WithTags("People").WithName("revokeKey");
        v1.MapGet("/grants", GrantsAsync).WithTags("People").WithName("listGrants");
        v1.MapPost("/grants", GrantAsync).WithTags("People").WithName("grantAuthority");
        v1.MapDelete("/grants/{entry}", RevokeAsync).WithTags("People").WithName("revokeAuthority");
        v1.MapGet("/proposals", ProposalsAsync).WithTags("People").WithName("listProposals");
        v1.MapPost("/proposals/{entry}/second", SecondAsync).WithTags("People").WithName("secondProposal");
        v1.MapPost("/proposals/{entry}/end", EndAsync).WithTags("People").WithName("endProposal");
    }

    private static Task<Page<ActorView>> ListAsync(Node node) => node.ReadAsync((cases, _) =>
        Paging.Whole<ActorView>([.. cases.Registry.InOrder().Select(actor => ActorViews.Of(actor, cases, node.Names))]));

    private static Task<ActorView> GetAsync(Node node, ulong entry) => node.ReadAsync((cases, _) =>
        cases.Registry.TryGetActor(entry, out var actor) ? ActorViews.Of(actor, cases, node.Names) : throw Refused.NotFound($"entry {entry} registered no actor"));

    /// <summary>Registers an actor under a token of the vault; a request that is sent again finds the token of the first.</summary>
    private static async Task<IResult> RegisterAsync(HttpContext http, Node node, CharterDesk charter, LogPages log, RegisterActorRequest request)
    {
        if (!Enum.TryParse<ActorKind>(request.Kind, out var kind) || !Enum.IsDefined(kind)) throw Refused.Malformed("kind is Person, Service or Entity", "/kind");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > NameRegister.MostCharacters)
            throw Refused.Malformed($"a name has 1 to {NameRegister.MostCharacters} characters", "/name");
        var head = charter.Head(http);
        var known = await node.ReadAsync((_, ledger) => ledger.TryFindCommand(head.Id, out var entry) ? entry : (ulong?)null);
        var token = known is { } first && log.TryRead(first, out var bytes) && ActorRegistered.TryRead(bytes, out var registered)
            && node.Names.Of(registered!.Token) == request.Name ? registered.Token : node.Vault.NewSubject();
        var answer = await charter.SendAsync(http, new DoAct(head, new RegisterActor(token, kind)));
        node.Names.Set(token, request.Name);
        return TypedResults.Created($"/v1/actors/{answer.Written.Index}", answer);
    }

    private static Task<CharterAnswer> AddKeyAsync(HttpContext http, CharterDesk charter, ulong entry, AddKeyRequest request)
    {
        if (!Enum.TryParse<KeyAlgorithm>(request.Algorithm, out var algorithm) || !Enum.IsDefined(algorithm))
            throw Refused.Malformed("algorithm is Ed25519 or EcdsaP256", "/algorithm");
        var key = Deposits.Bytes(request.PublicKey, "/publicKey");
        return charter.DoAsync(http, new AddKey(entry, algorithm, PublicKeys.Normal(algorithm, key)));
    }

    private static Task<CharterAnswer> RevokeKeyAsync(HttpContext http, CharterDesk charter, ulong entry) => charter.DoAsync(http, new RevokeKey(entry));

    private static Task<Page<GrantView>> GrantsAsync(Node node, string? product, string? authority) => node.ReadAsync((cases, _) =>
        Paging.Whole<GrantView>([.. cases.Registry.InOrder()
            .SelectMany(actor => ActorViews.GrantsOf(actor, cases, node.Names))
            .Where(grant => (product is null || grant.Product == product) && (authority is null || grant.Authority == authority))]));

    private static Task<CharterAnswer> GrantAsync(HttpContext http, CharterDesk charter, GrantRequest request) =>
        charter.DoAsync(http, new GrantAuthority(request.Actor, request.Product == ActorViews.Charter ? CharterOffice.Product : request.Product, request.Authority));

    private static Task<CharterAnswer> RevokeAsync(HttpContext http, CharterDesk charter, ulong entry) => charter.DoAsync(http, new RevokeAuthority(entry));

    private static Task<Page<ProposalView>> ProposalsAsync(HttpContext http, Node node)
    {
        var own = Caller.Of(http).Actor;
        return node.ReadAsync((cases, _) => Paging.Whole<ProposalView>([.. cases.Charter.Proposals.Select(proposal => new ProposalView(
            proposal.Entry, proposal.Actor, ActorViews.NameOf(proposal.Actor, cases, node.Names), proposal.Due,
            CharterWords.Say(proposal.Act, cases, node.Names), CharterOffice.For(proposal.Act.Kind), proposal.Actor == own))]));
    }

    private static Task<CharterAnswer> SecondAsync(HttpContext http, CharterDesk charter, ulong entry) =>
        charter.SendAsync(http, new SecondAct(charter.Head(http), entry));

    private static Task<CharterAnswer> EndAsync(HttpContext http, CharterDesk charter, ulong entry) =>
        charter.SendAsync(http, new EndProposal(charter.Head(http), entry));
}

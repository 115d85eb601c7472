using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>Actors, their keys and authorities. Every write is an act of the charter: the log itself refuses whom it has not
/// granted the office, and may want a second person.</summary>
public sealed class PeopleClient
{
    private readonly ApiTransport _transport;

    internal PeopleClient(ApiTransport transport) => _transport = transport;

    /// <summary>All actors.</summary>
    public Task<IReadOnlyList<ActorView>> ActorsAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<ActorView>(new Query("/v1/actors"), cancellation);

    /// <summary>An actor, by the entry that registered it.</summary>
    public Task<ActorView> ActorAsync(ulong entry, CancellationToken cancellation = default) =>
        _transport.GetAsync<ActorView>($"/v1/actors/{entry}", cancellation);

    /// <summary>Registers an actor.</summary>
    public Task<CharterAnswer> RegisterAsync(RegisterActorRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<RegisterActorRequest, CharterAnswer>(HttpMethod.Post, "/v1/actors", request, command, cancellation);

    /// <summary>Adds a key to an actor.</summary>
    public Task<CharterAnswer> AddKeyAsync(
        ulong actor, AddKeyRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<AddKeyRequest, CharterAnswer>(HttpMethod.Post, $"/v1/actors/{actor}/keys", request, command, cancellation);

    /// <summary>Revokes a key, by the entry that added it.</summary>
    public Task<CharterAnswer> RevokeKeyAsync(ulong key, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<CharterAnswer>(HttpMethod.Delete, $"/v1/keys/{key}", command, cancellation);

    /// <summary>Who holds which authority.</summary>
    /// <param name="product">Of this product; null for all.</param>
    /// <param name="authority">This authority; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<GrantView>> GrantsAsync(
        string? product = null, string? authority = null, CancellationToken cancellation = default) =>
        _transport.ListAsync<GrantView>(new Query("/v1/grants").With("product", product).With("authority", authority), cancellation);

    /// <summary>Grants an authority.</summary>
    public Task<CharterAnswer> GrantAsync(GrantRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<GrantRequest, CharterAnswer>(HttpMethod.Post, "/v1/grants", request, command, cancellation);

    /// <summary>Revokes an authority, by the entry that granted it.</summary>
    public Task<CharterAnswer> RevokeGrantAsync(ulong grant, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<CharterAnswer>(HttpMethod.Delete, $"/v1/grants/{grant}", command, cancellation);

    /// <summary>The proposals that wait for a second person.</summary>
    public Task<IReadOnlyList<ProposalView>> ProposalsAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<ProposalView>(new Query("/v1/proposals"), cancellation);

    /// <summary>Agrees to a proposal as the second person.</summary>
    public Task<CharterAnswer> SecondAsync(ulong proposal, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<CharterAnswer>(HttpMethod.Post, $"/v1/proposals/{proposal}/second", command, cancellation);

    /// <summary>Ends a proposal without doing what it proposes.</summary>
    public Task<CharterAnswer> EndAsync(ulong proposal, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<CharterAnswer>(HttpMethod.Post, $"/v1/proposals/{proposal}/end", command, cancellation);
}

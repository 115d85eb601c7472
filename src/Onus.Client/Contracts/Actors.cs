using Onus.Core;

namespace Onus.Client.Contracts;

/// <summary>A request to register an actor: an act of the charter.</summary>
/// <param name="Name">The name by which this node shows it; it lies encrypted in the vault, the log sees a random token.</param>
/// <param name="Kind"><c>Person</c>, <c>Service</c> or <c>Entity</c>.</param>
public sealed record RegisterActorRequest(string Name, string Kind);

/// <summary>A request to add a key to an actor: an act of the charter.</summary>
/// <param name="Algorithm"><c>Ed25519</c> or <c>EcdsaP256</c>.</param>
/// <param name="PublicKey">The public key, base64: 32 bytes, or the uncompressed point of 65.</param>
public sealed record AddKeyRequest(string Algorithm, string PublicKey);

/// <summary>A request to grant an authority: an act of the charter.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Product">The product; <c>charter</c> for the node's own offices.</param>
/// <param name="Authority">The authority's name.</param>
public sealed record GrantRequest(ulong Actor, string Product, string Authority);

/// <summary>An actor as this node knows it.</summary>
/// <param name="Entry">The entry that registered it: its name in the log.</param>
/// <param name="Token">Its token.</param>
/// <param name="Name">Its name, where this node knows one.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Keys">Its keys.</param>
/// <param name="Grants">Its authorities.</param>
public sealed record ActorView(
    ulong Entry, Id128 Token, string? Name, string Kind, IReadOnlyList<ActorKeyView> Keys, IReadOnlyList<GrantView> Grants);

/// <summary>A key of an actor.</summary>
/// <param name="Entry">The entry that added it.</param>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="PublicKey">The public key, base64.</param>
/// <param name="Revoked">The entry that revoked it; null while it counts.</param>
public sealed record ActorKeyView(ulong Entry, string Algorithm, string PublicKey, ulong? Revoked);

/// <summary>An authority that an actor holds.</summary>
/// <param name="Entry">The entry that granted it.</param>
/// <param name="Actor">The actor.</param>
/// <param name="ActorName">Its name, where this node knows one.</param>
/// <param name="Product">The product, or <c>charter</c>.</param>
/// <param name="Authority">The authority.</param>
/// <param name="Title">Its title.</param>
public sealed record GrantView(ulong Entry, ulong Actor, string? ActorName, string Product, string Authority, string Title);

/// <summary>An act of the charter that waits for a second person, or the answer to one.</summary>
/// <param name="Written">The entry: of the act, or of its proposal.</param>
/// <param name="IsProposal">Whether a second person has to agree before it takes effect.</param>
public sealed record CharterAnswer(Written Written, bool IsProposal);

/// <summary>A proposal.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Actor">Who proposed it.</param>
/// <param name="ActorName">Their name, where this node knows one.</param>
/// <param name="Due">When it lapses.</param>
/// <param name="Act">What it would do, in words.</param>
/// <param name="Verb">The office that decides on it.</param>
/// <param name="IsMine">Whether the asker proposed it, and so cannot second it.</param>
public sealed record ProposalView(ulong Entry, ulong Actor, string? ActorName, LogTime Due, string Act, string Verb, bool IsMine);

/// <summary>Who asks, and what the log lets them do.</summary>
/// <param name="Actor">The actor; null for a caller who is none.</param>
/// <param name="Scopes">What the credential is for: <c>read</c>, <c>write</c>, <c>admin</c>, <c>auditor</c>, <c>regulator:NAME</c>.</param>
/// <param name="Grants">The authorities from the log.</param>
/// <param name="Expires">When the credential ends; null for never.</param>
public sealed record Me(ActorView? Actor, IReadOnlyList<string> Scopes, IReadOnlyList<GrantView> Grants, LogTime? Expires);

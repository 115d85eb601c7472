using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases;

/// <summary>An actor as the log knows it: a token, never a name.</summary>
/// <param name="Entry">The entry that registered it: its name in the log.</param>
/// <param name="Token">The random token that stands for it in the vault.</param>
/// <param name="Kind">A person, a service or an entity.</param>
/// <param name="Head">The last entry about it.</param>
/// <param name="Ordinal">That entry's place in its history; the registration is 0.</param>
public readonly record struct Actor(ulong Entry, Id128 Token, ActorKind Kind, ulong Head, ulong Ordinal);

/// <summary>A key that an actor signs, or signed, with.</summary>
/// <param name="Entry">The entry that added it: its name in the log.</param>
/// <param name="Actor">Whose.</param>
/// <param name="Algorithm">How it signs.</param>
/// <param name="PublicKey">The public key.</param>
/// <param name="Revoked">The entry that revoked it; null while it counts.</param>
public sealed record ActorKey(
    ulong Entry, ulong Actor, KeyAlgorithm Algorithm, ImmutableArray<byte> PublicKey, ulong? Revoked);

/// <summary>An authority that an actor holds.</summary>
/// <param name="Entry">The entry that granted it: its name in the log.</param>
/// <param name="Actor">Who holds it.</param>
/// <param name="Product">The product's name; empty for the charter.</param>
/// <param name="Authority">The authority's name.</param>
public readonly record struct Grant(ulong Entry, ulong Actor, string Product, string Authority);

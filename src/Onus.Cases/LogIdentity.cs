namespace Onus.Cases;

/// <summary>What only the living node knows of its own log. A replay has none of it: what it refuses is no entry.</summary>
/// <param name="SignsWith">Whether the log has that origin and signs with that Ed25519 key.</param>
/// <param name="Holds">Whether the node holds the private half of that Ed25519 key, so that it can go on under it.</param>
public sealed record LogIdentity(Func<string, ReadOnlyMemory<byte>, bool> SignsWith, Func<ReadOnlyMemory<byte>, bool> Holds);

using System.Text.Json.Serialization;
using Onus.Client.Json;
using Onus.Core;

namespace Onus.Server;

/// <summary>A key that this node issued; of its secret only a hash is kept.</summary>
/// <param name="Id">Its name: 16 hexadecimal digits.</param>
/// <param name="SecretHash">The SHA-256 of its secret, in hexadecimal. The secret is 32 random bytes: there is nothing to guess that a slow
/// hash would protect.</param>
/// <param name="Actor">The actor it stands for, by the entry that registered it.</param>
/// <param name="Scopes">What it is for.</param>
/// <param name="Note">What its issuer wrote down about it.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Expires">When it ends; null for never.</param>
/// <param name="Revoked">When it was revoked; null while it counts.</param>
public sealed record AccessKey(
    string Id, string SecretHash, ulong Actor, IReadOnlyList<string> Scopes, string Note, LogTime Issued, LogTime? Expires, LogTime? Revoked);

/// <summary>A subject of an identity provider, or the key of a client certificate, that stands for an actor.</summary>
/// <param name="Kind"><c>subject</c> or <c>certificate</c>.</param>
/// <param name="Issuer">The issuer of a subject; empty for a certificate.</param>
/// <param name="Name">The subject; of a certificate the SHA-256 of its public key (SPKI), in hexadecimal.</param>
/// <param name="Actor">The actor.</param>
/// <param name="Scopes">What it is for.</param>
public sealed record MappedPrincipal(string Kind, string Issuer, string Name, ulong Actor, IReadOnlyList<string> Scopes);

/// <summary>What the file of credentials holds.</summary>
internal sealed record AccessFile(IReadOnlyList<AccessKey> Keys, IReadOnlyList<MappedPrincipal> Principals);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(LogTimeConverter)])]
[JsonSerializable(typeof(AccessFile))]
internal sealed partial class AccessJson : JsonSerializerContext;

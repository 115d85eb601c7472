namespace Onus.Server;

/// <summary>The identity provider whose tokens count.</summary>
public sealed record OidcSettings
{
    /// <summary>The provider's address: the issuer, under which its configuration is found.</summary>
    public required string Authority { get; init; }

    /// <summary>For whom a token must be made out.</summary>
    public required string Audience { get; init; }

    /// <summary>The claim that names the subject.</summary>
    public string SubjectClaim { get; init; } = "sub";
}

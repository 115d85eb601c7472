using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Authentication;
using Onus.Core;

namespace Onus.Server;

/// <summary>Finds the actor behind a request: by a key of this node, a token of the identity provider, or a client certificate.</summary>
internal sealed class Credentials(Node node, ServerSettings settings)
{
    /// <summary>The name of the scheme that reads the provider's tokens.</summary>
    public const string OidcScheme = "oidc";

    private const string Bearer = "Bearer ";

    /// <summary>Who asks; nobody where no credential is sent.</summary>
    /// <exception cref="Refused">A credential is sent that does not count.</exception>
    public ValueTask<Caller> WhoAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0) return ValueTask.FromResult(ByCertificate(http.Connection.ClientCertificate));
        if (header.Count > 1 || header[0] is not { } text || !text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw new Refused(401, "The credential has another form", "send one header 'Authorization: Bearer TOKEN'");
        var token = text[Bearer.Length..].Trim();
        if (settings.Oidc is not null && !token.StartsWith("onus_", StringComparison.Ordinal)) return ByProviderAsync(http, settings.Oidc);
        return node.Access.Check(token) is { } key
            ? ValueTask.FromResult(new Caller(key.Actor, key.Scopes, key.Id, key.Expires))
            : throw new Refused(401, "The credential does not count", "it is unknown here, expired or revoked; 'onus key list' shows the keys of a node");
    }

    private async ValueTask<Caller> ByProviderAsync(HttpContext http, OidcSettings oidc)
    {
        var result = await http.AuthenticateAsync(OidcScheme).ConfigureAwait(false);
        if (result.Principal is not { } principal)
            throw new Refused(401, "The credential does not count", "the token is expired, made out for another, or signed by another provider");
        var (issuer, subject) = (principal.FindFirst("iss")?.Value ?? "", principal.FindFirst(oidc.SubjectClaim)?.Value ?? "");
        var mapped = node.Access.Find("subject", issuer, subject) ?? throw Unmapped("subject");
        var expires = ulong.TryParse(principal.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? LogTime.FromUnixSeconds(Math.Min(seconds, LogTime.Max.UnixSeconds))
            : (LogTime?)null;
        return new Caller(mapped.Actor, mapped.Scopes, $"{issuer} {subject}", expires);
    }

    private Caller ByCertificate(X509Certificate2? certificate)
    {
        if (certificate is null) return Caller.Nobody;
        var now = node.Time.GetUtcNow().UtcDateTime;
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
            throw new Refused(401, "The credential does not count", "the client certificate is not valid now");
        var name = NameOf(certificate);
        var mapped = node.Access.Find("certificate", "", name) ?? throw Unmapped("certificate");
        return new Caller(mapped.Actor, mapped.Scopes, name, LogTime.From(certificate.NotAfter.ToUniversalTime()));
    }

    /// <summary>By what a certificate is mapped: the SHA-256 of its public key (SPKI), in hexadecimal.</summary>
    public static string NameOf(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    private static Refused Unmapped(string what) =>
        new(403, "The credential is nobody's here", $"'onus key map' says for which actor the {what} stands");
}

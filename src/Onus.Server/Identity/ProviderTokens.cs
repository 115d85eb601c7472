using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Onus.Server;

/// <summary>Reads tokens of the identity provider: signature, issuer, audience and time, by the provider's own published keys.</summary>
internal static class ProviderTokens
{
    // What a provider signs with asymmetric keys; a secret that both know could sign for anybody.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddProviderTokens(this IServiceCollection services, OidcSettings oidc, TimeProvider time)
    {
        if (!Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority))
            throw new NodeException($"the setting oidc.authority is no address: {oidc.Authority}");
        services.AddSingleton(time);
        services.AddAuthentication().AddJwtBearer(Credentials.OidcScheme, options =>
        {
            options.Authority = oidc.Authority;
            options.Audience = oidc.Audience;
            options.MapInboundClaims = false;
            options.RequireHttpsMetadata = !IsLoopback(authority);
            options.TokenValidationParameters.ValidAlgorithms = Algorithms;
            options.TokenValidationParameters.RequireExpirationTime = true;
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        });
    }

    private static bool IsLoopback(Uri authority) =>
        authority.IsLoopback || (IPAddress.TryParse(authority.Host, out var address) && IPAddress.IsLoopback(address));
}

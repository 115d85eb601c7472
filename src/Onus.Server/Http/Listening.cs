using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Onus.Server.Grpc;

namespace Onus.Server;

/// <summary>How the server listens: limits on everything that a caller can make large or slow, and certificates from files.</summary>
internal static class Listening
{
    public static void UseListening(this IWebHostBuilder web, ServerSettings settings)
    {
        web.UseUrls([.. settings.Urls, .. settings.GrpcUrls]);
        web.ConfigureKestrel(kestrel => Limit(kestrel, settings));
        web.ConfigureKestrel(kestrel => GrpcHost.Configure(kestrel, settings.GrpcUrls));
        if (settings.Tls is not { } tls)
        {
            if (settings.Urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) is { } url)
                throw new NodeException($"{url} needs a certificate: name one with the setting tls");
            return;
        }

        var (certificate, chain) = Load(tls);
        web.UseKestrelHttpsConfiguration();
        web.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            (https.ServerCertificate, https.ServerCertificateChain) = (certificate, chain);
            https.ClientCertificateMode = tls.ClientCertificates ? ClientCertificateMode.AllowCertificate : ClientCertificateMode.NoCertificate;

            // Which certificate counts is mapped by its public key, so no authority has to vouch for it.
            https.ClientCertificateValidation = static (_, _, _) => true;
        }));
    }

    private static void Limit(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = settings.MostBodyBytes;
        limits.MaxConcurrentConnections = settings.MostConnections;
        limits.MaxRequestLineSize = 16 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static (X509Certificate2 Certificate, X509Certificate2Collection Chain) Load(TlsSettings tls)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(tls.Certificate);
            return (X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key), chain);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new NodeException($"the certificate {tls.Certificate} with the key {tls.Key} cannot be used: {wrong.Message}");
        }
    }
}

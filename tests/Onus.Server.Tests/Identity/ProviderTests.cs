using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Onus.Client.Contracts;

namespace Onus.Server.Tests.Identity;

public sealed class ProviderTests
{
    [Fact]
    public async Task A_token_of_the_provider_stands_for_the_actor_that_its_subject_is_mapped_to()
    {
        using var provider = new Provider();
        await using var node = await TestNode.StartAsync(settings: new ServerSettings { Oidc = new OidcSettings { Authority = provider.Issuer, Audience = "onus" } });
        node.Node.Access.Map(new MappedPrincipal("subject", provider.Issuer, "sub-1", node.Founders[0].Actor, ["read"]));
        var me = (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-1")), HttpMethod.Get, "/v1/me")).As<Me>();
        Assert.Equal(("alice", "read"), (me.Actor!.Name, Assert.Single(me.Scopes)));
        Assert.NotNull(me.Expires);
        (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-2")), HttpMethod.Get, "/v1/me")).Refusal(403);
        (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-1", audience: "other")), HttpMethod.Get, "/v1/me")).Refusal(401);
        (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-1", issuer: "https://other.example")), HttpMethod.Get, "/v1/me")).Refusal(401);
        (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-1", lasts: TimeSpan.FromMinutes(-10))), HttpMethod.Get, "/v1/me")).Refusal(401);
        using var stranger = new Provider();
        (await TestNode.SendAsync(node.ClientOf(stranger.Token("sub-1", issuer: provider.Issuer)), HttpMethod.Get, "/v1/me")).Refusal(401);
        var unsigned = Unsigned(provider.Token("sub-1"));
        (await TestNode.SendAsync(node.ClientOf(unsigned), HttpMethod.Get, "/v1/me")).Refusal(401);
        (await TestNode.SendAsync(node.Alice, HttpMethod.Get, "/v1/me")).As<Me>();
        Assert.True(node.Node.Access.Unmap("subject", provider.Issuer, "sub-1"));
        (await TestNode.SendAsync(node.ClientOf(provider.Token("sub-1")), HttpMethod.Get, "/v1/me")).Refusal(403);
    }

    [Fact]
    public async Task A_client_certificate_stands_for_the_actor_that_its_key_is_mapped_to()
    {
        var folder = Directory.CreateTempSubdirectory("onus-tls-test-");
        try
        {
            using var server = Certificate("localhost");
            var tls = new TlsSettings { Certificate = Path.Combine(folder.FullName, "tls.pem"), Key = Path.Combine(folder.FullName, "tls.key"), ClientCertificates = true };
            await File.WriteAllTextAsync(tls.Certificate, server.ExportCertificatePem(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(tls.Key, server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
            await using var node = await TestNode.StartAsync(settings: new ServerSettings { Tls = tls }, scheme: "https");
            using var known = Certificate("known");
            using var unknown = Certificate("unknown");
            node.Node.Access.Map(new MappedPrincipal("certificate", "", Credentials.NameOf(known), node.Founders[0].Actor, ["read"]));
            var reply = await AskAsync(node, server, known);
            Assert.Equal("alice", reply.As<Me>().Actor!.Name);
            Assert.StartsWith("max-age=", reply.Headers["Strict-Transport-Security"], StringComparison.Ordinal);
            (await AskAsync(node, server, unknown)).Refusal(403);
            (await AskAsync(node, server, null)).Refusal(401);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Reply> AskAsync(TestNode node, X509Certificate2 server, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server.GetCertHashString();
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        using var client = new HttpClient(handler) { BaseAddress = node.Address };
        return await TestNode.SendAsync(client, HttpMethod.Get, "/v1/me");
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    private static string Unsigned(string token)
    {
        var parts = token.Split('.');
        return $"{System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8)}.{parts[1]}.";
    }

    /// <summary>An identity provider that publishes its configuration and keys on a loopback socket.</summary>
    private sealed class Provider : IDisposable
    {
        private readonly HttpListener _listener;
        private readonly RSA _key = RSA.Create(2_048);

        public Provider()
        {
            for (var port = 20_000 + Environment.ProcessId % 20_000; ; port++)
            {
                try
                {
                    Issuer = $"http://127.0.0.1:{port}";
                    _listener = new HttpListener();
                    _listener.Prefixes.Add(Issuer + "/");
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException)
                {
                    // Somebody has that port; the listener is closed by that.
                }
            }

            _ = Task.Run(ServeAsync);
        }

        public string Issuer { get; }

        public string Token(string subject, string audience = "onus", string? issuer = null, TimeSpan? lasts = null) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = subject },
            NotBefore = DateTime.UtcNow.AddHours(-1),
            IssuedAt = DateTime.UtcNow.AddHours(-1),
            Expires = DateTime.UtcNow + (lasts ?? TimeSpan.FromMinutes(5)),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
        });

        public void Dispose()
        {
            _listener.Close();
            _key.Dispose();
        }

        private async Task ServeAsync()
        {
            var parameters = _key.ExportParameters(false);
            var keys = JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", kid = "k1", use = "sig", n = Text(parameters.Modulus!), e = Text(parameters.Exponent!) } } });
            var configuration = JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = Issuer + "/keys" });
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    context.Response.ContentType = "application/json";
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(context.Request.Url!.AbsolutePath == "/keys" ? keys : configuration));
                    context.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }
}

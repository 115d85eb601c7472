using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onus.Witness.Protocol;

namespace Onus.Witness.Tests;

/// <summary>A time-stamping authority on the loopback interface: keys made here, replies made by <c>openssl ts</c>.</summary>
internal sealed class OpensslAuthority : IDisposable
{
    private const string Settings =
        """
        [tsa]
        default_tsa = this
        [this]
        serial = ./serial
        signer_digest = sha256
        default_policy = 1.3.6.1.4.1.99999.1
        digests = sha256
        accuracy = secs:1
        ordering = no
        tsa_name = no
        ess_cert_id_chain = no
        ess_cert_id_alg = sha256
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("onus-tsa-").FullName;
    private readonly LocalServer _server;

    public OpensslAuthority(DateTimeOffset notAfter, string usage)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var start = DateTimeOffset.UtcNow.AddDays(-2);
        Root = rootRequest.CreateSelfSigned(start, DateTimeOffset.UtcNow.AddYears(5));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Time-stamping", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        using var certificate = request.Create(Root, start, notAfter, [1, 2, 3]);

        File.WriteAllText(Path.Combine(_directory, "tsa.cnf"), Settings);
        File.WriteAllText(Path.Combine(_directory, "serial"), "01\n");
        File.WriteAllText(Path.Combine(_directory, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_directory, "tsa.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_directory, "root.pem"), Root.ExportCertificatePem());
        _server = new LocalServer((_, _, body) => Reply(body));
    }

    /// <summary>Why these tests cannot run here; null when they can.</summary>
    public static string? Absent { get; } = Find() ? null : "openssl is not installed: the RFC 3161 tests need `openssl ts`";

    public X509Certificate2 Root { get; }

    public X509Certificate2Collection Trusted => [Root];

    public Uri Address => _server.Address;

    /// <summary>Set to play an earlier reply back.</summary>
    public byte[]? PlayedBack { get; set; }

    public byte[]? LastReply { get; private set; }

    /// <summary>Whether openssl accepts this token over this text under the root.</summary>
    public bool Accepts(ReadOnlyMemory<byte> token, byte[] text)
    {
        File.WriteAllBytes(Path.Combine(_directory, "token.der"), token.ToArray());
        File.WriteAllBytes(Path.Combine(_directory, "text"), text);
        return Run("ts", "-verify", "-data", "text", "-in", "token.der", "-token_in", "-CAfile", "root.pem") == 0;
    }

    public void Dispose()
    {
        _server.Dispose();
        Root.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private WitnessAnswer Reply(byte[] query)
    {
        if (PlayedBack is not null) return new WitnessAnswer(200, "application/timestamp-reply", PlayedBack);
        File.WriteAllBytes(Path.Combine(_directory, "query.tsq"), query);
        var status = Run(
            "ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-inkey", "key.pem", "-signer", "tsa.pem",
            "-out", "reply.tsr");
        if (status != 0) return WitnessAnswer.Text(500, "openssl ts failed\n");
        LastReply = File.ReadAllBytes(Path.Combine(_directory, "reply.tsr"));
        return new WitnessAnswer(200, "application/timestamp-reply", LastReply);
    }

    private int Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = _directory,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static bool Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "openssl")));
}

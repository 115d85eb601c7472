namespace Onus.Server;

/// <summary>How a node serves; every setting has a default that is safe on a network.</summary>
public sealed record ServerSettings
{
    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8470"];

    /// <summary>The addresses on which gRPC is served in the clear, for programs on the same machine; under TLS it is served on
    /// <see cref="Urls"/> too.</summary>
    public IReadOnlyList<string> GrpcUrls { get; init; } = [];

    /// <summary>The log's name, for a folder that holds no log yet.</summary>
    public string? Origin { get; init; }

    /// <summary>The certificate for addresses that begin with https.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>The identity provider; null for none.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary>The most bytes of a request's body.</summary>
    public long MostBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Which products govern what comes in as ISO 20022 messages; null where none are taken.</summary>
    public Messages.MessageSettings? Messages { get; init; }

    /// <summary>The most connections at once.</summary>
    public int MostConnections { get; init; } = 20_000;

    /// <summary>How many requests a credential may send a second.</summary>
    public int RequestsPerSecond { get; init; } = 50_000;

    /// <summary>How many requests an address may send a second without a credential, or with one that does not count.</summary>
    public int StrangersPerSecond { get; init; } = 500;

    /// <summary>After how many seconds a request that is not answered yet ends; streams aside.</summary>
    public int TimeoutSeconds { get; init; } = 100;

    /// <summary>How many seconds the requests on their way have when the node is told to stop.</summary>
    public int DrainSeconds { get; init; } = 20;

    /// <summary>How long a backup of the vault's keys lives. What is ordered to be destroyed is unreadable here at once, and is
    /// entered as destroyed only after that time.</summary>
    public TimeSpan KeyBackupsLive { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>Certificates.</summary>
public sealed record TlsSettings
{
    /// <summary>The certificate, and the chain behind it, in PEM.</summary>
    public required string Certificate { get; init; }

    /// <summary>Its private key, in PEM.</summary>
    public required string Key { get; init; }

    /// <summary>Whether callers may show a certificate of their own; which of them count is mapped by their public keys.</summary>
    public bool ClientCertificates { get; init; }
}

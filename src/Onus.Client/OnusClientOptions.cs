using Onus.Log.Policy;

namespace Onus.Client;

/// <summary>Where a node is, who asks, and how patiently.</summary>
public sealed record OnusClientOptions
{
    /// <summary>The node's address, such as <c>https://node.example:7440</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The bearer token: a local key, <c>onus_ID_SECRET</c>, or one of an identity provider; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The log's public key, a C2SP vkey that the caller keeps himself: with it every receipt and checkpoint is verified
    /// on arrival. Null for taking the node's word, unless <see cref="Trust"/> is set.</summary>
    public string? LogKey { get; init; }

    /// <summary>Whom the caller trusts in full: logs, witnesses and a quorum of them (C2SP tlog-policy); null for
    /// <see cref="LogKey"/> alone.</summary>
    public TrustPolicy? Trust { get; init; }

    /// <summary>How long a call may take, its retries included.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is sent at most. Only what is safe is sent again: under the same command id, after a fault of the
    /// connection, or when the node says that it took nothing (429, 503).</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>Where gRPC listens in the clear, such as <c>http://127.0.0.1:7441</c>; null where it is the same address, as
    /// under TLS.</summary>
    public Uri? GrpcAddress { get; init; }

    /// <summary>How requests are sent, for client certificates, proxies and tests; stays the caller's. Null for the usual way.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock of deadlines and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

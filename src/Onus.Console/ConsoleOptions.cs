namespace Onus.Console;

/// <summary>How the console is served.</summary>
public sealed record ConsoleOptions
{
    /// <summary>Where the node's API is; null for the server that serves the console itself, on its first address.</summary>
    public Uri? Node { get; init; }

    /// <summary>What carries the requests to the node; null for HTTP. It lives as long as the console.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Whom one may be without a key, for a demonstration only; empty asks everybody for their key.</summary>
    public IReadOnlyList<Persona> Personas { get; init; } = [];

    /// <summary>Where the keys that protect sessions are kept; null forgets them, and all sessions, at the end of the process.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>How long one stays signed in.</summary>
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The node's clock: time left is told by it, and sessions end by it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>Somebody whom a visitor of a demonstration may be.</summary>
/// <param name="Name">The name.</param>
/// <param name="Role">What they may decide, in words.</param>
/// <param name="Key">Their local key.</param>
public sealed record Persona(string Name, string Role, string Key);

namespace Onus.Server;

/// <summary>How a node serves; every setting has a default that is safe on a network.</summary>
public sealed record ServerSettings
{
    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8470"];

    /// <summary>The most bytes of a request's body.</summary>
    public long MostBodyBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Which products govern what comes in as ISO 20022 messages; null where none are taken.</summary>
    public Messages.MessageSettings? Messages { get; init; }
}

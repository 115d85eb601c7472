using Onus.Core;

namespace Onus.Client.Transport;

/// <summary>One request, in a form that can be sent more than once.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Path and query below the node's address.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public const string Json = "application/json";

    /// <summary>The command's id, of a write.</summary>
    public Id128? Command { get; init; }

    /// <summary>The head of the case that the decider was shown.</summary>
    public ulong? Head { get; init; }

    /// <summary>The body; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>What is wanted in return.</summary>
    public string Accept { get; init; } = Json;

    /// <summary>Of a feed, the last event that was seen.</summary>
    public string? LastEventId { get; init; }

    /// <summary>The message, new for each attempt.</summary>
    public HttpRequestMessage ToMessage(Uri address, string? token)
    {
        var message = new HttpRequestMessage(Method, new Uri(address, Path));
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        if (token is not null) message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (Command is { } command) message.Headers.TryAddWithoutValidation("Idempotency-Key", command.ToString());
        if (Head is { } head) message.Headers.TryAddWithoutValidation("If-Match", $"\"{head}\"");
        if (LastEventId is not null) message.Headers.TryAddWithoutValidation("Last-Event-ID", LastEventId);
        if (Body is not { } body) return message;
        message.Content = new ReadOnlyMemoryContent(body);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        return message;
    }
}

namespace Onus.Client.Contracts;

/// <summary>Why a request was refused (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Type">The documentation of the outcome.</param>
/// <param name="Title">The outcome in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What exactly is wrong, and what to do, in one line.</param>
/// <param name="Instance">The path that was asked.</param>
public sealed record Problem(string Type, string Title, int Status, string? Detail, string? Instance)
{
    /// <summary>The outcome's name in the closed list of its request; null for what never reached the engine.</summary>
    public string? Outcome { get; init; }

    /// <summary>The log index of the refusal entry; null where the refusal is none of state.</summary>
    public ulong? Evidence { get; init; }

    /// <summary>For a stale head, the case's head now.</summary>
    public ulong? Head { get; init; }

    /// <summary>The place in the request at fault: a JSON pointer, or a line.</summary>
    public string? Pointer { get; init; }
}

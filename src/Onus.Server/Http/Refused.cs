namespace Onus.Server;

/// <summary>Ends a request with problem details (RFC 9457); thrown where the answer is a refusal, and written in one place.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What is the matter, in words; the same for all of its kind.</param>
/// <param name="detail">What exactly is wrong, and what to do, in one line.</param>
internal sealed class Refused(int status, string title, string? detail = null) : Exception(detail ?? title)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public string? Detail { get; } = detail;

    /// <summary>The outcome's name in the closed list of its request.</summary>
    public string? Outcome { get; init; }

    /// <summary>The index of the refusal entry.</summary>
    public ulong? Evidence { get; init; }

    /// <summary>For a stale head, the case's head now.</summary>
    public ulong? Head { get; init; }

    /// <summary>The place in the request at fault, as a JSON pointer.</summary>
    public string? Pointer { get; init; }

    /// <summary>After how many seconds it is worth asking again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Nothing has that name.</summary>
    public static Refused NotFound(string what) => new(404, "Not found", what);

    /// <summary>The request is malformed.</summary>
    public static Refused Malformed(string detail, string? pointer = null) => new(400, "The request is malformed", detail) { Pointer = pointer };
}

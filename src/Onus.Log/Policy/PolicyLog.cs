using Onus.Log.Notes;

namespace Onus.Log.Policy;

/// <summary>A log that a policy accepts.</summary>
/// <param name="Key">Its key; the name is the log's origin.</param>
/// <param name="Url">Where it is, as the policy says; null where it does not.</param>
public sealed record PolicyLog(VerifierKey Key, string? Url);

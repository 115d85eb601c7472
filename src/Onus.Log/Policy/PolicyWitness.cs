using Onus.Log.Notes;

namespace Onus.Log.Policy;

/// <summary>A witness that a policy knows.</summary>
/// <param name="Name">What the policy calls it; nothing to do with the name of its key.</param>
/// <param name="Key">Its cosignature key.</param>
/// <param name="Url">Its submission prefix, as the policy says; null where it does not.</param>
public sealed record PolicyWitness(string Name, VerifierKey Key, string? Url)
{
    /// <summary>The name as the policy's octets, one character each: what the groups refer to.</summary>
    internal string Octets { get; init; } = Name;
}

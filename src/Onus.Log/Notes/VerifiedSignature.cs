namespace Onus.Log.Notes;

/// <summary>A signature that a known key has really made.</summary>
/// <param name="Key">The key.</param>
/// <param name="UnixSeconds">The time that a cosignature states; null for a signature that states none.</param>
public readonly record struct VerifiedSignature(VerifierKey Key, ulong? UnixSeconds);

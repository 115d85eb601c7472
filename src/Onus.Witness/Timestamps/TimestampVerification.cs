namespace Onus.Witness.Timestamps;

/// <summary>What checking a time-stamp found, in order of precedence.</summary>
/// <remarks>The default value is a refusal.</remarks>
public enum TimestampVerdict
{
    /// <summary>The bytes are no RFC 3161 token.</summary>
    Malformed,

    /// <summary>The token is over another text, or its signature is not genuine.</summary>
    NotGenuine,

    /// <summary>The signer's certificate was not issued, for time-stamping and at that time, under the roots that the caller
    /// trusts.</summary>
    UntrustedAuthority,

    /// <summary>The text existed at the stated time at the latest, says an authority that the caller trusts.</summary>
    Verified,
}

/// <summary>The outcome of checking a time-stamp.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Time">The stated time; meaningful only when verified.</param>
/// <param name="Accuracy">How far off the authority says it may be; null when it does not say.</param>
/// <param name="Authority">The subject of the signer's certificate; null where there is none.</param>
public sealed record TimestampVerification(
    TimestampVerdict Outcome, DateTimeOffset Time, TimeSpan? Accuracy, string? Authority)
{
    /// <summary>Whether the text existed at <see cref="Time"/> at the latest.</summary>
    public bool IsVerified => Outcome == TimestampVerdict.Verified;
}

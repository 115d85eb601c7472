using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Onus.Log.Notes;

namespace Onus.Witness.Timestamps;

/// <summary>A token of a time-stamping authority over the text of a checkpoint; verified offline, years later.</summary>
/// <param name="Encoded">The token in DER, as <c>openssl ts -token_in</c> reads it.</param>
public sealed record TimestampToken(ReadOnlyMemory<byte> Encoded)
{
    private const string TimestampingUsage = "1.3.6.1.5.5.7.3.8";

    /// <summary>Checks the token against a checkpoint. Whether certificates were revoked since is not asked.</summary>
    /// <param name="checkpoint">The checkpoint that the token is said to be over.</param>
    /// <param name="trusted">The authorities' root certificates, never taken from the evidence.</param>
    public TimestampVerification Verify(Checkpoint checkpoint, X509Certificate2Collection trusted)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(trusted);
        if (!Rfc3161TimestampToken.TryDecode(Encoded, out var token, out var consumed) || consumed != Encoded.Length)
        {
            return new TimestampVerification(TimestampVerdict.Malformed, default, null, null);
        }

        var info = token.TokenInfo;
        var accuracy = info.AccuracyInMicroseconds is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : (TimeSpan?)null;
        var (verdict, authority) = Check(token, checkpoint.ToText(), trusted);
        return new TimestampVerification(verdict, info.Timestamp, accuracy, authority);
    }

    private static (TimestampVerdict Verdict, string? Authority) Check(
        Rfc3161TimestampToken token, byte[] text, X509Certificate2Collection trusted)
    {
        try
        {
            if (!token.VerifySignatureForData(text, out var signer) || signer is null) return (TimestampVerdict.NotGenuine, null);
            using (signer)
            {
                var verdict = IsTrusted(signer, token, trusted) ? TimestampVerdict.Verified : TimestampVerdict.UntrustedAuthority;
                return (verdict, signer.Subject);
            }
        }
        catch (CryptographicException)
        {
            return (TimestampVerdict.NotGenuine, null);
        }
    }

    private static bool IsTrusted(X509Certificate2 signer, Rfc3161TimestampToken token, X509Certificate2Collection trusted)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimestampingUsage));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // The certificate counts as it was when it signed: it may have expired since.
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = token.TokenInfo.Timestamp.UtcDateTime;
        return chain.Build(signer);
    }
}

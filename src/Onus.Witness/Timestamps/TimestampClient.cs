using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Onus.Log.Notes;
using Onus.Witness.Client;

namespace Onus.Witness.Timestamps;

/// <summary>Asks a time-stamping authority (RFC 3161) to say when a checkpoint existed at the latest.</summary>
public sealed class TimestampClient
{
    private const int MaxReplySize = 256 * 1024;
    private const int NonceSize = 8;

    private readonly HttpClient _http;
    private readonly Uri _address;

    /// <summary>A client of the authority at this address.</summary>
    /// <param name="http">Its time limit is the time the authority is given.</param>
    /// <param name="address">Where RFC 3161 requests are posted.</param>
    public TimestampClient(HttpClient http, Uri address)
    {
        _http = http;
        _address = address;
    }

    /// <summary>Asks for a token over the text of a checkpoint: origin, size and root, without any signature, so that the
    /// token stays good while cosignatures are added.</summary>
    /// <exception cref="HttpRequestException">The authority did not answer, or refused; the message says which.</exception>
    public async Task<TimestampToken> StampAsync(Checkpoint checkpoint, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var request = Rfc3161TimestampRequest.CreateFromData(
            checkpoint.ToText(), HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true);
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var message = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var reply = await BoundedContent.ReadAsync(response.Content, MaxReplySize, cancellation).ConfigureAwait(false);
        try
        {
            // Checks that the reply is granted, over this hash and with this nonce: an old token cannot be played back.
            return new TimestampToken(request.ProcessResponse(reply, out _).AsSignedCms().Encode());
        }
        catch (CryptographicException e)
        {
            throw new HttpRequestException($"{_address} gave no time-stamp: {e.Message}", e);
        }
    }
}

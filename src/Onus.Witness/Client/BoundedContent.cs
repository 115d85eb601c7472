namespace Onus.Witness.Client;

/// <summary>Reads what a stranger sends, up to a limit.</summary>
internal static class BoundedContent
{
    /// <exception cref="HttpRequestException">The content is larger than the limit.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[limit + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return length <= limit ? buffer[..length] : throw new HttpRequestException($"an answer of more than {limit} bytes");
    }
}

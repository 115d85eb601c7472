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
        return Within(limit, buffer, length);
    }

    /// <inheritdoc cref="ReadAsync"/>
    public static byte[] Read(HttpContent content, int limit)
    {
        using var stream = content.ReadAsStream();
        var buffer = new byte[limit + 1];
        return Within(limit, buffer, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }

    private static byte[] Within(int limit, byte[] buffer, int length) =>
        length <= limit ? buffer[..length] : throw new HttpRequestException($"an answer of more than {limit} bytes");
}

using System.Net;
using Onus.Log.Tiles;

namespace Onus.Verify.Tiles;

/// <summary>Tiles behind HTTP (C2SP tlog-tiles).</summary>
internal sealed class HttpTileSource : ITileSource, IDisposable
{
    private const int MaxAttempts = 3;

    private readonly HttpClient _http;
    private readonly string _prefix;

    public HttpTileSource(Uri prefix)
    {
        _prefix = prefix.AbsoluteUri.TrimEnd('/') + "/";
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All })
        {
            MaxResponseContentBufferSize = ITileSource.MaxFileSize,
            Timeout = TimeSpan.FromSeconds(30),
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("onus-verify");
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri(_prefix + path), cancellation);
                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadAsByteArrayAsync(cancellation);
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                if (attempt == MaxAttempts) throw new IOException($"{_prefix}{path} cannot be read: {e.Message}", e);
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellation);
            }
        }
    }

    public void Dispose() => _http.Dispose();
}

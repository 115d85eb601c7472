namespace Onus.Client;

/// <summary>The bytes of a piece of evidence.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="MediaType">What they are, as the one who filed them said.</param>
/// <param name="FileName">What the file was called; null where nobody said.</param>
public sealed record EvidenceContent(ReadOnlyMemory<byte> Content, string MediaType, string? FileName)
{
    internal static async Task<EvidenceContent> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using (response)
        {
            var headers = response.Content.Headers;
            var name = headers.ContentDisposition?.FileNameStar ?? headers.ContentDisposition?.FileName?.Trim('"');
            var content = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            return new EvidenceContent(content, headers.ContentType?.MediaType ?? "application/octet-stream", name);
        }
    }
}

using System.Net;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Witness.Server;

namespace Onus.Witness.Client;

/// <summary>A witness as one who remembers how far the log had come: asked, before the log is opened, for the last checkpoint
/// that it cosigned (C2SP tlog-witness, monitoring).</summary>
public sealed class WitnessAnchor : IAnchor
{
    private readonly HttpClient _http;
    private readonly string _prefix;

    /// <summary>The witness at this address.</summary>
    /// <param name="http">Its time limit is the time the witness is given.</param>
    /// <param name="name">What the witness is called in messages.</param>
    /// <param name="monitoringPrefix">The witness's monitoring prefix.</param>
    public WitnessAnchor(HttpClient http, string name, Uri monitoringPrefix)
    {
        ArgumentNullException.ThrowIfNull(monitoringPrefix);
        _http = http;
        _prefix = monitoringPrefix.AbsoluteUri.TrimEnd('/');
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? NewestCheckpoint(string origin)
    {
        var address = new Uri($"{_prefix}/{WitnessServer.HashOf(origin)}/checkpoint");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var response = _http.Send(request, HttpCompletionOption.ResponseHeadersRead);
            if (response.StatusCode == HttpStatusCode.NotFound) return null;
            response.EnsureSuccessStatusCode();
            return BoundedContent.Read(response.Content, SignedNote.MaxSize);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new IOException($"witness {Name} ({address}) does not answer: {e.Message}", e);
        }
    }
}

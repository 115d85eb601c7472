using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Transport;

namespace Onus.Client;

/// <summary>Decisions and refusals, explained and decided again.</summary>
public sealed class DecisionsClient
{
    private readonly ApiTransport _transport;

    internal DecisionsClient(ApiTransport transport) => _transport = transport;

    /// <summary>A page of decisions and refusals, the newest first.</summary>
    public Task<Page<DecisionRow>> PageAsync(DecisionQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<DecisionRow>>(query.On("/v1/decisions").With(page).ToString(), cancellation);
    }

    /// <summary>Decisions and refusals, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<DecisionRow> AllAsync(DecisionQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => PageAsync(query, page, cancellation), cancellation);

    /// <summary>Why an entry was decided as it was: <c>onus-explanation/1</c>.</summary>
    public Task<JsonElement> ExplainAsync(ulong entry, CancellationToken cancellation = default) =>
        _transport.GetAsync<JsonElement>($"/v1/decisions/{entry}", cancellation);

    /// <summary>Decides an entry again and compares the bytes.</summary>
    public Task<ReplayAnswer> ReplayAsync(ulong entry, CancellationToken cancellation = default) =>
        _transport.AskAsync<ReplayAnswer>(new ApiRequest(HttpMethod.Post, $"/v1/decisions/{entry}/replay"), cancellation);
}

using Onus.Client.Contracts;
using Onus.Client.Transport;

namespace Onus.Client;

/// <summary>Who is liable for how much, against which caps.</summary>
public sealed class ExposuresClient
{
    private readonly ApiTransport _transport;

    internal ExposuresClient(ApiTransport transport) => _transport = transport;

    /// <summary>Who is liable for how much now.</summary>
    /// <param name="actor">This actor only; null for all.</param>
    /// <param name="product">Under this product only; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ExposureView> NowAsync(ulong? actor = null, string? product = null, CancellationToken cancellation = default) =>
        _transport.GetAsync<ExposureView>(new Query("/v1/exposures").With("actor", actor).With("product", product).ToString(), cancellation);

    /// <summary>A page of the entries that moved an actor's liability.</summary>
    public Task<Page<ExposureMove>> HistoryPageAsync(ulong actor, PageRequest page = default, CancellationToken cancellation = default) =>
        _transport.GetAsync<Page<ExposureMove>>(new Query("/v1/exposures/history").With("actor", actor).With(page).ToString(), cancellation);

    /// <summary>The entries that moved an actor's liability, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<ExposureMove> HistoryAsync(ulong actor, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => HistoryPageAsync(actor, page, cancellation), cancellation);

    /// <summary>How full each cap is.</summary>
    public Task<IReadOnlyList<CapView>> CapsAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<CapView>(new Query("/v1/caps"), cancellation);
}

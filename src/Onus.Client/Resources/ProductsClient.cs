using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>Products: texts, versions, maps, shadows, enactment.</summary>
public sealed class ProductsClient
{
    private readonly ApiTransport _transport;

    internal ProductsClient(ApiTransport transport) => _transport = transport;

    /// <summary>All enacted versions.</summary>
    public Task<IReadOnlyList<ProductVersion>> ListAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<ProductVersion>(new Query("/v1/products"), cancellation);

    /// <summary>What a form needs to know of a product.</summary>
    /// <param name="product">Its name.</param>
    /// <param name="version">Its version; null for the one in effect.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<ProductView> GetAsync(string product, int? version = null, CancellationToken cancellation = default) =>
        _transport.GetAsync<ProductView>(Path(product, "", version), cancellation);

    /// <summary>The text of a product.</summary>
    public Task<string> SourceAsync(string product, int? version = null, CancellationToken cancellation = default) =>
        _transport.GetTextAsync(Path(product, "/source", version), "text/plain", cancellation);

    /// <summary>The decision map of a product, as SVG.</summary>
    public Task<string> MapAsync(string product, int? version = null, CancellationToken cancellation = default) =>
        _transport.GetTextAsync(Path(product, "/map.svg", version), "image/svg+xml", cancellation);

    /// <summary>A product as a page to be read, as HTML.</summary>
    public Task<string> DocumentAsync(string product, int? version = null, CancellationToken cancellation = default) =>
        _transport.GetTextAsync(Path(product, "/document", version), "text/html", cancellation);

    /// <summary>Checks a text; nothing is written.</summary>
    public Task<CheckAnswer> CheckAsync(ProductText text, CancellationToken cancellation = default) =>
        _transport.AskAsync<ProductText, CheckAnswer>("/v1/products/check", text, cancellation);

    /// <summary>Compares two texts or versions; nothing is written.</summary>
    public Task<DiffAnswer> DiffAsync(DiffRequest request, CancellationToken cancellation = default) =>
        _transport.AskAsync<DiffRequest, DiffAnswer>("/v1/products/diff", request, cancellation);

    /// <summary>Enacts a product, or proposes to.</summary>
    public Task<CharterAnswer> EnactAsync(EnactRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<EnactRequest, CharterAnswer>(HttpMethod.Post, "/v1/products", request, command, cancellation);

    /// <summary>What the shadows of a product would have changed.</summary>
    /// <param name="product">Its name.</param>
    /// <param name="every"><c>Day</c> or <c>Month</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<IReadOnlyList<ShadowPeriodView>> ShadowsAsync(
        string product, string every = "Day", CancellationToken cancellation = default) =>
        _transport.ListAsync<ShadowPeriodView>(new Query($"/v1/shadows/{Query.Segment(product)}").With("every", every), cancellation);

    private static string Path(string product, string rest, int? version) =>
        new Query($"/v1/products/{Query.Segment(product)}{rest}").With("version", version).ToString();
}

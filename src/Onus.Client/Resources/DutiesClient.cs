using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>Reports and notices, and the regulators they go to. A duty is named by the entry that caused it and its place there.</summary>
public sealed class DutiesClient
{
    private readonly ApiTransport _transport;

    internal DutiesClient(ApiTransport transport) => _transport = transport;

    /// <summary>A page of reports.</summary>
    public Task<Page<DutyView>> ReportsPageAsync(DutyQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<DutyView>>(query.On("/v1/reports").With(page).ToString(), cancellation);
    }

    /// <summary>Reports, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<DutyView> ReportsAsync(DutyQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => ReportsPageAsync(query, page, cancellation), cancellation);

    /// <summary>A page of notices.</summary>
    public Task<Page<DutyView>> NoticesPageAsync(DutyQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<DutyView>>(query.On("/v1/notices").With(page).ToString(), cancellation);
    }

    /// <summary>Notices, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<DutyView> NoticesAsync(DutyQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => NoticesPageAsync(query, page, cancellation), cancellation);

    /// <summary>Files a report.</summary>
    public Task<Written> FileAsync(
        ulong entry, int place, DischargeRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        DischargeAsync(entry, place, "file", request, command, cancellation);

    /// <summary>Sends a notice.</summary>
    public Task<Written> SendAsync(
        ulong entry, int place, DischargeRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        DischargeAsync(entry, place, "send", request, command, cancellation);

    /// <summary>Acknowledges a report, as the regulator it went to.</summary>
    public Task<Written> AcknowledgeAsync(
        ulong entry, int place, DischargeRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        DischargeAsync(entry, place, "acknowledge", request, command, cancellation);

    /// <summary>The regulators whose logs the caller may see.</summary>
    public Task<IReadOnlyList<RegulatorView>> RegulatorsAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<RegulatorView>(new Query("/v1/regulators"), cancellation);

    /// <summary>The proof that an entry of a regulator's log stands in both logs, as a file for <c>onus-verify</c>.</summary>
    public Task<byte[]> ProveReportAsync(string regulator, ulong index, CancellationToken cancellation = default) =>
        _transport.GetBytesAsync($"/v1/reports/{Query.Segment(regulator)}/{index}/proof", "*/*", cancellation);

    private Task<Written> DischargeAsync(
        ulong entry, int place, string deed, DischargeRequest request, Id128? command, CancellationToken cancellation) =>
        _transport.WriteAsync<DischargeRequest, Written>(HttpMethod.Post, $"/v1/duties/{entry}.{place}/{deed}", request, command, cancellation);
}

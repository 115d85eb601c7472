using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;

namespace Onus.Client;

/// <summary>Cases. A decision is bound to the case's head, its last material entry, that the decider was shown: if the case has
/// moved on, it is refused with the new head in <see cref="Problem.Head"/>.</summary>
public sealed class CasesClient
{
    private readonly ApiTransport _transport;

    internal CasesClient(ApiTransport transport) => _transport = transport;

    /// <summary>A page of cases.</summary>
    public Task<Page<CaseRow>> PageAsync(CaseQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<CaseRow>>(query.On("/v1/cases").With(page).ToString(), cancellation);
    }

    /// <summary>Cases, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<CaseRow> AllAsync(CaseQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => PageAsync(query, page, cancellation), cancellation);

    /// <summary>A page of what the caller may decide, the most urgent first.</summary>
    public Task<Page<CaseRow>> QueueAsync(PageRequest page = default, CancellationToken cancellation = default) =>
        _transport.GetAsync<Page<CaseRow>>(new Query("/v1/queue").With(page).ToString(), cancellation);

    /// <summary>A case as it stands, as far as the caller may see it.</summary>
    public Task<CaseDetail> GetAsync(ulong @case, CancellationToken cancellation = default) =>
        _transport.GetAsync<CaseDetail>(Path(@case), cancellation);

    /// <summary>Opens a case.</summary>
    public Task<CaseAnswer> OpenAsync(OpenCaseRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<OpenCaseRequest, CaseAnswer>(HttpMethod.Post, "/v1/cases", request, command, cancellation);

    /// <summary>A page of a case's entries.</summary>
    public Task<Page<TimelineItem>> TimelinePageAsync(ulong @case, PageRequest page = default, CancellationToken cancellation = default) =>
        _transport.GetAsync<Page<TimelineItem>>(new Query($"{Path(@case)}/timeline").With(page).ToString(), cancellation);

    /// <summary>A case's entries, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<TimelineItem> TimelineAsync(ulong @case, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => TimelinePageAsync(@case, page, cancellation), cancellation);

    /// <summary>What the caller may do in a case, and what each step would do; nothing is written.</summary>
    public Task<IReadOnlyList<StepOption>> OptionsAsync(ulong @case, CancellationToken cancellation = default) =>
        _transport.ListAsync<StepOption>(new Query($"{Path(@case)}/options"), cancellation);

    /// <summary>The statement that the caller's own key has to sign for a step; nothing is written.</summary>
    public Task<StatementView> StatementAsync(ulong @case, ulong head, TakeStepRequest request, CancellationToken cancellation = default) =>
        _transport.AskAsync<TakeStepRequest, StatementView>($"{Path(@case)}/statements", request, cancellation, head);

    /// <summary>The statement that the caller's own key has to sign for an answer to a question; nothing is written.</summary>
    public Task<StatementView> StatementAsync(
        ulong @case, ulong question, ulong head, AnswerRequestRequest request, CancellationToken cancellation = default) =>
        _transport.AskAsync<AnswerRequestRequest, StatementView>(
            new Query($"{Path(@case)}/statements").With("request", question).ToString(), request, cancellation, head);

    /// <summary>Takes a step.</summary>
    public Task<CaseAnswer> TakeStepAsync(
        ulong @case, ulong head, TakeStepRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<TakeStepRequest, CaseAnswer>(HttpMethod.Post, $"{Path(@case)}/steps", request, command, cancellation, head);

    /// <summary>Approves a step that several people have to approve; the last approval takes it.</summary>
    public Task<CaseAnswer> ApproveAsync(
        ulong @case, ulong head, TakeStepRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<TakeStepRequest, CaseAnswer>(HttpMethod.Post, $"{Path(@case)}/approvals", request, command, cancellation, head);

    /// <summary>Takes an approval back.</summary>
    public Task<CaseAnswer> WithdrawApprovalAsync(
        ulong @case, ulong approval, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<CaseAnswer>(HttpMethod.Delete, $"{Path(@case)}/approvals/{approval}", command, cancellation);

    /// <summary>Gives facts.</summary>
    public Task<CaseAnswer> GiveFactsAsync(
        ulong @case, GiveFactsRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<GiveFactsRequest, CaseAnswer>(HttpMethod.Post, $"{Path(@case)}/facts", request, command, cancellation);

    /// <summary>Files evidence.</summary>
    public Task<CaseAnswer> FileEvidenceAsync(
        ulong @case, FileEvidenceRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<FileEvidenceRequest, CaseAnswer>(HttpMethod.Post, $"{Path(@case)}/evidence", request, command, cancellation);

    /// <summary>The bytes of a piece of evidence, where the caller may read it.</summary>
    public Task<EvidenceContent> EvidenceAsync(ulong @case, Hash256 commitment, CancellationToken cancellation = default) =>
        _transport.SendAsync(
            new ApiRequest(HttpMethod.Get, $"{Path(@case)}/evidence/{Convert.ToHexStringLower(commitment.Bytes)}") { Accept = "*/*" },
            EvidenceContent.ReadAsync, cancellation);

    /// <summary>Asks a question that somebody has to answer.</summary>
    public Task<CaseAnswer> AskAsync(
        ulong @case, ulong head, TakeStepRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<TakeStepRequest, CaseAnswer>(HttpMethod.Post, $"{Path(@case)}/requests", request, command, cancellation, head);

    /// <summary>Answers a question.</summary>
    public Task<CaseAnswer> AnswerAsync(
        ulong @case, ulong question, ulong head, AnswerRequestRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<AnswerRequestRequest, CaseAnswer>(
            HttpMethod.Post, $"{Path(@case)}/requests/{question}/answer", request, command, cancellation, head);

    /// <summary>Claims a case, so that two do not work on it; a courtesy that ends by itself.</summary>
    public Task<ClaimView> ClaimAsync(ulong @case, CancellationToken cancellation = default) =>
        _transport.WriteAsync<ClaimView>(HttpMethod.Post, $"{Path(@case)}/claim", null, cancellation);

    /// <summary>Lets a claimed case go.</summary>
    public Task ReleaseAsync(ulong @case, CancellationToken cancellation = default) =>
        _transport.SendAsync(
            new ApiRequest(HttpMethod.Delete, $"{Path(@case)}/claim") { Command = _transport.Command() },
            static (response, _) =>
            {
                response.Dispose();
                return Task.FromResult(true);
            }, cancellation);

    /// <summary>The case's exhibit: a zip that a court can read and a machine can check.</summary>
    /// <param name="case">The case.</param>
    /// <param name="withEvidence">Whether the evidence itself goes with it, as far as the caller may read it.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<byte[]> ExhibitAsync(ulong @case, bool withEvidence = false, CancellationToken cancellation = default) =>
        _transport.GetBytesAsync(
            new Query($"{Path(@case)}/exhibit").With("evidence", withEvidence ? true : null).ToString(), "application/zip", cancellation);

    private static string Path(ulong @case) => $"/v1/cases/{@case}";
}

using System.Text.Json;
using Onus.Client.Batching;
using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;
using Onus.Log.Policy;

namespace Onus.Client;

/// <summary>Books, accounts, transfers, postings, statements and receipts. Accounts and books are named by id or name.</summary>
public sealed class LedgerClient
{
    private readonly ApiTransport _transport;
    private readonly TrustPolicy? _trust;
    private readonly TransferCoalescer _coalescer;

    internal LedgerClient(ApiTransport transport, TrustPolicy? trust)
    {
        (_transport, _trust) = (transport, trust);
        _coalescer = new TransferCoalescer(SendAsync);
    }

    /// <summary>All books.</summary>
    public Task<IReadOnlyList<BookView>> BooksAsync(CancellationToken cancellation = default) =>
        _transport.ListAsync<BookView>(new Query("/v1/books"), cancellation);

    /// <summary>A book.</summary>
    public Task<BookView> BookAsync(string book, CancellationToken cancellation = default) =>
        _transport.GetAsync<BookView>(BookPath(book), cancellation);

    /// <summary>Opens a book.</summary>
    public Task<Written> OpenBookAsync(OpenBookRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<OpenBookRequest, Written>(HttpMethod.Post, "/v1/books", request, command, cancellation);

    /// <summary>The proof of the sums of all accounts of a book, as a file for <c>onus-verify</c>.</summary>
    public Task<byte[]> ProveBookAsync(string book, CancellationToken cancellation = default) =>
        _transport.GetBytesAsync($"{BookPath(book)}/proof", "*/*", cancellation);

    /// <summary>A page of accounts.</summary>
    public Task<Page<AccountView>> AccountsPageAsync(AccountQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<AccountView>>(query.On("/v1/accounts").With(page).ToString(), cancellation);
    }

    /// <summary>Accounts, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<AccountView> AccountsAsync(AccountQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => AccountsPageAsync(query, page, cancellation), cancellation);

    /// <summary>An account, as it stands or as it stood.</summary>
    /// <param name="account">The account.</param>
    /// <param name="at">When; null for now.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<AccountView> AccountAsync(string account, LogTime? at = null, CancellationToken cancellation = default) =>
        _transport.GetAsync<AccountView>(new Query(AccountPath(account)).With("at", at).ToString(), cancellation);

    /// <summary>Opens an account.</summary>
    public Task<Written> OpenAccountAsync(OpenAccountRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<OpenAccountRequest, Written>(HttpMethod.Post, "/v1/accounts", request, command, cancellation);

    /// <summary>Sets the limits of an account.</summary>
    public Task<Written> ChangeLimitsAsync(
        string account, ChangeLimitsRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<ChangeLimitsRequest, Written>(HttpMethod.Put, $"{AccountPath(account)}/limits", request, command, cancellation);

    /// <summary>Closes an account.</summary>
    public Task<Written> CloseAccountAsync(string account, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<Written>(HttpMethod.Post, $"{AccountPath(account)}/close", command, cancellation);

    /// <summary>Opens a closed account again.</summary>
    public Task<Written> ReopenAccountAsync(string account, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<Written>(HttpMethod.Post, $"{AccountPath(account)}/reopen", command, cancellation);

    /// <summary>A page of an account's statement, with the running balances.</summary>
    public Task<Page<EntryView>> StatementPageAsync(string account, PageRequest page = default, CancellationToken cancellation = default) =>
        _transport.GetAsync<Page<EntryView>>(new Query($"{AccountPath(account)}/entries").With(page).ToString(), cancellation);

    /// <summary>An account's statement, asked for page by page as it is read.</summary>
    public IAsyncEnumerable<EntryView> StatementAsync(string account, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => StatementPageAsync(account, page, cancellation), cancellation);

    /// <summary>The proof of an account's balance, or of all its entries, as a file for <c>onus-verify</c>.</summary>
    public Task<byte[]> ProveAccountAsync(string account, bool statement = false, CancellationToken cancellation = default) =>
        _transport.GetBytesAsync($"{AccountPath(account)}/proof?kind={(statement ? "statement" : "balance")}", "*/*", cancellation);

    /// <summary>Runs one transfer. Transfers of many callers at once share a request, as they share a flush in the node.</summary>
    /// <returns>What became of it; a refusal for a reason of state is an outcome here, and no exception.</returns>
    /// <remarks>Once it is sent, cancelling ends the wait and not the transfer. A transfer of a chain goes through
    /// <see cref="TransferBatchAsync"/>.</remarks>
    public Task<TransferAnswer> TransferAsync(TransferRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Linked) throw new ArgumentException("a chain must be sent as one batch", nameof(request));
        return _coalescer.AddAsync(WithId(request), cancellation);
    }

    /// <summary>Runs up to 8,192 transfers in order, each chain whole or not at all; one answer for each.</summary>
    public async Task<IReadOnlyList<TransferAnswer>> TransferBatchAsync(
        IReadOnlyList<TransferRequest> requests, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return await SendAsync([.. requests.Select(WithId)], cancellation).ConfigureAwait(false);
    }

    /// <summary>The entry of a transfer that was accepted, by its id.</summary>
    public Task<EntryView> TransferOfAsync(Id128 id, CancellationToken cancellation = default) =>
        _transport.GetAsync<EntryView>($"/v1/transfers/{id}", cancellation);

    /// <summary>Posts many debits and credits at once.</summary>
    public Task<Written> PostAsync(PostingsRequest request, Id128? command = null, CancellationToken cancellation = default) =>
        _transport.WriteAsync<PostingsRequest, Written>(HttpMethod.Post, "/v1/postings", request, command, cancellation);

    /// <summary>A page of entries that move or reserve money.</summary>
    public Task<Page<EntryView>> EntriesPageAsync(EntryQuery query, PageRequest page = default, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _transport.GetAsync<Page<EntryView>>(query.On("/v1/entries").With(page).ToString(), cancellation);
    }

    /// <summary>Entries that move or reserve money, asked for page by page as they are read.</summary>
    public IAsyncEnumerable<EntryView> EntriesAsync(EntryQuery query, CancellationToken cancellation = default) =>
        ApiTransport.AllAsync(page => EntriesPageAsync(query, page, cancellation), cancellation);

    /// <summary>The receipt of a command, accepted or refused; verified when the client knows the log's key.</summary>
    /// <exception cref="ProofInvalid">The receipt does not prove what it says.</exception>
    public async Task<Receipt> ReceiptAsync(Id128 command, CancellationToken cancellation = default)
    {
        var view = await _transport.GetAsync<ReceiptView>($"/v1/receipts/{command}", cancellation).ConfigureAwait(false);
        return Receipt.Of(view, _trust, command);
    }

    private async Task<IReadOnlyList<TransferAnswer>> SendAsync(IReadOnlyList<TransferRequest> requests, CancellationToken cancellation)
    {
        var answer = await _transport.AskAsync<TransferBatchRequest, TransferBatchAnswer>(
            "/v1/transfers/batch", new TransferBatchRequest(requests), cancellation).ConfigureAwait(false);
        return answer.Answers.Count == requests.Count
            ? answer.Answers
            : throw new JsonException($"{answer.Answers.Count} answers to {requests.Count} transfers");
    }

    // The id is the idempotency key: drawn once, before anything is sent, so that a retry is the same command.
    private TransferRequest WithId(TransferRequest request) => request.Id is null ? request with { Id = _transport.Command() } : request;

    private static string BookPath(string book) => $"/v1/books/{Query.Segment(book)}";

    private static string AccountPath(string account) => $"/v1/accounts/{Query.Segment(account)}";
}

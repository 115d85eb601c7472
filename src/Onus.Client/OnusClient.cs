using Onus.Client.Contracts;
using Onus.Client.Transport;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Policy;

namespace Onus.Client;

/// <summary>A node of Onus, over its API: one method for each thing that can be asked of it. Safe for many threads.</summary>
/// <remarks>
/// A write goes under a command id (a UUID of version 7, drawn here unless the caller brings one) and is sent again under the same
/// id when the connection fails or the node is overloaded, so that it happens once. What the node refuses is an
/// <see cref="OnusRefused"/>; see <see cref="AttemptExtensions.AttemptAsync"/> for refusals as values. No answer within the
/// deadline is an <see cref="OnusUnavailable"/>. The trace of the present activity goes with each request.
/// </remarks>
public sealed class OnusClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uuid7Generator _ids;
    private readonly ApiTransport _transport;
    private readonly bool _isOwner;

    /// <summary>A client of the node at an address.</summary>
    /// <exception cref="FormatException">The log's key is no vkey.</exception>
    public OnusClient(OnusClientOptions options)
        : this(options, NewHttp(options), new Uuid7Generator(options.Time, SystemEntropy.Instance), isOwner: true)
    {
    }

    /// <summary>A client of the node at an address, for a token.</summary>
    public OnusClient(string address, string? token = null)
        : this(new OnusClientOptions { Address = new Uri(address), Token = token })
    {
    }

    private OnusClient(OnusClientOptions options, HttpClient http, Uuid7Generator ids, bool isOwner)
    {
        (_http, _ids, _isOwner, Options) = (http, ids, isOwner, options);
        var trust = options.Trust ?? (options.LogKey is { } key ? TrustPolicy.OfLog(NoteVerifiers.Standard, VerifierKey.Parse(key)) : null);
        _transport = new ApiTransport(http, options, ids);
        Ledger = new LedgerClient(_transport, trust);
        Cases = new CasesClient(_transport);
        Products = new ProductsClient(_transport);
        People = new PeopleClient(_transport);
        Exposures = new ExposuresClient(_transport);
        Duties = new DutiesClient(_transport);
        Decisions = new DecisionsClient(_transport);
        Messages = new MessagesClient(_transport);
        Log = new LogClient(_transport, trust);
        Feed = new FeedClient(_transport);
        Bulk = new BulkClient(_transport, trust);
    }

    /// <summary>Where the node is, who asks, and how patiently.</summary>
    public OnusClientOptions Options { get; }

    /// <summary>Books, accounts, transfers, postings, statements and receipts.</summary>
    public LedgerClient Ledger { get; }

    /// <summary>Cases: opening, deciding, evidence, questions.</summary>
    public CasesClient Cases { get; }

    /// <summary>Products: texts, versions, maps, shadows, enactment.</summary>
    public ProductsClient Products { get; }

    /// <summary>Actors, their keys and authorities, and the charter's proposals.</summary>
    public PeopleClient People { get; }

    /// <summary>Who is liable for how much, against which caps.</summary>
    public ExposuresClient Exposures { get; }

    /// <summary>Reports and notices, and the regulators they go to.</summary>
    public DutiesClient Duties { get; }

    /// <summary>Decisions and refusals, explained and decided again.</summary>
    public DecisionsClient Decisions { get; }

    /// <summary>ISO 20022 messages.</summary>
    public MessagesClient Messages { get; }

    /// <summary>The transparency log itself: checkpoints, tiles, entries, proofs.</summary>
    public LogClient Log { get; }

    /// <summary>Every entry as it becomes durable.</summary>
    public FeedClient Feed { get; }

    /// <summary>Packed transfers, the feed and receipts over gRPC.</summary>
    public BulkClient Bulk { get; }

    /// <summary>The same node, asked by somebody else; the connections are shared, and are this client's to close.</summary>
    public OnusClient As(string? token) => new(Options with { Token = token }, _http, _ids, isOwner: false);

    /// <summary>A fresh command id, for whoever keeps it before he sends the command.</summary>
    public Id128 NewCommandId() => _ids.Next();

    /// <summary>The node in short.</summary>
    public Task<NodeView> NodeAsync(CancellationToken cancellation = default) => _transport.GetAsync<NodeView>("/v1/node", cancellation);

    /// <summary>Who asks, and what the log lets them do.</summary>
    public Task<Me> MeAsync(CancellationToken cancellation = default) => _transport.GetAsync<Me>("/v1/me", cancellation);

    /// <summary>Finds cases, accounts, actors, products, entries and commands by name or id.</summary>
    public Task<IReadOnlyList<SearchHit>> SearchAsync(string text, CancellationToken cancellation = default) =>
        _transport.ListAsync<SearchHit>(new Query("/v1/search").With("q", text), cancellation);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        Bulk.Dispose();
        if (_isOwner) _http.Dispose();
    }

    private static HttpClient NewHttp(OnusClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var http = options.Handler is { } handler
            ? new HttpClient(handler, disposeHandler: false)
            : new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                AutomaticDecompression = System.Net.DecompressionMethods.All,
                EnableMultipleHttp2Connections = true,
            });

        // Deadlines are kept for each call, its retries included.
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestVersion = System.Net.HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return http;
    }
}

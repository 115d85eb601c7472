using System.Collections.Concurrent;
using Onus.Cases;
using Onus.Core;
using Onus.Engine.Feed;
using Onus.Engine.Ids;
using Onus.Engine.Keeping;
using Onus.Engine.Pipeline;
using Onus.Engine.Proving;
using Onus.Engine.Regulators;
using Onus.Engine.Requests;
using Onus.Engine.Snapshots;
using Onus.Engine.Throttling;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Storage;

namespace Onus.Engine;

/// <summary>A ledger on a transparency log, open for writing: commands go in, and their outcomes come back once their entries
/// are durable and covered by a signed checkpoint.</summary>
/// <remarks>
/// Safe for many threads. One thread decides, one makes durable; while one batch is being flushed the next is decided.
/// Reads are answered like commands: only when all that they saw is durable.
/// </remarks>
public sealed class OnusEngine : IDisposable
{
    private readonly ConcurrentBag<TransferWork> _transfers = [];
    private readonly ConcurrentBag<TransferBatchWork> _batches = [];
    private readonly TransparencyLog _log;
    private readonly NodeState _state;
    private readonly RegulatorLogs? _regulators;
    private readonly WorkQueue _queue;
    private readonly LineRunner? _runner;
    private readonly Keeper _keeper;
    private readonly IdRuns _olderIds;
    private readonly EngineClock _clock;
    private readonly LedgerEntries _entries;
    private readonly HeadSignal _grown = new();
    private readonly IStorageDevice _device;
    private readonly int _maxBatch;
    private bool _disposed;
    private bool _forgotten;

    internal OnusEngine(TransparencyLog log, LoadedState loaded, EngineOptions options)
    {
        (_log, _state, _maxBatch, _device) = (log, loaded.State, options.MaxBatch, options.Log.Device);
        _clock = new EngineClock(options.Time);
        _queue = new WorkQueue(options.MaxWaiting);
        (_olderIds, _entries) = (loaded.OlderIds, loaded.Entries);
        var snapshots = new SnapshotStore(options.Log.Device, options.Warn);
        _keeper = new Keeper(_state, _olderIds, snapshots, log.Reader, options, () => _queue.Wake());
        _keeper.StartAt(loaded.SnapshotAt, log.Head.Size, _clock.Now);
        var budget = new RefusalBudget(options.Fault == EngineFault.NeverThrottles ? null : options.RefusalsPerSecond);
        var writer = new Writer(_state, _queue, _keeper, budget, () => _clock.Now, options.MaxBatch, options.Fault);
        writer.StartAt(log.Head.Size, loaded.LastTime);
        writer.DownSince = DownSince(loaded, options);
        _regulators = options.Regulators is { } regulators ? RegulatorLogs.Open(log.Reader, log.Origin, Threads(loaded.State), regulators) : null;
        Line = new Line(writer, new Committer(log, options.LogKey, Grow), _queue, options.Fault);
        loaded.Entries.Line = Line;
        if (options.StartThreads) _runner = new LineRunner(Line, _queue);
    }

    /// <summary>The log's name.</summary>
    public string Origin => _log.Origin;

    /// <summary>The key that the log signs with.</summary>
    public VerifierKey LogKey => _log.Key;

    /// <summary>Reads what is durable.</summary>
    public LogReader Log => _log.Reader;

    /// <summary>Why the engine has stopped; null while it runs.</summary>
    public string? Failure => Line.Failure;

    /// <summary>Whether the wall clock is sane: not far ahead of the monotonic clock.</summary>
    public bool ClockIsSane => !_clock.JumpedAhead;

    /// <summary>The steps of the pipeline, for a driver without threads.</summary>
    internal Line Line { get; }

    /// <summary>How many ids were moved to the device.</summary>
    internal ulong MovedIds => _olderIds.Count;

    /// <summary>Opens an engine: the log, the newest good snapshot, and the entries after it.</summary>
    /// <exception cref="LogDamagedException">The log is damaged, at a place that the exception names.</exception>
    /// <exception cref="InvariantViolation">The entries contradict each other: the ledger is wrong and does not start.</exception>
    public static EngineOpening Open(EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var opening = LogOpener.Open(options.Log);
        if (opening.Log is null) return new EngineOpening(opening.Outcome, null, opening.Detail);
        try
        {
            var loaded = StateLoader.Load(opening.Log.Reader, opening.Log.Origin, IdentityOf(opening.Log, options), options);
            if (FollowCharter(opening.Log, loaded.State.Cases.Charter, options) is { } refused)
            {
                loaded.State.Dispose();
                opening.Log.Dispose();
                return refused;
            }

            return new EngineOpening(opening.Outcome, new OnusEngine(opening.Log, loaded, options), opening.Detail);
        }
        catch
        {
            opening.Log.Dispose();
            throw;
        }
    }

    /// <summary>Runs one transfer; transfers of many callers share a batch and its flush.</summary>
    public ValueTask<Answer<TransferResult>> SubmitAsync(in TransferCommand command)
    {
        // A chain of one that links to the next would reach into another caller's transfer.
        if (command.Linked) return SubmitChainAsync(command);
        if (!_transfers.TryTake(out var work)) work = new TransferWork();
        var answer = work.Begin(command, _transfers.Add);
        if (_queue.TryPut(work) is { } refused) work.Finish(refused);
        return answer;
    }

    /// <summary>Runs packed transfers in order, each chain whole or not at all; one answer for each.</summary>
    /// <param name="commands">The commands; they must not change until the answer is there. At most the engine's batch.</param>
    /// <param name="results">Room for one result for each; meaningful only when <see cref="Delivery.Durable"/>.</param>
    public ValueTask<Delivery> SubmitAsync(ReadOnlyMemory<TransferCommand> commands, Memory<TransferResult> results)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(commands.Length, _maxBatch, nameof(commands));
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, commands.Length, nameof(results));
        if (!_batches.TryTake(out var work)) work = new TransferBatchWork();
        var answer = work.Begin(commands, results, _batches.Add);
        if (_queue.TryPut(work) is { } refused) work.Finish(refused);
        return answer;
    }

    /// <summary>Opens a book.</summary>
    public Task<Answer<LedgerResult<Core.Formats.OpenBookOutcome>>> SubmitAsync(OpenBook command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Opens an account.</summary>
    public Task<Answer<LedgerResult<Core.Formats.OpenAccountOutcome>>> SubmitAsync(OpenAccount command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Sets the limits of an account.</summary>
    public Task<Answer<LedgerResult<Core.Formats.ChangeLimitsOutcome>>> SubmitAsync(ChangeLimits command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Closes an account.</summary>
    public Task<Answer<LedgerResult<Core.Formats.CloseAccountOutcome>>> SubmitAsync(CloseAccount command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Opens a closed account again.</summary>
    public Task<Answer<LedgerResult<Core.Formats.ReopenAccountOutcome>>> SubmitAsync(ReopenAccount command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Posts many debits and credits at once.</summary>
    public Task<Answer<LedgerResult<Core.Formats.PostingsOutcome>>> SubmitAsync(PostingsCommand command, TimeSpan? patience = null, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Ledger.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);

    /// <summary>Runs a command of a case.</summary>
    public Task<Answer<CaseResult>> SubmitAsync(CaseCommand command, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Call((in turn) => turn.Cases.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);
    }

    /// <summary>Runs a command of the charter.</summary>
    public Task<Answer<CharterResult>> SubmitAsync(CharterCommand command, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return Call((in turn) => turn.Cases.Execute(command, turn.Clock, turn.Batch), patience, cancellation, command.Head.Actor);
    }

    /// <summary>Enters that the vault has destroyed a plaintext, so that nobody asks for it again.</summary>
    /// <returns>Whether there was anything to enter.</returns>
    public Task<Answer<bool>> EnterDestroyedAsync(Core.Formats.KeptName name, CancellationToken cancellation = default) =>
        Call((in turn) => turn.Cases.TryEnterDestroyed(name, turn.Clock, turn.Batch), null, cancellation);

    /// <summary>Reads cases, charter and duties on the writer's thread: keep it short. The answer shows nothing that a crash
    /// could take back.</summary>
    public Task<Answer<T>> ReadAsync<T>(Func<CasesState, LedgerState, T> read, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Call((in turn) => read(turn.Cases, turn.Ledger), patience, cancellation);
    }

    /// <summary>A regulator's own log; null where there is none.</summary>
    public LogReader? RegulatorLog(string regulator) => _regulators?.Of(regulator);

    /// <summary>Proves that an entry of a regulator's log stands in both logs.</summary>
    public ReportProof? ProveReport(string regulator, ulong index) =>
        _regulators?.Of(regulator) is { } log && index < log.Head.Size ? _regulators.Prove(regulator, index) : null;

    /// <summary>Reads the state on the writer's thread: keep it short. The answer shows nothing that a crash could take back.</summary>
    public Task<Answer<T>> ReadAsync<T>(Func<LedgerState, T> read, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Call((in turn) => read(turn.Ledger), patience, cancellation);
    }

    /// <summary>Asks a question of the ledger and its entries on the writer's thread: keep it short, its page and budget small.
    /// The second argument is how many entries the log has. The answer shows nothing that a crash could take back.</summary>
    public Task<Answer<T>> QueryAsync<T>(Func<LedgerQueries, ulong, T> query, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Call((in turn) => query(new LedgerQueries(turn.Ledger, new TurnEntries(turn.Batch, _entries)), turn.Batch.NextIndex), patience, cancellation);
    }

    /// <summary>Writes a state root now, with the proofs of these accounts' balances under it.</summary>
    /// <param name="accounts">The accounts, by their opening entries.</param>
    public Task<Answer<WrittenRoot?>> RootAsync(params IReadOnlyList<ulong> accounts)
    {
        var request = new RootRequest(accounts);
        if (_disposed || Failure is not null) request.Finish(Delivery.Closed);
        else _keeper.Ask(request);
        return request.Completion;
    }

    /// <summary>Proves an account's balance as of now; null when there is no such account.</summary>
    public Task<Answer<LedgerProof?>> ProveBalanceAsync(Id128 account) =>
        ProveAsync(account, (root, opened) => LedgerProver.Balance(root, opened, Log));

    /// <summary>Proves all entries of an account, since its opening or since an earlier proof of its balance; null when there
    /// is no such account.</summary>
    public Task<Answer<LedgerProof?>> ProveStatementAsync(Id128 account, Core.Formats.BalanceProof? since = null) =>
        ProveAsync(account, (root, opened) => LedgerProver.Statement(root, opened, since, Log));

    /// <summary>Proves the sums of all accounts of a book as of now; null when there is no such book.</summary>
    public async Task<Answer<LedgerProof?>> ProveTotalAsync(Id128 book)
    {
        var opened = await ReadAsync(ledger => ledger.TryGetBook(book, out var found) ? found.Opened : (ulong?)null).ConfigureAwait(false);
        if (opened.Result is not { } index) return new Answer<LedgerProof?>(opened.Delivery, null);
        var root = await RootAsync().ConfigureAwait(false);
        return new Answer<LedgerProof?>(root.Delivery, root.Result is null ? null : LedgerProver.Total(root.Result, index, Log));
    }

    /// <summary>The receipt of a command, accepted or refused, as soon as it is durable; null when the log knows no such id.</summary>
    public async Task<Answer<Receipt?>> ReceiptAsync(Id128 command, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var found = await Call<ulong?>((in turn) => turn.Ledger.TryFindCommand(command, out var entry) ? entry : null, patience, cancellation)
            .ConfigureAwait(false);
        return new Answer<Receipt?>(found.Delivery, found.Result is { } index ? Receipt.Of(Log, index) : null);
    }

    /// <summary>Follows the log from an index on: every durable entry, in order, once. Resume after the last index seen.</summary>
    public IAsyncEnumerable<FeedItem> FollowAsync(ulong from, CancellationToken cancellation = default) =>
        ChangeFeed.From(Log, _grown, from, cancellation);

    /// <summary>Follows the log like <see cref="FollowAsync"/>, and says with each entry what its accounts held right after
    /// it, on catching up too. Each follower folds a ledger of its own, from the newest snapshot not later than its start.</summary>
    public IAsyncEnumerable<BalanceEvent> FollowBalancesAsync(ulong from, CancellationToken cancellation = default) =>
        BalanceFeed.From(Log, _device, _grown, from, cancellation);

    /// <summary>Takes no more commands, runs and commits those that wait, and closes the log.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _queue.Close();
        _runner?.Dispose();
        Line.Abandon();
        _keeper.Close(Line.Open, Failure is null, _clock.Now);
        _state.Dispose();
        _regulators?.Dispose();
        _olderIds.Dispose();
        _log.Dispose();
    }

    /// <summary>Ends as a killed process does: nothing is finished, nothing is written, only memory is given back.</summary>
    internal void Forget()
    {
        if (_forgotten) return;
        _disposed = _forgotten = true;
        _keeper.Forget();
        _state.Dispose();
        _regulators?.Dispose();
    }

    /// <summary>Runs a body on the writer's thread.</summary>
    /// <param name="body">What runs.</param>
    /// <param name="patience">How long the caller waits for its turn.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="principal">Whose command it is, where it may be refused; null for a read.</param>
    internal Task<Answer<T>> Call<T>(CallWork<T>.Body body, TimeSpan? patience, CancellationToken cancellation, ulong? principal = null)
    {
        var work = new CallWork<T>(body, Deadline.After(_clock.Time, patience, cancellation), principal);
        if (_queue.TryPut(work) is { } refused) work.Finish(refused);
        return work.Completion;
    }

    private static LogIdentity IdentityOf(TransparencyLog log, EngineOptions options) => new(
        (origin, key) => origin == log.Origin && key.Span.SequenceEqual(log.Key.PublicKey),
        key => options.LogKey(key)?.Key.Name == log.Origin);

    /// <summary>The log must sign as its charter says; a change of the key that a crash kept from being carried out is carried
    /// out now.</summary>
    private static EngineOpening? FollowCharter(TransparencyLog log, Charter charter, EngineOptions options)
    {
        if (!charter.IsFounded || charter.UnacceptedLoss is not null) return null;
        if (charter.Origin != log.Origin) Invariant.Broken($"the charter governs {charter.Origin}, the log is {log.Origin}");
        if (charter.LogKey.AsSpan().SequenceEqual(log.Key.PublicKey)) return null;
        if (options.LogKey(charter.LogKey.AsMemory()) is not { } key)
            return new EngineOpening(OpenOutcome.OtherKey, null, Committer.Missing(charter.LogKey));
        log.Rotate(key);
        return null;
    }

    /// <summary>The log has grown: the regulators' logs follow it before anybody is told.</summary>
    private void Grow()
    {
        _regulators?.Advance(() => _state.Cases.Duties.ReportEvents);
        _grown.Raise();
    }

    private LogTime? DownSince(LoadedState loaded, EngineOptions options) =>
        options.OutageAfter is { } outage && loaded.State.Cases.Count.Open > 0
            && _clock.Now > loaded.LastTime.Plus((ulong)outage.Ticks * 100) ? loaded.LastTime : null;

    private static Dictionary<string, IReadOnlyList<ulong>> Threads(NodeState state) =>
        state.Cases.Duties.Regulators.ToDictionary(r => r, state.Cases.Duties.MainEntriesOf, StringComparer.Ordinal);

    private async Task<Answer<LedgerProof?>> ProveAsync(Id128 account, Func<WrittenRoot, ulong, LedgerProof> prove)
    {
        var opened = await ReadAsync(ledger => ledger.TryGetAccount(account, out var found) ? found.Opened : (ulong?)null).ConfigureAwait(false);
        if (opened.Result is not { } index) return new Answer<LedgerProof?>(opened.Delivery, null);
        var root = await RootAsync(index).ConfigureAwait(false);
        return new Answer<LedgerProof?>(root.Delivery, root.Result is null ? null : prove(root.Result, index));
    }

    private async ValueTask<Answer<TransferResult>> SubmitChainAsync(TransferCommand command)
    {
        var results = new TransferResult[1];
        var delivery = await SubmitAsync(new[] { command }, results).ConfigureAwait(false);
        return new Answer<TransferResult>(delivery, delivery == Delivery.Durable ? results[0] : default);
    }
}

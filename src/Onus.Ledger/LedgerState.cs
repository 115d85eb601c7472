using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Postings;
using Onus.Ledger.Requests;
using Onus.Ledger.Roots;
using Onus.Ledger.Snapshots;
using Onus.Ledger.Tables;
using Onus.Ledger.Transfers;

namespace Onus.Ledger;

/// <summary>The ledger: decides commands, writes their entries into a batch and folds them; or folds the entries of a log.</summary>
/// <remarks>
/// A pure state machine for one thread: the same commands at the same times make the same entries, and the same entries the
/// same state. It changes as a command is decided, ahead of the log: should the batch not become durable, the state must be
/// thrown away and made again from the log.
/// </remarks>
public sealed class LedgerState : IDisposable
{
    private readonly LedgerTables _tables;
    private readonly EntryLookup _entries;
    private readonly RequestRunner _runner;
    private readonly TransferExecutor _transfers;
    private readonly HoldClock _clock;
    private readonly AccountFold _accounts;
    private readonly PostingsDecider _postingsDecider;
    private readonly PostingsFold _postingsFold;
    private readonly OpenBookRules _openBook;
    private readonly OpenAccountRules _openAccount;
    private readonly ChangeLimitsRules _changeLimits;
    private readonly CloseAccountRules _closeAccount;
    private readonly ReopenAccountRules _reopenAccount;
    private readonly PostingsRules _postings;
    private readonly LedgerReplay _replay;
    private readonly RootTrees _trees = new();

    /// <summary>An empty ledger.</summary>
    /// <param name="options">How it keeps its tables.</param>
    /// <param name="entries">Where it reads entries back.</param>
    /// <param name="olderIds">Where it finds ids that it was told to release.</param>
    public LedgerState(LedgerOptions options, IEntryReader entries, IOlderIds olderIds)
    {
        ArgumentNullException.ThrowIfNull(options);
        _tables = new LedgerTables(options.HashKey, olderIds);
        _entries = new EntryLookup(entries);
        var named = new NamedEntries(_tables, _entries);
        var refusals = new RefusalWriter(_tables);
        var fold = new TransferFold(_tables);
        var accounts = _accounts = new AccountFold(_tables);
        _runner = new RequestRunner(_tables, _entries, refusals);
        _transfers = new TransferExecutor(_tables, _entries, named, fold, refusals);
        _clock = new HoldClock(_tables, fold);
        _postingsDecider = new PostingsDecider(_tables);
        _postingsFold = new PostingsFold(_tables);
        _openBook = new OpenBookRules(_tables, accounts);
        _openAccount = new OpenAccountRules(_tables, accounts);
        _changeLimits = new ChangeLimitsRules(_tables, accounts);
        _closeAccount = new CloseAccountRules(_tables, accounts);
        _reopenAccount = new ReopenAccountRules(_tables, accounts);
        _postings = new PostingsRules(_tables, _postingsDecider, _postingsFold, named);
        _replay = new LedgerReplay(_tables, new TransferReplay(_tables, fold), accounts, _postingsFold);
    }

    /// <summary>When the next open hold lapses; null if none ever does.</summary>
    public LogTime? NextDue => _clock.NextDue;

    internal LedgerTables Tables => _tables;

    internal EntryLookup EntryLookup => _entries;

    /// <summary>Runs transfers in order, each chain whole or not at all, and adds their entries to the batch.</summary>
    /// <param name="commands">The commands; a chain must not reach beyond them.</param>
    /// <param name="clock">The wall clock; entry times are this or one nanosecond past the entry before.</param>
    /// <param name="batch">Where the entries go.</param>
    /// <param name="results">One answer for each command.</param>
    public void Execute(ReadOnlySpan<TransferCommand> commands, LogTime clock, EntryBatch batch, Span<TransferResult> results)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(results.Length, commands.Length, nameof(results));
        _transfers.Execute(commands, clock, batch, results);
    }

    /// <summary>Posts many debits and credits at once.</summary>
    public LedgerResult<PostingsOutcome> Execute(PostingsCommand command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_postings, command, clock, batch);

    /// <summary>Opens a book.</summary>
    public LedgerResult<OpenBookOutcome> Execute(OpenBook command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_openBook, command, clock, batch);

    /// <summary>Opens an account.</summary>
    public LedgerResult<OpenAccountOutcome> Execute(OpenAccount command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_openAccount, command, clock, batch);

    /// <summary>Sets the limits of an account.</summary>
    public LedgerResult<ChangeLimitsOutcome> Execute(ChangeLimits command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_changeLimits, command, clock, batch);

    /// <summary>Closes an account.</summary>
    public LedgerResult<CloseAccountOutcome> Execute(CloseAccount command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_closeAccount, command, clock, batch);

    /// <summary>Opens a closed account again.</summary>
    public LedgerResult<ReopenAccountOutcome> Execute(ReopenAccount command, LogTime clock, EntryBatch batch) =>
        _runner.Run(_reopenAccount, command, clock, batch);

    /// <summary>Adds the lapses of holds that are due at the wall clock, first due first.</summary>
    /// <returns>How many were added; <paramref name="most"/> if there may be more.</returns>
    public int Lapse(LogTime clock, int most, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _clock.Lapse(clock, most, batch);
    }

    /// <summary>Folds an entry of the log.</summary>
    /// <returns>Whether it is an entry of the ledger; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlySpan<byte> entry) => _replay.Apply(entry);

    /// <summary>Freezes the ledger as it stands, for a state root and perhaps a snapshot, and goes on; one at a time.</summary>
    /// <param name="asOf">How many entries of the log have been folded, those of the batch under construction included.</param>
    /// <param name="withSnapshot">Whether a snapshot will be written.</param>
    /// <param name="accountsToProve">The accounts, by opening entry, whose balances are to be proven under the root.</param>
    public FrozenLedger Freeze(ulong asOf, bool withSnapshot = false, IEnumerable<ulong>? accountsToProve = null) =>
        new(_tables, _trees, asOf, withSnapshot, accountsToProve ?? []);

    /// <summary>Loads a snapshot into this ledger, which must be empty.</summary>
    /// <exception cref="InvalidDataException">The bytes are no snapshot, or its parts do not fit.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is cut off.</exception>
    public void Load(Stream snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        new SnapshotReader(snapshot).Load(_tables);
        _tables.Accounts.MarkAll();
    }

    /// <summary>Decides whether another room's entry may post these lines; changes nothing.</summary>
    /// <param name="lines">The debits and credits, each account once.</param>
    /// <param name="place">The line at fault.</param>
    public PostingsOutcome Check(ReadOnlySpan<PostedLine> lines, out int place)
    {
        Span<PostingsDecider.NumberedLine> numbered = lines.Length <= 32
            ? stackalloc PostingsDecider.NumberedLine[lines.Length]
            : new PostingsDecider.NumberedLine[lines.Length];
        for (place = 0; place < lines.Length; place++)
        {
            ref readonly var line = ref lines[place];
            if (line.Amount == UInt128.Zero) return PostingsOutcome.AmountMustNotBeZero;
            for (var other = 0; other < place; other++)
                if (lines[other].Account == line.Account) return PostingsOutcome.AccountTwice;
            numbered[place] = new PostingsDecider.NumberedLine(
                _tables.Accounts.FindOpenedBy(line.Account), line.Side, line.Amount);
        }

        return _postingsDecider.Decide(numbered, [], limited: true, out place);
    }

    /// <summary>Folds the lines that another room's entry posts; they must have passed <see cref="Check"/>.</summary>
    /// <param name="lines">The debits and credits.</param>
    /// <param name="lineage">For each line its account's link, from <see cref="NextLink"/>.</param>
    /// <param name="entry">The entry's index.</param>
    public void Post(IReadOnlyList<PostedLine> lines, IReadOnlyList<LineageLink> lineage, ulong entry)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(lineage);
        _postingsFold.Apply(lines, lineage, entry);
    }

    /// <summary>Folds a book that another room opens for itself; the caller adds the entry to its batch.</summary>
    public void Admit(BookOpened entry) => _accounts.Apply(entry);

    /// <summary>Folds an account that another room opens for itself; the caller adds the entry to its batch.</summary>
    public void Admit(AccountOpened entry) => _accounts.Apply(entry);

    /// <summary>Whether a command's id claims a time too far ahead of the log's.</summary>
    public static bool IsTooFarAhead(Id128 id, LogTime time) => IdTable.IsTooFarAhead(id, time);

    /// <summary>The lineage link that the next entry of an account carries.</summary>
    /// <param name="account">The entry that opened the account; it must exist.</param>
    public LineageLink NextLink(ulong account)
    {
        var number = _tables.Accounts.FindOpenedBy(account);
        Invariant.Holds(number != AccountTable.NotFound);
        return _tables.Accounts.NextLink(number);
    }

    /// <summary>Finds the entry of a command of any room, accepted or refused.</summary>
    public bool TryFindCommand(Id128 id, out ulong entry) => _tables.Ids.TryFind(id, _tables.Ids.HashOf(id), out entry);

    /// <summary>Remembers a command of another room, so that ids are unique over all.</summary>
    public void RememberCommand(Id128 id, ulong entry, LogTime time) =>
        _tables.Ids.Add(id, _tables.Ids.HashOf(id), entry, time);

    /// <summary>How many ids were ever accepted or refused; ids are numbered from 0 in that order.</summary>
    public ulong IdCount => _tables.Ids.Count;

    /// <summary>The first id that is still in memory.</summary>
    public ulong FirstIdInMemory => _tables.Ids.Start;

    /// <summary>An id in memory and its entry; none where a number is not in use.</summary>
    public (Id128 Id, ulong Entry) ReadId(ulong number) => _tables.Ids.Read(number);

    /// <summary>Releases ids from memory, oldest first, at most to that number: <see cref="IOlderIds"/> must find them from
    /// now on. Not while a frozen ledger is open.</summary>
    /// <returns>The first id that is still in memory.</returns>
    public ulong ReleaseIds(ulong before)
    {
        Invariant.Holds(_tables.Accounts.Watcher is null);
        _tables.Ids.Release(before);
        return _tables.Ids.Start;
    }

    /// <summary>The bytes that accounts and their indexes take, and those that ids take.</summary>
    public (long Accounts, long Ids) MemoryUsed => (_tables.Accounts.Bytes, _tables.Ids.Bytes);

    /// <summary>The account with that id.</summary>
    public bool TryGetAccount(Id128 id, out Account account) => TryView(_tables.Accounts.Find(id), out account);

    /// <summary>The account that the entry opened.</summary>
    public bool TryGetAccount(ulong opened, out Account account) => TryView(_tables.Accounts.FindOpenedBy(opened), out account);

    /// <summary>The book with that id.</summary>
    public bool TryGetBook(Id128 id, out Book book) => TryView(_tables.Books.Find(id), out book);

    /// <summary>The book that the entry opened.</summary>
    public bool TryGetBook(ulong opened, out Book book) => TryView(_tables.Books.FindOpenedBy(opened), out book);

    /// <summary>All books, in the order of their opening.</summary>
    public IEnumerable<Book> Books
    {
        get
        {
            for (var i = 0; i < _tables.Books.Count; i++)
                if (TryView(_tables.Books[i], out var book)) yield return book;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tables.Dispose();
        _trees.Dispose();
    }

    private bool TryView(uint number, out Account account)
    {
        account = default;
        if (number == AccountTable.NotFound) return false;
        ref var record = ref _tables.Accounts[number];
        account = new Account(
            record.Id, record.Opened, _tables.Books[record.Book].Opened, record.Party, record.Code,
            _tables.Accounts.DebitLimit(number), _tables.Accounts.CreditLimit(number), record.IsClosed,
            record.Balances, record.Head, record.Ordinal);
        return true;
    }

    private static bool TryView(BookRecord? record, out Book book)
    {
        book = record is null ? default : new Book(
            record.Id, record.Opened, record.Unit, record.Digits, record.Purpose, record.AccountCount, record.Totals);
        return record is not null;
    }
}

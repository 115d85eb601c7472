using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger.Queries;
using Onus.Ledger.Tables;

namespace Onus.Ledger;

/// <summary>Answers questions about the ledger from its state and its entries.</summary>
/// <remarks>For the ledger's thread: between two batches it sees one moment, and its answers may leave when that moment is
/// durable. Each page reads at most a given number of entries, so that no question holds the ledger up.</remarks>
/// <param name="ledger">The ledger.</param>
/// <param name="entries">Its entries.</param>
public sealed class LedgerQueries(LedgerState ledger, IEntryReader entries)
{
    private readonly AccountTable _accounts = ledger.Tables.Accounts;

    /// <summary>Walks the history of an account backwards; null if there is no such account.</summary>
    public AccountWalk? Walk(ulong account) =>
        ledger.TryGetAccount(account, out var found) ? new AccountWalk(entries, found) : null;

    /// <summary>The entries that pass the filter, newest first.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="size">How many entries the log has; needed where the filter names no account and no party.</param>
    /// <param name="budget">The most entries to read.</param>
    public QueryPage<LedgerEntry, QueryCursor> Entries(
        EntryFilter filter, QueryCursor? cursor, int limit, ulong size, int budget = 10_000)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var threads = new EntryThreads(entries, cursor?.Threads ?? Start(filter, size));
        var matcher = new EntryMatcher(filter, ledger, this);
        var rows = new List<LedgerEntry>();
        while (rows.Count < limit && budget-- > 0)
        {
            if (!threads.TryRead(out var bytes)) return new QueryPage<LedgerEntry, QueryCursor>(rows, null);
            if (LedgerEntry.Read(bytes) is not { } entry) continue;
            if (filter.From is { } from && entry.Time < from) return new QueryPage<LedgerEntry, QueryCursor>(rows, null);
            if (matcher.Matches(entry)) rows.Add(entry);
        }

        return new QueryPage<LedgerEntry, QueryCursor>(rows, threads.Cursor);
    }

    /// <summary>The accounts that pass the filter.</summary>
    /// <param name="filter">What is wanted.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="limit">The most rows.</param>
    /// <param name="budget">The most accounts to look at.</param>
    public QueryPage<Account, ulong?> Accounts(AccountFilter filter, ulong? cursor, int limit, int budget = 100_000)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var rows = new List<Account>();
        var number = cursor is { } at ? (uint)Math.Min(at, AccountTable.NotFound)
            : filter.Party is { IsNone: false } party ? _accounts.LastOfParty(party) : 0;
        while (rows.Count < limit && budget-- > 0)
        {
            if (!Exists(filter, number)) return new QueryPage<Account, ulong?>(rows, null);
            if (_accounts.Has(number) && ledger.TryGetAccount(_accounts[number].Opened, out var account)
                && Matches(filter, account)) rows.Add(account);
            number = IsOfParty(filter) ? _accounts.PreviousOfParty(number) : number + 1;
        }

        return new QueryPage<Account, ulong?>(rows, Exists(filter, number) ? number : null);
    }

    /// <summary>The sums of an account after all entries that the log accepted at or before that time.</summary>
    /// <param name="account">The account, by its opening entry.</param>
    /// <param name="time">The time.</param>
    /// <returns>The sums; null before the opening, and for no account.</returns>
    public Balances? BalancesAt(ulong account, LogTime time)
    {
        var walk = Walk(account);
        while (walk is not null && walk.MoveBack(out var line))
            if (line.Step.Time <= time) return line.Balances;
        return null;
    }

    /// <summary>The sums of an account by effective time: what had taken effect at or before that time, as it is known now.</summary>
    /// <remarks>Walks the whole history, for what is imported later may take effect earlier.</remarks>
    /// <returns>The sums; null for no account.</returns>
    public Balances? BalancesEffectiveAt(ulong account, LogTime time)
    {
        if (!ledger.TryGetAccount(account, out var found)) return null;
        var balances = found.Balances;
        var walk = new AccountWalk(entries, found);
        while (walk.MoveBack(out var line))
            if (line.Step.Effective > time) Invariant.Holds(line.Step.Movement.TryUndo(balances, out balances));
        return balances;
    }

    /// <summary>The sums of both accounts of a transfer right after it, worked out from the entries since.</summary>
    /// <param name="index">The transfer's entry.</param>
    /// <param name="budget">The most entries to read for each account.</param>
    /// <returns>The sums; null for no transfer, or if the budget does not reach.</returns>
    public (Balances Debit, Balances Credit)? BalancesAfter(ulong index, int budget = 10_000)
    {
        if (!entries.TryRead(index, out var bytes) || !TransferLayout.TryRead(bytes.Span, out var transfer)) return null;
        return BalancesAfter(transfer.Debit, index, budget) is { } debit && BalancesAfter(transfer.Credit, index, budget) is { } credit
            ? (debit, credit)
            : null;
    }

    /// <summary>What has become of a hold, and what it still reserves.</summary>
    /// <param name="index">The hold's entry.</param>
    public (HoldState State, UInt128 Reserved) HoldOf(ulong index)
    {
        if (ledger.Tables.Holds.TryFind(index, out var slot)) return (HoldState.Open, ledger.Tables.Holds[slot].Rest);
        if (!entries.TryRead(index, out var bytes) || !TransferLayout.TryRead(bytes.Span, out var hold)
            || hold.Act != TransferAct.Hold) return (HoldState.None, 0);

        // The last entry about the hold ended it; the account with the shorter way to it is walked.
        Invariant.Holds(ledger.TryGetAccount(hold.Debit, out var debit) & ledger.TryGetAccount(hold.Credit, out var credit));
        var byDebit = debit.Ordinal - hold.DebitOrdinal <= credit.Ordinal - hold.CreditOrdinal;
        var walk = new AccountWalk(entries, byDebit ? debit : credit);
        while (walk.MoveBack(out var line) && line.Step.Index > index)
        {
            Invariant.Holds(entries.TryRead(line.Step.Index, out var later));
            if (!TransferLayout.TryRead(later.Span, out var transfer) || transfer.Hold != index) continue;
            return transfer.Act switch
            {
                TransferAct.Capture => (HoldState.Captured, 0),
                TransferAct.Void => (HoldState.Voided, 0),
                _ => (HoldState.Lapsed, 0),
            };
        }

        Invariant.Broken($"hold {index} is neither open nor ended");
        return default;
    }

    private Balances? BalancesAfter(ulong account, ulong index, int budget)
    {
        var walk = Walk(account);
        while (budget-- > 0 && walk!.MoveBack(out var line))
            if (line.Step.Index == index) return line.Balances;
        return null;
    }

    private List<(ulong Account, ulong Next)> Start(EntryFilter filter, ulong size)
    {
        if (filter.Account is { } account)
            return ledger.TryGetAccount(account, out var found) ? [(account, found.Head)] : [];
        var threads = new List<(ulong, ulong)>();
        if (filter.Party is { IsNone: false } party)
        {
            var number = _accounts.LastOfParty(party);
            for (; number != AccountTable.NotFound && threads.Count <= QueryCursor.MaxThreads; number = _accounts.PreviousOfParty(number))
                threads.Add((_accounts[number].Opened, _accounts[number].Head));
            if (threads.Count <= QueryCursor.MaxThreads) return threads;
        }

        var end = filter.Until is { } until ? EntryThreads.FirstAt(entries, size, until) : size;
        return end == 0 ? [] : [(0, end - 1)];
    }

    private bool Exists(AccountFilter filter, uint number) => IsOfParty(filter)
        ? number != AccountTable.NotFound
        : number >> AccountTable.BucketBits < _accounts.BucketCount;

    // Accounts without a party have no list: they are looked for among all.
    private static bool IsOfParty(AccountFilter filter) => filter.Party is { IsNone: false };

    private static bool Matches(AccountFilter filter, in Account account) =>
        (filter.Party is null || account.Party == filter.Party)
        && (filter.Book is null || account.Book == filter.Book)
        && (filter.Code is null || account.Code == filter.Code)
        && (filter.IsClosed is null || account.IsClosed == filter.IsClosed);
}

using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>Queries against brute force over the whole log; combined predicates must lose no row and double none.</summary>
public sealed class QueryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_combination_of_predicates_finds_exactly_the_rows_that_brute_force_finds(int seed)
    {
        using var ledger = Played(seed, out var traffic);
        var queries = new LedgerQueries(ledger.State, ledger);
        var random = new Random(seed);
        var hits = 0;
        for (var i = 0; i < 400; i++)
        {
            var filter = AnyFilter(ledger, traffic, random);
            var expected = BruteForce(ledger, filter);
            hits += expected.Count;
            var found = new List<ulong>();
            QueryCursor? cursor = null;
            do
            {
                var page = queries.Entries(filter, cursor, random.Next(1, 6), (ulong)ledger.Log.Count, random.Next(1, 40));
                found.AddRange(page.Rows.Select(row => row.Index));
                cursor = page.Next;
                if (cursor is not null) Assert.True(QueryCursor.TryParse(cursor.ToString(), out cursor));
            }
            while (cursor is not null);
            Assert.True(expected.SequenceEqual(found), $"{filter}: expected {string.Join(',', expected)}, found {string.Join(',', found)}");
        }

        Assert.True(hits > 1_000, $"only {hits} rows: the filters are too narrow to test anything");
    }

    [Fact]
    public void Rows_that_come_while_a_query_is_paged_move_no_other_row_to_another_page()
    {
        using var ledger = Played(4, out var traffic);
        var queries = new LedgerQueries(ledger.State, ledger);
        var account = ledger.Account(traffic.Accounts[0]).Opened;
        var filter = new EntryFilter { Account = account };
        var expected = BruteForce(ledger, filter);
        var found = new List<ulong>();
        QueryCursor? cursor = null;
        do
        {
            var page = queries.Entries(filter, cursor, 2, (ulong)ledger.Log.Count);
            found.AddRange(page.Rows.Select(row => row.Index));
            cursor = page.Next;
            for (var i = 0; i < 5; i++) traffic.Step();
        }
        while (cursor is not null);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Accounts_are_found_by_any_combination_of_party_book_code_and_state()
    {
        using var ledger = Played(5, out var traffic);
        var queries = new LedgerQueries(ledger.State, ledger);
        var all = traffic.Accounts.Select(ledger.Account).ToList();
        foreach (var party in new Id128?[] { null, Id128.None, new Id128(1), new Id128(2), new Id128(99) })
            foreach (var book in ledger.State.Books.Select(book => (ulong?)book.Opened).Append(null))
                foreach (var code in new ushort?[] { null, 1 })
                    foreach (var closed in new bool?[] { null, true, false })
                    {
                        var filter = new AccountFilter { Party = party, Book = book, Code = code, IsClosed = closed };
                        var found = new List<ulong>();
                        ulong? cursor = null;
                        do
                        {
                            var page = queries.Accounts(filter, cursor, 3, budget: 5);
                            found.AddRange(page.Rows.Select(account => account.Opened));
                            cursor = page.Next;
                        }
                        while (cursor is not null);
                        var expected = all.Where(a => (party is null || a.Party == party) && (book is null || a.Book == book)
                            && (code is null || a.Code == code) && (closed is null || a.IsClosed == closed)).Select(a => a.Opened);
                        Assert.Equal(expected.Order(), found.Order());
                    }
    }

    [Fact]
    public void The_balance_at_any_time_is_what_was_answered_then()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 6);
        traffic.Open(books: 2, accounts: 8);
        var then = new List<(LogTime Time, Id128 Account, Balances Balances)>();
        for (var i = 0; i < 300; i++)
        {
            traffic.Step();
            foreach (var id in traffic.Accounts.Take(3)) then.Add((ledger.LastTime, id, ledger.Account(id).Balances));
        }

        var queries = new LedgerQueries(ledger.State, ledger);
        foreach (var (time, id, balances) in then)
            Assert.Equal(balances, queries.BalancesAt(ledger.Account(id).Opened, time));
        Assert.Null(queries.BalancesAt(ledger.Account(traffic.Accounts[0]).Opened, new LogTime(1)));
        Assert.Null(queries.BalancesAt(7, ledger.LastTime));
    }

    [Fact]
    public void An_import_counts_from_its_effective_time_on_the_other_axis()
    {
        using var ledger = new TestLedger();
        var book = ledger.NewBook();
        var (bank, alice) = (ledger.NewAccount(book), ledger.NewAccount(book));
        ledger.Run(ledger.Transfer(bank, alice, 5));
        ledger.Run(ledger.Transfer(bank, alice, 70) with { Act = TransferAct.Import, Effective = LogTime.FromUnixSeconds(100) });
        var queries = new LedgerQueries(ledger.State, ledger);
        var account = ledger.Account(alice).Opened;
        Assert.Equal(default(Balances), queries.BalancesEffectiveAt(account, LogTime.FromUnixSeconds(99)));
        Assert.Equal(new Balances(0, 70, 0, 0), queries.BalancesEffectiveAt(account, LogTime.FromUnixSeconds(100)));
        Assert.Equal(new Balances(0, 75, 0, 0), queries.BalancesEffectiveAt(account, ledger.LastTime));
    }

    [Fact]
    public void The_balances_after_an_old_transfer_are_the_ones_that_were_answered()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 7);
        traffic.Open(books: 2, accounts: 8);
        var answers = new List<TransferResult>();
        for (var i = 0; i < 300; i++)
        {
            answers.Add(ledger.Run(traffic.AnyTransfer() with { Linked = false }));
            traffic.Step();
        }

        var queries = new LedgerQueries(ledger.State, ledger);
        var accepted = answers.Where(a => a.Outcome == TransferOutcome.Accepted).ToList();
        Assert.True(accepted.Count > 30);
        foreach (var answer in accepted) Assert.Equal((answer.Debit, answer.Credit), queries.BalancesAfter(answer.Index));
        Assert.Null(queries.BalancesAfter(accepted[0].Index, budget: 1));
    }

    private static TestLedger Played(int seed, out RandomTraffic traffic)
    {
        var ledger = new TestLedger();
        traffic = new RandomTraffic(ledger, seed);
        traffic.Open(books: 2, accounts: 14);
        for (var i = 0; i < 400; i++) traffic.Step();
        return ledger;
    }

    private static EntryFilter AnyFilter(TestLedger ledger, RandomTraffic traffic, Random random)
    {
        bool One(int of) => random.Next(of) == 0;
        var filter = new EntryFilter();
        if (One(3)) filter = filter with { Account = ledger.Account(traffic.Accounts[random.Next(traffic.Accounts.Count)]).Opened };
        if (One(3)) filter = filter with { Party = new Id128((UInt128)random.Next(5)) };
        if (One(6)) filter = filter with { Act = (TransferAct)random.Next(7) };
        if (One(5)) filter = filter with { Code = (ushort)random.Next(3) };
        if (One(8)) filter = filter with { Reference = new Id128((UInt128)random.Next(5)) };
        if (One(8)) filter = filter with { User64 = (ulong)random.Next(3) };
        if (One(9)) filter = filter with { User32 = (uint)random.Next(2) };
        if (One(9)) filter = filter with { User128 = 0 };
        if (One(4)) filter = filter with { AtLeast = (UInt128)random.Next(60) };
        if (One(4)) filter = filter with { AtMost = (UInt128)random.Next(40, 100) };
        if (One(4)) filter = filter with { State = (HoldState)random.Next(5) };
        if (One(4)) filter = filter with { From = AnyTime(ledger, random) };
        if (One(4)) filter = filter with { Until = AnyTime(ledger, random) };
        return filter;
    }

    private static LogTime AnyTime(TestLedger ledger, Random random)
    {
        var entry = ledger.Log[random.Next(16, ledger.Log.Count)];
        return EntryHeader.TryRead(entry, out var header) ? header.Time : default;
    }

    private static List<ulong> BruteForce(TestLedger ledger, EntryFilter filter)
    {
        // A hold's last successor decides what became of it.
        var ends = new Dictionary<ulong, TransferAct>();
        foreach (var entry in ledger.Log)
            if (TransferLayout.TryRead(entry, out var t) && t.Hold is { } hold) ends[hold] = t.Act;
        HoldState State(LedgerEntry entry) =>
            entry.Transfer?.Act != TransferAct.Hold ? HoldState.None
            : ledger.State.Tables.Holds.TryFind(entry.Index, out _) ? HoldState.Open
            : ends[entry.Index] == TransferAct.Capture ? HoldState.Captured
            : ends[entry.Index] == TransferAct.Void ? HoldState.Voided : HoldState.Lapsed;
        Id128 Party(ulong opened) => ledger.State.TryGetAccount(opened, out var account) ? account.Party : default;
        return
        [
            .. from bytes in ledger.Log
               where bytes.Length > 0
               let entry = LedgerEntry.Read(bytes)
               where entry is not null
               let code = entry.Transfer?.Code ?? entry.Postings!.Code
               let reference = entry.Transfer?.Reference ?? entry.Postings!.Reference
               where entry.Lines.Any(l => (filter.Account ?? l.Account) == l.Account && (filter.AtLeast ?? 0) <= l.Amount
                   && l.Amount <= (filter.AtMost ?? UInt128.MaxValue) && (filter.Party is null || Party(l.Account) == filter.Party))
               where filter.Act is null || entry.Transfer?.Act == filter.Act
               where filter.Code is null || filter.Code == code
               where filter.Reference is null || filter.Reference == reference
               where filter.User128 is null || filter.User128 == (entry.Transfer?.User128 ?? entry.Postings!.User128)
               where filter.User64 is null || filter.User64 == (entry.Transfer?.User64 ?? entry.Postings!.User64)
               where filter.User32 is null || filter.User32 == (entry.Transfer?.User32 ?? entry.Postings!.User32)
               where filter.From is null || entry.Time >= filter.From
               where filter.Until is null || entry.Time < filter.Until
               where filter.State is null || State(entry) == filter.State
               orderby entry.Index descending
               select entry.Index,
        ];
    }
}

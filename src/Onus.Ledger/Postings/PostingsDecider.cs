using Onus.Core.Formats;
using Onus.Ledger.Tables;
using Onus.Ledger.Transfers;

namespace Onus.Ledger.Postings;

/// <summary>Decides many debits and credits against the state: the outcomes from 131 on, in their order.</summary>
internal sealed class PostingsDecider(LedgerTables tables)
{
    private readonly SortedDictionary<ushort, Sums> _sums = [];

    /// <summary>Decides; changes nothing.</summary>
    /// <param name="lines">The accounts by number, each once.</param>
    /// <param name="conditions">What accounts must hold (debit) or owe (credit) at least.</param>
    /// <param name="limited">Whether limits count; what is imported has happened.</param>
    /// <param name="place">The line or condition at fault.</param>
    public PostingsOutcome Decide(
        ReadOnlySpan<NumberedLine> lines, ReadOnlySpan<NumberedLine> conditions, bool limited, out int place)
    {
        var outcome = DecideAccounts(lines, conditions, out place);
        if (outcome == PostingsOutcome.Accepted) outcome = DecideBalance(lines, out place);
        if (outcome == PostingsOutcome.Accepted) outcome = DecideConditions(conditions, out place);
        if (outcome == PostingsOutcome.Accepted) outcome = DecideCapacity(out place);
        if (outcome == PostingsOutcome.Accepted && limited) outcome = DecideLimits(lines, out place);
        return outcome;
    }

    private PostingsOutcome DecideAccounts(
        ReadOnlySpan<NumberedLine> lines, ReadOnlySpan<NumberedLine> conditions, out int place)
    {
        for (place = 0; place < lines.Length; place++)
            if (lines[place].Account == AccountTable.NotFound) return PostingsOutcome.AccountNotFound;
        for (place = 0; place < conditions.Length; place++)
            if (conditions[place].Account == AccountTable.NotFound) return PostingsOutcome.AccountNotFound;
        for (place = 0; place < lines.Length; place++)
            if (tables.Accounts[lines[place].Account].IsClosed) return PostingsOutcome.AccountClosed;
        place = 0;
        return PostingsOutcome.Accepted;
    }

    private PostingsOutcome DecideBalance(ReadOnlySpan<NumberedLine> lines, out int place)
    {
        _sums.Clear();
        for (place = 0; place < lines.Length; place++)
        {
            ref readonly var line = ref lines[place];
            var number = tables.Accounts[line.Account].Book;
            if (!_sums.TryGetValue(number, out var sums)) _sums.Add(number, sums = new Sums(place));
            sums.Add(line.Side, line.Amount);
        }

        foreach (var (_, sum) in _sums)
        {
            place = sum.Place;
            if (!sum.AreEqual) return PostingsOutcome.Unbalanced;
        }

        place = 0;
        return PostingsOutcome.Accepted;
    }

    private PostingsOutcome DecideConditions(ReadOnlySpan<NumberedLine> conditions, out int place)
    {
        for (place = 0; place < conditions.Length; place++)
        {
            ref readonly var condition = ref conditions[place];
            var balances = tables.Accounts[condition.Account].Balances;
            var there = condition.Side == Side.Debit ? balances.Funds : balances.Debt;
            if (there < condition.Amount) return PostingsOutcome.ConditionNotMet;
        }

        place = 0;
        return PostingsOutcome.Accepted;
    }

    private PostingsOutcome DecideCapacity(out int place)
    {
        foreach (var (book, sum) in _sums)
        {
            place = sum.Place;
            if (sum.Overflows || !tables.Books[book].HasRoomFor(sum.Debits)) return PostingsOutcome.BookOverflow;
        }

        place = 0;
        return PostingsOutcome.Accepted;
    }

    private PostingsOutcome DecideLimits(ReadOnlySpan<NumberedLine> lines, out int place)
    {
        for (place = 0; place < lines.Length; place++)
        {
            ref readonly var line = ref lines[place];
            ref var account = ref tables.Accounts[line.Account];
            if (line.Side == Side.Debit && !Limits.AllowDebit(tables.Accounts, line.Account, account, line.Amount))
                return PostingsOutcome.ExceedsDebitLimit;
        }

        for (place = 0; place < lines.Length; place++)
        {
            ref readonly var line = ref lines[place];
            ref var account = ref tables.Accounts[line.Account];
            if (line.Side == Side.Credit && !Limits.AllowCredit(tables.Accounts, line.Account, account, line.Amount))
                return PostingsOutcome.ExceedsCreditLimit;
        }

        place = 0;
        return PostingsOutcome.Accepted;
    }

    /// <summary>What the lines debit and credit in one book, with the carry beyond 128 bits.</summary>
    private sealed class Sums(int place)
    {
        private UInt128 _credits;
        private int _debitCarry, _creditCarry;

        /// <summary>The first line in the book.</summary>
        public int Place { get; } = place;

        public UInt128 Debits { get; private set; }

        public bool AreEqual => Debits == _credits && _debitCarry == _creditCarry;

        public bool Overflows => _debitCarry > 0;

        public void Add(Side side, UInt128 amount)
        {
            // The sum may wrap here: the carry keeps it exact.
            unchecked
            {
                if (side == Side.Debit)
                {
                    Debits += amount;
                    if (Debits < amount) _debitCarry++;
                }
                else
                {
                    _credits += amount;
                    if (_credits < amount) _creditCarry++;
                }
            }
        }
    }

    /// <summary>A line whose account is found, or is <see cref="AccountTable.NotFound"/>.</summary>
    internal readonly record struct NumberedLine(uint Account, Side Side, UInt128 Amount);
}

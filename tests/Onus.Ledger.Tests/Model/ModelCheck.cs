using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests.Model;

/// <summary>Runs the model beside a ledger and compares every answer and every account.</summary>
internal sealed class ModelCheck
{
    private readonly ModelLedger _model = new();

    public ModelCheck(TestLedger ledger)
    {
        (_model.NextIndex, _model.LastTime) = (ledger.Log.Count, ledger.LastTime);
        ledger.Check = this;
    }

    public HashSet<TransferOutcome> Seen { get; } = [];

    public ModelLedger Model => _model;

    public void OpenedBook(TestLedger ledger, Id128 book)
    {
        _model.Books.Add(book);
        (_model.NextIndex, _model.LastTime) = (ledger.Log.Count, ledger.LastTime);
    }

    public void Transfers(TestLedger ledger, TransferCommand[] commands, TransferResult[] results)
    {
        _model.Clock = ledger.Clock;
        var expected = _model.Run(commands);
        for (var i = 0; i < commands.Length; i++)
        {
            Seen.Add(results[i].Outcome);
            Assert.True(
                expected[i] == (results[i].Outcome, results[i].Index, results[i].Amount),
                $"{commands[i]}: expected {expected[i]}, got {results[i]}");
        }

        var last = commands.Length - 1;
        if (results[last].Outcome == TransferOutcome.Accepted && TransferLayout.TryRead(ledger.Log[^1], out var entry))
        {
            Assert.Equal(results[last].Debit, _model.Accounts.Values.Single(a => a.History[0] == entry.Debit).Balances);
            Assert.Equal(results[last].Credit, _model.Accounts.Values.Single(a => a.History[0] == entry.Credit).Balances);
        }

        AssertPlace(ledger);
    }

    public void Request<T>(TestLedger ledger, Func<ModelLedger, T> run, LedgerResult<T> result)
        where T : struct, Enum
    {
        _model.Clock = ledger.Clock;
        Assert.Equal(run(_model), result.Outcome);
        AssertPlace(ledger);
    }

    public void Lapse(TestLedger ledger, int most, int lapsed)
    {
        _model.Clock = ledger.Clock;
        Assert.Equal(_model.Lapse(most), lapsed);
        AssertPlace(ledger);
    }

    /// <summary>Every account's balances, limits and whole history, walked from its head by the entries' own pointers.</summary>
    public void AssertSameAccounts(TestLedger ledger)
    {
        foreach (var expected in _model.Accounts.Values)
        {
            var account = ledger.Account(expected.Id);
            Assert.Equal(expected.Balances, account.Balances);
            Assert.Equal(
                (expected.DebitLimit, expected.CreditLimit, expected.Closed, expected.Party, expected.Code),
                (account.DebitLimit, account.CreditLimit, account.IsClosed, account.Party, account.Code));
            Assert.Equal(expected.History, HistoryOf(ledger, account));
        }
    }

    private static List<ulong> HistoryOf(TestLedger ledger, Account account)
    {
        var history = new List<ulong>();
        for (var (index, ordinal) = (account.Head, account.Ordinal); ; ordinal--)
        {
            Assert.True(AccountStep.TryRead(ledger.Log[(int)index], account.Opened, out var step));
            Assert.Equal((index, ordinal), (step.Index, step.Ordinal));
            history.Insert(0, index);
            if (ordinal == 0) return history;
            index = step.Previous;
        }
    }

    private void AssertPlace(TestLedger ledger)
    {
        Assert.Equal(_model.NextIndex, ledger.Log.Count);
        Assert.Equal(_model.LastTime, ledger.LastTime);
    }
}

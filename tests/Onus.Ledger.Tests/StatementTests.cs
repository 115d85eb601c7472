using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

public sealed class StatementTests : IDisposable
{
    private readonly TestLedger _ledger = new();
    private readonly Id128 _bank, _alice;

    public StatementTests()
    {
        var book = _ledger.NewBook();
        (_bank, _alice) = (_ledger.NewAccount(book), _ledger.NewAccount(book));
    }

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void A_statement_since_the_opening_proves_every_kind_of_entry_with_its_running_balance()
    {
        Move();
        var (closing, _) = Close();
        var proof = new StatementProof(null, closing, EntriesOf(_alice, 0));
        Assert.Equal(StateProofOutcome.Proven, proof.Verify(out var lines));
        Assert.Equal(_ledger.Account(_alice).Ordinal + 1, (ulong)lines.Count);
        Assert.Equal(_ledger.Account(_alice).Balances, lines[^1].Balances);
        Assert.True(StatementProof.TryDecode(proof.Encode(), out var back));
        Assert.Equal(StateProofOutcome.Proven, back!.Verify(out _));
        Assert.Equal(proof.Entries.Count + 1, proof.InLog.Count());
    }

    [Fact]
    public void A_statement_between_two_roots_proves_the_entries_between_and_no_others()
    {
        Move();
        var (opening, before) = Close();
        Move();
        var (closing, _) = Close();
        var entries = EntriesOf(_alice, before.Head + 1);
        Assert.Equal(StateProofOutcome.Proven, new StatementProof(opening, closing, entries).Verify(out _));
        Assert.Equal(StateProofOutcome.EndsDiffer, new StatementProof(closing, opening, entries).Verify(out _));
        Assert.Equal(StateProofOutcome.EntryMissing, new StatementProof(opening, closing, entries.Skip(1).ToList()).Verify(out _));
        Assert.Equal(StateProofOutcome.CloseDiffers, new StatementProof(opening, closing, entries.SkipLast(1).ToList()).Verify(out _));
        for (var i = 1; i < entries.Count; i++)
        {
            var without = entries.Where((_, place) => place != i).ToList();
            Assert.NotEqual(StateProofOutcome.Proven, new StatementProof(opening, closing, without).Verify(out _));
            List<ReadOnlyMemory<byte>> twice = [.. entries.Take(i), entries[i - 1], .. entries.Skip(i)];
            Assert.Equal(StateProofOutcome.EntryMissing, new StatementProof(opening, closing, twice).Verify(out _));
        }
    }

    // Where the entry itself is honest in the log, the operator can only leave it out; where it is forged, the log's own
    // proof of it fails. A forged amount is caught here as well, because the closing root commits to the sums.
    [Fact]
    public void A_forged_amount_does_not_lead_to_the_closing_root()
    {
        Move();
        var (closing, _) = Close();
        var entries = EntriesOf(_alice, 0);
        for (var i = 0; i < entries.Count; i++)
        {
            if (!TransferLayout.TryRead(entries[i].Span, out var entry)) continue;
            var forged = new byte[TransferLayout.LongSize];
            var size = TransferLayout.Write(entry with { Amount = entry.Amount + 1 }, forged);
            var list = entries.ToList();
            list[i] = forged.AsMemory(0, size);
            Assert.NotEqual(StateProofOutcome.Proven, new StatementProof(null, closing, list).Verify(out _));
        }
    }

    [Fact]
    public void Entries_of_another_account_are_refused()
    {
        Move();
        var (closing, _) = Close();
        var entries = EntriesOf(_alice, 0);
        entries[0] = EntriesOf(_bank, 0)[0];
        Assert.Equal(StateProofOutcome.EntryNotOfAccount, new StatementProof(null, closing, entries).Verify(out _));
        entries[0] = new byte[] { 1, 2, 3 };
        Assert.Equal(StateProofOutcome.EntryNotOfAccount, new StatementProof(null, closing, entries).Verify(out _));
    }

    private void Move()
    {
        _ledger.Run(_ledger.Transfer(_bank, _alice, 1_000));
        _ledger.Run(new ChangeLimits(_ledger.NewHead(), _alice, 50, null));
        var hold = _ledger.Hold(_alice, _bank, 300);
        _ledger.Run(hold);
        _ledger.Run(_ledger.Capture(hold.Id, 100) with { KeepRest = true });
        _ledger.Run(_ledger.Capture(hold.Id, 50));
        var second = _ledger.Hold(_alice, _bank, 70);
        _ledger.Run(second);
        _ledger.Run(_ledger.Void(second.Id));
        _ledger.Run(_ledger.Hold(_alice, _bank, 20, timeout: 1));
        _ledger.Clock = _ledger.Clock.Plus(1_000_000_000);
        Assert.Equal(1, _ledger.Lapse());
        _ledger.Run(_ledger.Transfer(_alice, _bank, 5) with { Act = TransferAct.Import, Effective = LogTime.FromUnixSeconds(9) });
        _ledger.Run(new PostingsCommand(
            _ledger.NewHead(), [new(_alice, Side.Debit, 3), new(_bank, Side.Credit, 3)]));
        _ledger.Run(new CloseAccount(_ledger.NewHead(), _alice, false));
        _ledger.Run(new ReopenAccount(_ledger.NewHead(), _alice));
    }

    private (BalanceProof Proof, Account Account) Close()
    {
        var account = _ledger.Account(_alice);
        var (root, entry) = _ledger.NewRoot(account.Opened);
        return (root.ProveBalance(account.Opened, entry)!, account);
    }

    // The slow way: every entry of the log that names the account.
    private List<ReadOnlyMemory<byte>> EntriesOf(Id128 id, ulong from)
    {
        var account = _ledger.Account(id).Opened;
        return [.. _ledger.Log.Where(entry => entry.Length > 0).Select(entry => (ReadOnlyMemory<byte>)entry)
            .Where(entry => AccountStep.TryRead(entry, account, out var step) && step.Index >= from)];
    }
}

using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

public sealed class AuditTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_honest_log_is_re_executed_to_the_same_bytes_entry_by_entry(int seed)
    {
        using var ledger = Played(seed);
        using var other = new TestLedger(hashKey: 5);
        other.Log.Clear();
        other.Log.AddRange(ledger.Log);
        var audit = new LedgerAudit(other.State);
        foreach (var root in RootsOf(ledger.Log)) audit.Expect(root);
        foreach (var entry in ledger.Log.Where(entry => entry.Length > 0)) Assert.True(audit.Add(entry), audit.Fault);
        Assert.True(audit.Flush(), audit.Fault);
        Assert.Equal(4u, audit.RootsChecked);
        Assert.Equal((ulong)ledger.Log.Count(entry => entry.Length > 0) - 4, audit.Reexecuted + audit.Believed);
        Assert.True(audit.Believed < audit.Reexecuted / 10);
        Assert.Equal(ledger.Snapshot(), other.Snapshot());
    }

    // A false entry that its writer made to fit: pointers and ordinals are right, only what it does was not allowed.
    [Fact]
    public void A_transfer_that_a_limit_forbade_is_found_at_its_entry()
    {
        using var ledger = new TestLedger();
        var book = ledger.NewBook();
        var (bank, alice) = (ledger.NewAccount(book), ledger.NewAccount(book, debitLimit: 0));
        ledger.Run(ledger.Transfer(bank, alice, 10));
        var last = ledger.Run(ledger.Transfer(alice, bank, 10));
        Assert.True(TransferLayout.TryRead(ledger.Log[^1], out var entry));
        var forged = new byte[TransferLayout.PlainSize];
        TransferLayout.Write(entry with { Amount = 11 }, forged);
        ledger.Log[^1] = forged;
        using (var folded = ledger.Replay())
            Assert.Equal(new Balances(11, 10, 0, 0), folded.Account(alice).Balances);
        Assert.Equal($"entry {last.Index}: the state before it does not lead to it", FaultOf(ledger.Log));
    }

    [Fact]
    public void A_refusal_that_the_state_did_not_give_is_found()
    {
        using var ledger = new TestLedger();
        var book = ledger.NewBook();
        var (bank, alice) = (ledger.NewAccount(book), ledger.NewAccount(book, debitLimit: 0));
        var result = ledger.Run(ledger.Transfer(alice, bank, 10));
        Assert.True(RefusedEntry.TryRead(ledger.Log[^1], out var refused));
        var writer = CborExtensions.NewWriter();
        (refused! with { Code = (byte)TransferOutcome.DebitClosed }).Write(writer);
        ledger.Log[^1] = writer.Encode();
        Assert.Contains($"entry {result.Index}:", FaultOf(ledger.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void A_false_state_root_is_found()
    {
        using var ledger = Played(4);
        var at = ledger.Log.FindLastIndex(entry => StateRootEntry.TryRead(entry, out _));
        ledger.Log[at][^4] ^= 1;
        Assert.Contains("has another root", FaultOf(ledger.Log), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_left_out_doubled_or_swapped_are_found()
    {
        using var ledger = Played(5);
        var honest = ledger.Log.Where(entry => entry.Length > 0).ToList();
        Assert.Null(FaultOf(honest));
        var random = new Random(5);
        for (var i = 0; i < 30; i++)
        {
            var at = random.Next(3, honest.Count - 60);
            if (StateRootEntry.TryRead(honest[at], out _) || RefusedEntry.TryRead(honest[at], out _)) continue;
            Assert.NotNull(FaultOf([.. honest[..at], .. honest[(at + 1)..]]));
            Assert.NotNull(FaultOf([.. honest[..(at + 1)], honest[at], .. honest[(at + 1)..]]));
            Assert.NotNull(FaultOf([.. honest[..at], honest[at + 1], honest[at], .. honest[(at + 2)..]]));
        }
    }

    [Fact]
    public void Damaged_bytes_anywhere_are_found_or_change_nothing_that_the_ledger_decides()
    {
        using var ledger = Played(6);
        var honest = ledger.Log.Where(entry => entry.Length > 0).ToList();
        var random = new Random(6);
        for (var i = 0; i < 60; i++)
        {
            var log = honest.Select(entry => entry.ToArray()).ToList();
            var entry = log[random.Next(log.Count - 40)];

            // Of a refusal that ended a chain only the operator's word is left.
            if (RefusedEntry.TryRead(entry, out var refused) && refused!.Place > 0) continue;
            var at = random.Next(entry.Length);
            entry[at] ^= (byte)(1 << random.Next(8));

            // Trace, actor and user fields are the client's: any value of them is lawful, and so is another id.
            var free = FaultOf(log) is null;
            Assert.True(!free || IsClients(entry, at), $"byte {at} of {Convert.ToHexString(entry)}");
        }
    }

    private static bool IsClients(byte[] entry, int at) => !TransferLayout.IsTransfer(entry) || at is >= 18 and < 56 or >= 108;

    private static TestLedger Played(int seed)
    {
        var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, seed);
        traffic.Open(books: 2, accounts: 14);
        for (var i = 0; i < 400; i++)
        {
            traffic.Step();
            if (i % 100 == 50) ledger.NewRoot();
        }

        return ledger;
    }

    private static IEnumerable<StateRootEntry> RootsOf(IEnumerable<byte[]> log)
    {
        foreach (var entry in log)
            if (StateRootEntry.TryRead(entry, out var root)) yield return root!;
    }

    private static string? FaultOf(IReadOnlyList<byte[]> log)
    {
        using var other = new TestLedger();
        foreach (var entry in log.Where(entry => entry.Length > 0))
        {
            if (!EntryHeader.TryRead(entry, out var header) || header.Index > 1_000_000) continue;
            while (other.Log.Count <= (int)header.Index) other.Log.Add([]);
            other.Log[(int)header.Index] = entry;
        }

        var audit = new LedgerAudit(other.State);
        foreach (var root in RootsOf(log)) audit.Expect(root);
        foreach (var entry in log)
            if (entry.Length > 0 && !audit.Add(entry)) return audit.Fault;
        audit.Flush();
        return audit.Fault;
    }
}

using System.Formats.Cbor;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>Every reader of the ledger's entries and proofs against every entry of a busy log, whole and damaged.</summary>
public sealed class EntryFuzzTests
{
    private delegate byte[]? Rewriter(byte[] entry);

    // Each reads an entry and writes it again; null if it does not read.
    private static readonly Rewriter[] Readers =
    [
        e => TransferLayout.TryRead(e, out var t) ? Write(t) : null,
        e => BookOpened.TryRead(e, out var b) ? Write(b!.Write) : null,
        e => AccountOpened.TryRead(e, out var a) ? Write(a!.Write) : null,
        e => LimitsChanged.TryRead(e, out var l) ? Write(l!.Write) : null,
        e => AccountClosed.TryRead(e, out var c) ? Write(c!.Write) : null,
        e => AccountReopened.TryRead(e, out var r) ? Write(r!.Write) : null,
        e => PostingsEntry.TryRead(e, out var p) ? Write(p!.Write) : null,
        e => RefusedEntry.TryRead(e, out var r) ? Write(r!.Write) : null,
        e => StateRootEntry.TryRead(e, out var s) ? Write(s!.Write) : null,
        e => BookTotalProof.TryDecode(e, out var p) ? p!.Encode() : null,
        e => BalanceProof.TryDecode(e, out var p) ? p!.Encode() : null,
        e => StatementProof.TryDecode(e, out var p) ? p!.Encode() : null,
    ];

    [Fact]
    public void Every_entry_and_proof_is_read_by_exactly_one_reader_and_writes_back_to_its_bytes()
    {
        var kinds = new HashSet<int>();
        foreach (var entry in Samples())
        {
            var read = Enumerable.Range(0, Readers.Length).Where(i => Readers[i](entry) is not null).ToList();
            kinds.Add(Assert.Single(read));
            Assert.Equal(entry, Readers[read[0]](entry));
        }

        Assert.Equal(Readers.Length, kinds.Count);
    }

    // One encoding of each value: damaged bytes are refused, or are the one encoding of something else.
    [Fact]
    public void Damaged_bytes_are_refused_or_write_back_to_themselves()
    {
        var samples = Samples();
        var random = new Random(3);
        for (var i = 0; i < 30_000; i++)
        {
            var damaged = samples[random.Next(samples.Count)].ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(8) == 0) damaged = damaged[..random.Next(damaged.Length)];
            if (random.Next(8) == 0) damaged = [.. damaged, (byte)random.Next(256)];
            foreach (var reader in Readers)
                if (reader(damaged) is { } again) Assert.Equal(damaged, again);
            AccountStep.TryRead(damaged, (ulong)random.Next(40), out _);
            EntryHeader.KindOf(damaged);
        }
    }

    private static List<byte[]> Samples()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 12);
        traffic.Open(books: 2, accounts: 12);
        for (var i = 0; i < 200; i++) traffic.Step();
        ledger.Run(new ReopenAccount(ledger.NewHead(), traffic.Accounts[0]));
        ledger.Run(new CloseAccount(ledger.NewHead(), traffic.Accounts[0], false));
        ledger.Run(new ReopenAccount(ledger.NewHead(), traffic.Accounts[0]));
        var account = ledger.Account(traffic.Accounts[0]).Opened;
        var (root, entry) = ledger.NewRoot(account);
        var balance = root.ProveBalance(account, entry)!;
        List<byte[]> samples = [.. ledger.Log.Where(e => e.Length > 0), root.ProveTotal(ledger.State.Books.First().Opened, entry)!.Encode(), balance.Encode()];
        samples.Add(new StatementProof(balance, balance, [entry]).Encode());
        samples.Add(new StatementProof(null, balance, []).Encode());
        return samples;
    }

    private static byte[] Write(Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        return writer.Encode();
    }

    private static byte[] Write(TransferEntry entry)
    {
        var bytes = new byte[TransferLayout.LongSize];
        return bytes[..TransferLayout.Write(entry, bytes)];
    }
}

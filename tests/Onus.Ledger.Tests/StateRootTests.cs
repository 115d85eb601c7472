using System.Buffers.Binary;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>State roots against a naive recursion over the description in docs/formats/state-root.md.</summary>
public sealed class StateRootTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_root_is_the_one_that_a_naive_recursion_finds(int seed)
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, seed);
        Assert.Equal(Hash256.EmptyRoot, ledger.NewRoot().Root.LedgerRoot);
        traffic.Open(books: 4, accounts: 10);
        for (var round = 0; round < 12; round++)
        {
            for (var i = 0; i < 20; i++) traffic.Step();
            if (round % 3 == 0) traffic.Open(books: 0, accounts: 13 + round);
            var expected = NaiveRoot(ledger, traffic.Accounts);
            Assert.Equal(expected, ledger.NewRoot().Root.LedgerRoot);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(250)]
    public void Every_account_and_every_book_is_proven_under_the_root(int accounts)
    {
        using var ledger = new TestLedger();
        var book = ledger.NewBook();
        var other = ledger.NewBook("USD");
        var ids = Enumerable.Range(0, accounts).Select(_ => ledger.NewAccount(book)).ToList();
        var foreign = ledger.NewAccount(other);
        for (var i = 1; i < accounts; i++) ledger.Run(ledger.Transfer(ids[i - 1], ids[i], (UInt128)(i * 100)));
        var opened = ids.Append(foreign).Select(id => ledger.Account(id).Opened).ToArray();
        var (root, entry) = ledger.NewRoot(opened);
        foreach (var id in ids.Append(foreign))
        {
            var account = ledger.Account(id);
            var proof = root.ProveBalance(account.Opened, entry)!;
            Assert.Equal(StateProofOutcome.Proven, proof.Verify(out var checkedRoot));
            Assert.Equal(root.AsOf, checkedRoot!.AsOf);
            Assert.Equal((account.Balances, account.Head, account.Ordinal), (proof.Leaf.Balances, proof.Leaf.Head, proof.Leaf.Ordinal));
            Assert.True(BalanceProof.TryDecode(proof.Encode(), out var back));
            Assert.Equal(StateProofOutcome.Proven, back!.Verify(out _));
        }

        foreach (var each in ledger.State.Books)
        {
            var proof = root.ProveTotal(each.Opened, entry)!;
            Assert.Equal(StateProofOutcome.Proven, proof.Verify(out _));
            Assert.Equal(each.Totals, proof.Totals);
            Assert.Equal(each.Accounts, proof.Leaf.Accounts);
        }

        Assert.Null(root.ProveTotal(1, entry));
        Assert.Null(root.ProveBalance(1, entry));
    }

    [Fact]
    public void A_balance_proof_with_any_byte_changed_proves_nothing()
    {
        using var ledger = new TestLedger();
        var book = ledger.NewBook();
        ledger.NewBook("USD");
        var ids = Enumerable.Range(0, 40).Select(_ => ledger.NewAccount(book)).ToList();
        for (var i = 1; i < ids.Count; i++) ledger.Run(ledger.Transfer(ids[i - 1], ids[i], 1_000));
        var account = ledger.Account(ids[21]);
        var (root, entry) = ledger.NewRoot(account.Opened);
        var bytes = root.ProveBalance(account.Opened, entry)!.Encode();

        // The entry's own index, time and number of entries are held by the log's proof of it, not by this one.
        var start = bytes.AsSpan().IndexOf(entry);
        var random = new Random(1);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (at >= start + 2 && at < start + entry.Length - 37) continue;
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << random.Next(8));
            Assert.False(
                BalanceProof.TryDecode(damaged, out var proof) && proof!.Verify(out _) == StateProofOutcome.Proven, $"byte {at}");
        }
    }

    // An operator who owes 2^128 more than he shows could otherwise let a sum wrap and hide it.
    [Fact]
    public void Sums_that_wrap_are_refused_on_the_way_to_the_root()
    {
        var whole = new SumNode(Hash256.EmptyRoot, new Balances(UInt128.MaxValue, 0, 0, 0));
        var one = new SumNode(Hash256.EmptyRoot, new Balances(1, 0, 0, 0));
        Assert.False(SumNode.TryParent(whole, one, out _));
        Assert.False(SumNode.TryFold(one, 0, 2, [whole], out _));
        Assert.True(SumNode.TryFold(one, 0, 2, [one], out var sum));
        Assert.Equal((UInt128)2, sum.Sums.DebitsPosted);
    }

    [Fact]
    public void A_frozen_ledger_keeps_its_moment_while_the_ledger_goes_on_on_another_thread()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 8);
        traffic.Open(books: 3, accounts: 2_000);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 50; i++) traffic.Step();
            var expected = NaiveRoot(ledger, traffic.Accounts);
            var withSnapshot = round % 2 == 0;
            var expectedSnapshot = withSnapshot ? ledger.Snapshot() : [];
            using var frozen = ledger.State.Freeze((ulong)ledger.Log.Count, withSnapshot);
            StateRoot? root = null;
            using var snapshot = new MemoryStream();
            var reader = new Thread(() => root = frozen.Run(withSnapshot ? snapshot : null));

            // Before the reader comes, so that it finds copies, and beside it.
            for (var i = 0; i < 100; i++) traffic.Step();
            reader.Start();
            for (var i = 0; i < 100; i++) traffic.Step();
            reader.Join();
            Assert.Equal(expected, root!.LedgerRoot);
            Assert.Equal(expectedSnapshot, snapshot.ToArray());
        }
    }

    [Fact]
    public void A_frozen_ledger_that_is_dropped_unread_loses_no_change_from_the_next_root()
    {
        using var ledger = new TestLedger();
        var traffic = new RandomTraffic(ledger, 9);
        traffic.Open(books: 2, accounts: 100);
        ledger.State.Freeze((ulong)ledger.Log.Count).Dispose();
        traffic.Step();
        Assert.Equal(NaiveRoot(ledger, traffic.Accounts), ledger.NewRoot().Root.LedgerRoot);
    }

    private static Hash256 NaiveRoot(TestLedger ledger, IEnumerable<Id128> accounts)
    {
        var all = accounts.Select(ledger.Account).OrderBy(account => account.Opened).ToList();
        var books = ledger.State.Books.Select(book =>
        {
            var leaves = all.Where(account => account.Book == book.Opened).Select(Leaf).ToList();
            var (hash, sums) = leaves.Count == 0 ? (SHA256.HashData([]), default) : SumTree(leaves);
            return SHA256.HashData([4, .. U64(book.Opened), .. U64((ulong)leaves.Count), .. hash, .. Sums(sums)]);
        }).ToList();
        return new Hash256(books.Count == 0 ? SHA256.HashData([]) : HashTree(books));
    }

    private static (byte[] Hash, Balances Sums) Leaf(Account account) => (
        SHA256.HashData([2, .. U64(account.Opened), .. U64(account.Head), .. U64(account.Ordinal), .. Sums(account.Balances)]),
        account.Balances);

    private static (byte[] Hash, Balances Sums) SumTree(List<(byte[] Hash, Balances Sums)> leaves)
    {
        if (leaves.Count == 1) return leaves[0];
        var split = Split(leaves.Count);
        var (left, right) = (SumTree(leaves[..split]), SumTree(leaves[split..]));
        var sums = new Balances(
            left.Sums.DebitsPosted + right.Sums.DebitsPosted, left.Sums.CreditsPosted + right.Sums.CreditsPosted,
            left.Sums.DebitsPending + right.Sums.DebitsPending, left.Sums.CreditsPending + right.Sums.CreditsPending);
        return (SHA256.HashData([3, .. left.Hash, .. Sums(left.Sums), .. right.Hash, .. Sums(right.Sums)]), sums);
    }

    private static byte[] HashTree(List<byte[]> leaves) => leaves.Count == 1
        ? leaves[0]
        : SHA256.HashData([5, .. HashTree(leaves[..Split(leaves.Count)]), .. HashTree(leaves[Split(leaves.Count)..])]);

    private static int Split(int count)
    {
        var split = 1;
        while (split * 2 < count) split *= 2;
        return split;
    }

    private static byte[] Sums(Balances sums) =>
        [.. U128(sums.DebitsPosted), .. U128(sums.CreditsPosted), .. U128(sums.DebitsPending), .. U128(sums.CreditsPending)];

    private static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U128(UInt128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }
}

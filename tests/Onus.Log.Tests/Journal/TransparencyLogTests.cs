using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Journal;

public sealed class TransparencyLogTests
{
    private readonly LogFixture _fixture = new();

    [Fact]
    public void A_new_log_signs_the_empty_tree()
    {
        using var log = _fixture.Open();
        var checkpoint = _fixture.Verify(log.Head.Checkpoint);
        Assert.Equal((LogFixture.Origin, 0ul, Hash256.EmptyRoot), (checkpoint.Origin, checkpoint.Size, checkpoint.Root));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 100)]
    [InlineData(300, 1)]
    [InlineData(4, 256)]
    [InlineData(7, 333)]
    [InlineData(2, 2500)]
    public void Entries_come_back_as_they_went_in_before_and_after_a_restart(int batches, int size)
    {
        var entries = Enumerable.Range(0, batches * size).Select(i => LogFixture.Entry(i)).ToList();
        var root = LogFixture.RootOf(entries);
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, batches, size);
            Check(log.Reader);
        }

        using (var log = _fixture.Open()) Check(log.Reader);
        using (var log = LogOpener.OpenToRead(_fixture.Device)) Check(log.Reader);

        void Check(LogReader reader)
        {
            Assert.Equal((ulong)entries.Count, reader.Head.Size);
            Assert.Equal(root, reader.Head.Root);
            Assert.Equal(root, _fixture.Verify(reader.Head.Checkpoint).Root);
            Assert.Equal(entries, reader.ReadEntries(0, reader.Head.Size).Select(e => e.ToArray()));
            for (var i = 0; i < entries.Count; i += 97) Assert.Equal(entries[i], reader.ReadEntry((ulong)i).ToArray());
        }
    }

    [Fact]
    public void A_batch_may_be_filled_before_the_one_before_it_is_staged_but_not_staged_before_it()
    {
        using var log = _fixture.Open();
        var first = log.NewBatch(0, default);
        first.Add(LogFixture.Entry(0));
        first.Add(LogFixture.Entry(1));
        var second = log.NewBatch(first.NextIndex, first.Entries.LastTime);
        second.Add(LogFixture.Entry(2));
        Assert.Throws<InvariantViolation>(() => log.Append(second));
        Assert.Equal(CommitOutcome.Committed, log.Append(first));
        Assert.Equal(CommitOutcome.Committed, log.Append(second));
        Assert.Equal(LogFixture.RootOf(Enumerable.Range(0, 3).Select(i => LogFixture.Entry(i))), log.Head.Root);
    }

    [Fact]
    public void Every_proof_at_every_size_verifies_from_what_is_on_the_device()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 30, 19);
        using var reopened = LogOpener.OpenToRead(_fixture.Device);
        var reader = reopened.Reader;
        var entries = Enumerable.Range(0, 570).Select(i => LogFixture.Entry(i)).ToList();
        for (var size = 1; size <= 570; size += 13)
        {
            var root = LogFixture.RootOf(entries.Take(size));
            Assert.Equal(root, reader.Root((ulong)size));
            var index = (ulong)(size * 7 % size);
            var proof = reader.Inclusion(index, (ulong)size);
            var leaf = MerkleHasher.HashLeaf(entries[(int)index]);
            Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyInclusion(index, (ulong)size, leaf, proof, root));
            var consistency = reader.Consistency((ulong)size, 570);
            Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyConsistency((ulong)size, root, 570, reader.Head.Root, consistency));
        }
    }

    [Fact]
    public void Entries_of_every_length_up_to_the_longest_are_kept()
    {
        byte[][] entries = [[], [7], LogFixture.Entry(1, 118), LogFixture.Entry(2, 65_535), LogFixture.Entry(3, 65_534), []];
        using (var log = _fixture.Open()) Assert.Equal(CommitOutcome.Committed, LogFixture.Append(log, entries));
        using (var log = _fixture.Open())
        {
            Assert.Equal(entries, log.Reader.ReadEntries(0, 6).Select(e => e.ToArray()));
            var batch = log.NewBatch();
            Assert.Throws<ArgumentOutOfRangeException>(() => batch.Add(new byte[65_536]));
        }
    }

    [Fact]
    public void What_is_staged_is_not_seen_before_it_is_committed()
    {
        using var log = _fixture.Open();
        var first = log.NewBatch();
        first.Add(LogFixture.Entry(0));
        log.Stage(first);
        var second = log.NewBatch();
        Assert.Equal(1ul, second.FirstIndex);
        second.Add(LogFixture.Entry(1));
        log.Stage(second);
        Assert.Equal(0ul, log.Head.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Reader.ReadEntry(0));

        Assert.Equal(CommitOutcome.Committed, log.Commit(first));
        Assert.Equal(1ul, log.Head.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Reader.ReadEntry(1));
        Assert.Equal(CommitOutcome.Committed, log.Commit(second));
        Assert.Equal(LogFixture.RootOf([LogFixture.Entry(0), LogFixture.Entry(1)]), log.Head.Root);
    }

    [Fact]
    public void Entries_taken_back_from_a_batch_are_not_committed()
    {
        using var log = _fixture.Open();
        var batch = log.NewBatch();
        for (var i = 0; i < 5; i++) batch.Add(LogFixture.Entry(i));
        batch.Entries.Truncate(2, new LogTime(2));
        batch.Add(LogFixture.Entry(9));
        Assert.Equal(LogFixture.Entry(9), batch.Entries[2].ToArray());
        Assert.Equal(CommitOutcome.Committed, log.Append(batch));
        Assert.Equal(3ul, log.Head.Size);
        Assert.Equal(LogFixture.Entry(9), log.Reader.ReadEntry(2).ToArray());
    }

    [Fact]
    public void Batches_out_of_order_stop_the_log()
    {
        using var log = _fixture.Open();
        var early = log.NewBatch();
        early.Add(LogFixture.Entry(0));
        var late = log.NewBatch();
        late.Add(LogFixture.Entry(1));
        log.Stage(early);
        Assert.Throws<InvariantViolation>(() => log.Stage(late));
    }

    [Fact]
    public void A_failed_flush_ends_the_log_for_good_and_is_never_retried()
    {
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, 1, 3);
            _fixture.Device.FailFlushAfter(0);
            Assert.Equal(CommitOutcome.Unknown, LogFixture.Append(log, [LogFixture.Entry(3)]));
            Assert.Equal(3ul, log.Head.Size);
            Assert.Equal(CommitOutcome.Fenced, LogFixture.Append(log, [LogFixture.Entry(4)]));
            Assert.Equal(3ul, log.Head.Size);
        }

        using var reopened = _fixture.Open();
        Assert.InRange(reopened.Head.Size, 3ul, 4ul);
    }

    [Fact]
    public async Task Readers_beside_the_writer_see_only_whole_committed_states()
    {
        using var log = _fixture.Open();
        var entries = Enumerable.Range(0, 3_000).Select(i => LogFixture.Entry(i)).ToList();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            while (!done.IsCancellationRequested)
            {
                var head = log.Head;
                if (head.Size == 0) continue;
                Assert.Equal(head.Root, log.Reader.Root(head.Size));
                var index = (ulong)random.NextInt64((long)head.Size);
                Assert.Equal(entries[(int)index], log.Reader.ReadEntry(index).ToArray());
                var proof = log.Reader.Inclusion(index, head.Size);
                var leaf = MerkleHasher.HashLeaf(entries[(int)index]);
                Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyInclusion(index, head.Size, leaf, proof, head.Root));
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        for (var at = 0; at < entries.Count; at += 20) LogFixture.Append(log, 1, 20);
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }
}

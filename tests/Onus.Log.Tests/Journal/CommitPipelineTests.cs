using Onus.Core;
using Onus.Log.Journal;

namespace Onus.Log.Tests.Journal;

public sealed class CommitPipelineTests
{
    private readonly LogFixture _fixture = new();

    [Fact]
    public void Batches_are_committed_in_the_order_of_posting()
    {
        var sizes = new List<ulong>();
        using (var log = _fixture.Open())
        {
            using (var pipeline = new CommitPipeline(log, (batch, outcome) =>
                   {
                       Assert.Equal(CommitOutcome.Committed, outcome);
                       Assert.Equal(batch.NextIndex, log.Head.Size);
                       sizes.Add(batch.NextIndex);
                   }))
            {
                for (var i = 0; i < 100; i++) Post(pipeline, log, 3 * i, 3);
            }

            Assert.Equal(Enumerable.Range(1, 100).Select(i => (ulong)(3 * i)), sizes);
            Assert.Equal(LogFixture.RootOf(Enumerable.Range(0, 300).Select(i => LogFixture.Entry(i))), log.Head.Root);
        }

        using var reopened = _fixture.Open();
        Assert.Equal(300ul, reopened.Head.Size);
    }

    [Fact]
    public void After_a_batch_of_unknown_fate_the_staged_ones_are_fenced()
    {
        var outcomes = new List<CommitOutcome>();
        using var log = _fixture.Open();
        using (var pipeline = new CommitPipeline(log, (_, outcome) => outcomes.Add(outcome)))
        {
            Post(pipeline, log, 0, 1);
            _fixture.Device.FailFlushAfter(0);
            for (var i = 1; i < 6; i++) Post(pipeline, log, i, 1);
        }

        Assert.Equal(6, outcomes.Count);
        var unknown = outcomes.IndexOf(CommitOutcome.Unknown);
        Assert.InRange(unknown, 0, 1);
        Assert.All(outcomes.Take(unknown), o => Assert.Equal(CommitOutcome.Committed, o));
        Assert.All(outcomes.Skip(unknown + 1), o => Assert.Equal(CommitOutcome.Fenced, o));
        Assert.Equal((ulong)unknown, log.Head.Size);
    }

    [Fact]
    public void What_the_commit_thread_threw_reaches_whoever_posts()
    {
        using var log = _fixture.Open();
        var pipeline = new CommitPipeline(log, (_, _) => throw new InvariantViolation("broken"));
        Post(pipeline, log, 0, 1);
        Assert.Throws<InvariantViolation>(() =>
        {
            for (var i = 1; i < 10; i++) Post(pipeline, log, i, 1);
        });
        Assert.Throws<InvariantViolation>(pipeline.Dispose);
    }

    private static void Post(CommitPipeline pipeline, TransparencyLog log, int first, int count)
    {
        var batch = log.NewBatch();
        for (var i = 0; i < count; i++) batch.Add(LogFixture.Entry(first + i));
        pipeline.Post(batch);
    }
}

using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Tests.Replaying;

/// <summary>Every log that stories write replays to the same bytes, and a changed one does not.</summary>
public sealed class LogReplayTests
{
    private const ulong Day = 86_400 * LogTime.NanosecondsPerSecond;

    public static TheoryData<string> Names() => [.. ToldStory.Products.Select(t => t.Product.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_of_every_story_is_decided_again_to_the_same_bytes(string name)
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == name).Product;
        foreach (var example in product.Examples)
        {
            using var story = ToldStory.Tell(product, example);
            Assert.Null(Replay(story, story.Node, out var replayed));
            Assert.True(replayed > 0, example.Title);
        }
    }

    [Fact]
    public void A_changed_entry_is_named_with_the_field_that_differs()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        var index = FirstAct(story);
        Assert.True(ActEntry.TryRead(story.Read(index), out var act));
        var forged = act! with { Firings = [act.Firings[0] with { Cause = FiringCause.Asked }, .. act.Firings.Skip(1)] };
        var fault = Replay(story, new Changed(story.Node, index, forged.ToBytes()), out _);
        Assert.Equal($"entry {index}: the state before it does not lead to it; it differs in firings[0][1]", fault);
    }

    [Fact]
    public void An_act_that_was_left_out_is_found()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        using var ledger = new LedgerState(new LedgerOptions(), story.Node, story.Node);
        var replay = new LogReplay("story", StoryPen.Instance, ledger, story.Node) { TakesUnasked = true };
        var first = FirstAct(story);
        for (ulong i = 0; i < story.Size && replay.Fault is null; i++)
            if (i != first) replay.Add(story.Read(i));
        Assert.False(replay.Flush());
    }

    [Fact]
    public void Nobody_may_slip_an_entry_in_that_no_command_asked_for()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        using var ledger = new LedgerState(new LedgerOptions(), story.Node, story.Node);
        var replay = new LogReplay("story", StoryPen.Instance, ledger, story.Node);
        for (ulong i = 0; i < story.Size && replay.Fault is null; i++) replay.Add(story.Read(i));
        Assert.EndsWith("nobody asked for it", replay.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_a_charter_is_decided_again_from_its_founding_on()
    {
        using var node = Governed();
        using var ledger = new LedgerState(new LedgerOptions(), node.Node, node.Node);
        var replay = new LogReplay("example.com/cases", StoryPen.Instance, ledger, node.Node);
        for (ulong i = 0; i < node.Node.Size; i++)
        {
            Assert.True(node.Node.TryRead(i, out var entry));
            Assert.True(replay.Add(entry), replay.Fault);
        }

        Assert.True(replay.Flush());
        // The first entry is an opaque record: nobody can decide it again.
        Assert.Equal(node.Node.Size - 1, replay.Ledger.Reexecuted + replay.Reexecuted);
        Assert.Equal(0ul, replay.Believed);
    }

    [Fact]
    public void A_clock_that_did_not_lapse_in_time_is_found()
    {
        using var node = Governed();
        var log = new Changed(node.Node, ulong.MaxValue, []);
        using var ledger = new LedgerState(new LedgerOptions(), log, node.Node);
        var replay = new LogReplay("example.com/cases", StoryPen.Instance, ledger, log);
        var last = node.Node.Size - 1;
        for (ulong i = 0; i < last; i++)
        {
            node.Node.TryRead(i, out var entry);
            Assert.True(replay.Add(entry), replay.Fault);
        }

        Assert.True(node.Node.TryRead(last, out var refusal));
        Assert.True(CaseRefused.TryRead(refusal, out var refused));
        var late = refused! with { Envelope = refused.Envelope with { Time = refused.Envelope.Time.Plus(40 * Day) } };
        var writer = CborExtensions.NewWriter();
        late.Write(writer);
        Assert.False(replay.Add(writer.Encode()));
        Assert.Contains("did not lapse before it", replay.Fault, StringComparison.Ordinal);
    }

    /// <summary>A remittance that went out, and somebody who may not confirm it.</summary>
    internal static CharteredNode Governed()
    {
        var text = ToldStory.Products.Single(t => t.Product.Name == "remittance");
        var node = new CharteredNode(text, ToldStory.SourceOf("remittance"), LogTime.FromUnixSeconds(1_800_000_000));
        var opened = node.Open(
            "sender", new FactInput("amount", 720_000), new FactInput("usd-equivalent", 100_000), new FactInput("identified", 1),
            new FactInput("screening", 0), new FactInput("payee-account", 7));
        Assert.Equal(CaseOutcome.Accepted, opened.Outcome);
        Assert.Equal(CaseOutcome.NotAuthorized, node.Take(opened.Case, "deliver", "sender").Outcome);
        return node;
    }

    internal static ulong FirstAct(ToldStory story)
    {
        for (ulong i = 0; ; i++)
            if (EntryHeader.KindOf(story.Read(i).Span) == EntryKind.Act) return i;
    }

    private static string? Replay(ToldStory story, IEntryReader log, out ulong replayed)
    {
        using var ledger = new LedgerState(new LedgerOptions(), log, story.Node);
        var replay = new LogReplay("story", StoryPen.Instance, ledger, log) { TakesUnasked = true };
        for (ulong i = 0; i < story.Size && replay.Fault is null; i++)
        {
            Assert.True(log.TryRead(i, out var entry));
            story.KeepHistory(replay.State, entry);
            replay.Add(entry);
        }

        replay.Flush();
        replayed = replay.Reexecuted;
        return replay.Fault;
    }

    /// <summary>A log in which one entry is another.</summary>
    private sealed class Changed(IEntryReader log, ulong index, byte[] entry) : IEntryReader
    {
        public bool TryRead(ulong at, out ReadOnlyMemory<byte> read)
        {
            if (at != index) return log.TryRead(at, out read);
            read = entry;
            return true;
        }
    }
}

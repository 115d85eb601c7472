using System.Text.Json;
using Onus.Cases.Stories;
using Onus.Cases.Tests.Replaying;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Tests.Explaining;

/// <summary>Every entry of every story can be explained, in the same bytes from the live log and from a copy of it.</summary>
public sealed class ExplainerTests
{
    public static TheoryData<string> Names() => [.. ToldStory.Products.Select(t => t.Product.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_entry_of_a_case_is_explained(string name)
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == name).Product;
        foreach (var example in product.Examples)
        {
            using var story = ToldStory.Tell(product, example);
            Assert.NotEmpty(Explain(story, story.Node));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_log_that_was_decided_again_is_explained_in_the_same_bytes(string name)
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == name).Product;
        using var story = ToldStory.Tell(product, product.Examples[^1]);
        var again = new Copy();
        using var ledger = new LedgerState(new LedgerOptions(), again, story.Node);
        var replay = new LogReplay("story", StoryPen.Instance, ledger, story.Node) { TakesUnasked = true };
        for (ulong i = 0; i < story.Size; i++)
        {
            story.KeepHistory(replay.State, story.Read(i));
            Assert.True(replay.Add(story.Read(i)), replay.Fault);
            again.Entries.Add(story.Read(i).ToArray());
        }

        Assert.Equal(Explain(story, story.Node), Explain(story, again));
    }

    [Fact]
    public void One_entry_is_explained_alone_as_on_the_way_through_the_log()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        Assert.True(Explainer.TryExplain(story.Node, story.Size, story.Size - 1, out var alone));
        Assert.Equal(Explain(story, story.Node)[^1], ExplanationText.Write(alone) + ExplanationJson.Write(alone));
    }

    [Fact]
    public void An_act_answers_who_under_what_from_which_facts_what_else_and_what_would_differ()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "remittance").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        Assert.True(Explainer.TryExplain(story.Node, story.Size, LogReplayTests.FirstAct(story), out var explanation));
        Assert.NotEmpty(explanation.Deciders);
        Assert.NotEmpty(explanation.Facts);
        Assert.Contains(explanation.Stays, stay => stay.Fired is { Because.Length: > 0 });
        Assert.Contains(explanation.Stays, stay => !stay.Options.IsEmpty && !stay.Differences.IsEmpty);
        Assert.Contains(explanation.Stays, stay => stay.Differences.Any(d => d.Threshold is not null));
        Assert.NotEmpty(explanation.Next);
        Assert.Equal("institution", Assert.Single(explanation.Liability).Party);
    }

    [Fact]
    public void Json_is_well_formed_and_says_its_format()
    {
        var product = ToldStory.Products.Single(t => t.Product.Name == "chargeback").Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        Assert.True(Explainer.TryExplain(story.Node, story.Size, LogReplayTests.FirstAct(story), out var explanation));
        using var json = JsonDocument.Parse(ExplanationJson.Write(explanation));
        Assert.Equal(ExplanationJson.Format, json.RootElement.GetProperty("format").GetString());
        Assert.Equal(explanation.Stays.Length, json.RootElement.GetProperty("stays").GetArrayLength());
    }

    [Fact]
    public void An_entry_of_the_ledger_is_none_of_a_case()
    {
        var product = ToldStory.Products[0].Product;
        using var story = ToldStory.Tell(product, product.Examples[0]);
        Assert.False(Explainer.TryExplain(story.Node, story.Size, 0, out _));
    }

    private static List<string> Explain(ToldStory story, IEntryReader log)
    {
        var pages = new List<string>();
        using var fold = new LogFold(log, story.Size);
        while (fold.Next < story.Size)
        {
            var entry = story.Read(fold.Next);
            story.KeepHistory(fold.Cases, entry);
            if (Explainer.TryExplainNext(fold, out var explanation))
                pages.Add(ExplanationText.Write(explanation) + ExplanationJson.Write(explanation));
            else Assert.DoesNotContain(EntryHeader.KindOf(entry.Span), Explained);
            fold.Step();
        }

        return pages;
    }

    private static readonly EntryKind[] Explained =
    [
        EntryKind.Act, EntryKind.CaseRefused, EntryKind.Approval, EntryKind.ApprovalWithdrawn, EntryKind.RequestAsked, EntryKind.RequestEnded,
        EntryKind.DutyDone, EntryKind.DutyOverdue, EntryKind.Destroyed, EntryKind.DestructionOrdered, EntryKind.RetentionOver, EntryKind.LegalHold,
    ];

    private sealed class Copy : IEntryReader
    {
        public List<byte[]> Entries { get; } = [];

        public bool TryRead(ulong index, out ReadOnlyMemory<byte> entry)
        {
            entry = index < (ulong)Entries.Count ? Entries[(int)index] : default;
            return !entry.IsEmpty;
        }
    }
}

using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Runtime;

/// <summary>What follows from an act in entries of their own, in the same batch: questions that became moot, cases that it opens.</summary>
internal sealed class CaseAftermath(CaseTables tables, OpenRules open, RequestRules requests, CapWatch caps, ActWriter writer)
{
    // A case that opens a case that opens a case: no honest set of products comes near this.
    private const int DeepestOpening = 20;

    /// <summary>The products of which the act opens cases: by its steps, and because caps fill up.</summary>
    public IReadOnlyList<string> OpeningsOf(ActDraft draft, LogTime now)
    {
        var product = draft.Record.View.Product;
        if (!tables.ShapeOf(draft.Record.Product).OpensOthers) return [];
        var names = new List<string>();
        foreach (var firing in draft.Plan.Firings)
            if (product.Steps[firing.Step].Opens is { } name) names.Add(name);
        names.AddRange(caps.OpeningsOf(draft, now));
        return names;
    }

    /// <summary>Whether every case that the act opens can be bound.</summary>
    public bool CanOpen(ActDraft draft, LogTime now)
    {
        if (!tables.ShapeOf(draft.Record.Product).OpensOthers) return true;
        foreach (var name in OpeningsOf(draft, now))
            if (open.Child(AfterOf(draft), name, 0, now) is null) return false;
        return true;
    }

    /// <summary>Writes what follows from an act that has just been written.</summary>
    public void Follow(ActEntry act, CaseRecord after, IReadOnlyList<string> openings, LogTime clock, EntryBatch batch) =>
        Follow(act, after, openings, clock, batch, 0);

    private void Follow(ActEntry act, CaseRecord after, IReadOnlyList<string> openings, LogTime clock, EntryBatch batch, int depth)
    {
        Invariant.Holds(depth < DeepestOpening);
        if (after.Requests.Count > 0 && !tables.Has(CaseFault.KeepMootQuestions)) requests.EndMoot(after, clock, batch);
        foreach (var name in openings) Open(after, name, act.Envelope.Index, clock, batch, depth + 1);
    }

    private void Open(CaseRecord parent, string name, ulong act, LogTime clock, EntryBatch batch, int depth)
    {
        ActDraft draft;
        for (var now = batch.TimeFor(clock); ;)
        {
            var child = open.Child(parent, name, act, now);
            if (child is null || child.Plan.Outcome != CaseOutcome.Accepted) Invariant.Broken($"the case of {name} that entry {act} opens");
            draft = child;
            var at = writer.Prepare(draft, clock, batch);
            if (at == now) break;
            now = at;
        }

        var openings = OpeningsOf(draft, batch.TimeFor(clock));
        var (written, after) = writer.Write(draft, clock, batch);
        Follow(written, after, openings, clock, batch, depth);
    }

    /// <summary>The case as the act leaves it, as far as opening another one asks.</summary>
    private static CaseRecord AfterOf(ActDraft draft) => new()
    {
        Opened = draft.Record.Opened,
        Number = draft.Record.Number,
        Product = draft.Record.Product,
        OpenedAt = draft.Record.OpenedAt,
        View = draft.Plan.After,
        Parties = draft.Record.Parties,
        Accounts = draft.Record.Accounts,
    };
}

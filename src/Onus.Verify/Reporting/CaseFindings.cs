using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Proofs;

namespace Onus.Verify.Reporting;

/// <summary>Says what a proof of a case shows.</summary>
internal static class CaseFindings
{
    /// <summary>Adds how the case stood, that it is complete, and what was withheld.</summary>
    public static void Say(Findings findings, CaseProof proof, CaseCheck check)
    {
        var (leaf, root) = (proof.Standing.Leaf, check.Root!);
        var state = leaf.ClosedAt is { } closed ? $"it ended at {closed} in state {leaf.State}" : $"it was open, in state {leaf.State}";
        findings.Proven(
            $"Case {leaf.Opened}, after the first {root.AsOf} entries, by the state root in entry {root.Envelope.Index} ({root.Envelope.Time}): "
            + $"{state} of the product that entry {leaf.Product} enacted.");
        foreach (var (actor, amount) in leaf.Liabilities.Where(l => l.Amount > 0))
            findings.Proven($"Actor {actor} was liable in it for {amount}, in minor units.");
        findings.Proven(
            $"These {proof.Thread.Count} entries are all that the case had by then: each names the one before it and how many there were, "
            + $"from its opening to entry {leaf.Last}, and the state root commits to that last one.");
        if (check.Withheld > 0)
        {
            var withheld = proof.Thread.Where(entry => entry.Entry is null).Select(entry => entry.Index);
            findings.NotProven($"What {check.Withheld} of them say: entries {string.Join(", ", withheld)} are withheld from you; they are in the log, and counted.");
        }
    }

    /// <summary>Adds one line for each entry of the case that is shown.</summary>
    public static void SayEntries(Findings findings, CaseProof proof)
    {
        foreach (var entry in proof.Thread)
        {
            if (entry.Entry is not { } bytes) continue;
            Invariant.Holds(EntryHeader.TryRead(bytes.Span, out var header));
            findings.Proven($"Entry {entry.Index}, accepted at {header.Time}: {Words(bytes, header)}.");
        }
    }

    private static string Words(ReadOnlyMemory<byte> bytes, in EntryHeader header)
    {
        if (!ActEntry.TryRead(bytes, out var act))
            return $"{header.Kind}, by {By(EntryEnvelope.ReadStart(CborExtensions.NewReader(bytes)).Actor)}";
        if (act!.Seal is { } seal) return $"a confidential act; the case is in state {seal.State}";
        var steps = act.Firings.IsEmpty ? "no step" : "steps " + string.Join(", ", act.Firings.Select(f => $"{f.Step} ({f.Cause})"));
        var moved = act.Moves.Select(m => $"liability of {m.Amount} from {Party(m.From)} to {Party(m.To)}")
            .Concat(act.Legs.Select(l => $"money of {l.Amount} from account {l.From} to {l.To}"));
        return string.Join("; ", moved.Prepend($"{act.Trigger} by {By(act.Decider.Actor)}, {steps}"));
    }

    private static string By(ulong actor) => actor == 0 ? "rule or clock" : $"actor {actor}";

    private static string Party(int party) => party < 0 ? "nobody" : $"party {party}";
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tree;

namespace Onus.Log.Proofs;

/// <summary>What a case proof shows, or the first thing that is wrong with it.</summary>
public enum CaseVerdict : byte
{
    /// <summary>These are all the entries of the case up to the state root.</summary>
    Complete,

    /// <summary>An entry is not in the log of the checkpoint, where it says it is.</summary>
    NotInLog,

    /// <summary>The entry that should carry the root is no state root, or it commits to no cases.</summary>
    NoStateRoot,

    /// <summary>The case does not lead to the root over all cases.</summary>
    NotUnderRoot,

    /// <summary>The first entry does not open the case.</summary>
    NotOpened,

    /// <summary>An entry is not of the case.</summary>
    NotOfCase,

    /// <summary>An entry before this one is missing, doubled or out of order.</summary>
    Missing,

    /// <summary>The entries do not end at the last one that the root commits to.</summary>
    EndDiffers,
}

/// <summary>Whether the entries of a case proof are all that the case has, as of the state root: every entry names the one before
/// it and its ordinal, the root commits to the last, and all of them are in the log of the checkpoint. Not whether the
/// checkpoint is genuine.</summary>
public sealed class CaseCheck
{
    private readonly CaseProof _proof;

    /// <summary>Checks a proof.</summary>
    public CaseCheck(CaseProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        _proof = proof;
        Verdict = Check();
    }

    /// <summary>What the proof shows.</summary>
    public CaseVerdict Verdict { get; }

    /// <summary>The entry at which it fails; of a complete proof the last one.</summary>
    public ulong At { get; private set; }

    /// <summary>The state root; null where there is none.</summary>
    public StateRootEntry? Root { get; private set; }

    /// <summary>How many entries are shown by their leaf hash only: their kind and their link are the operator's word.</summary>
    public int Withheld => _proof.Thread.Count(entry => entry.Entry is null);

    /// <summary>What was found, in words.</summary>
    public string Say() => Verdict switch
    {
        CaseVerdict.Complete => $"the case is complete up to entry {At}",
        CaseVerdict.NotInLog => $"it rests on entry {At}, and that is not in the log as it stands in the proof",
        CaseVerdict.NoStateRoot => $"entry {At} should carry a state root over cases, and does not",
        CaseVerdict.NotUnderRoot => "the case does not lead to the root over all cases",
        CaseVerdict.NotOpened => $"entry {At} does not open the case",
        CaseVerdict.NotOfCase => $"entry {At} is not an entry of the case",
        CaseVerdict.Missing => $"before entry {At} of the case an entry is missing, doubled or out of order",
        _ => $"the case does not end at entry {At}: the state root commits to another last entry",
    };

    /// <summary>The link by which an entry belongs to a case; null where it has none.</summary>
    public static LineageLink? LinkOf(ReadOnlyMemory<byte> entry, ulong @case)
    {
        if (!EntryEnvelope.IsCbor(entry.Span)) return null;
        try
        {
            foreach (var link in EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage)
                if (link.Subject == @case) return link;
        }
        catch (Exception e) when (e is System.Formats.Cbor.CborContentException or InvalidOperationException or OverflowException)
        {
            // Bytes that do not read are of no case.
        }

        return null;
    }

    private CaseVerdict Check()
    {
        foreach (var entry in _proof.Thread.Prepend(_proof.Root))
        {
            At = entry.Index;
            if (!IsInLog(entry)) return CaseVerdict.NotInLog;
        }

        At = _proof.Root.Index;
        if (!StateRootEntry.TryRead(_proof.Root.Entry!.Value, out var root) || root!.CaseRoot is not { } over) return CaseVerdict.NoStateRoot;
        Root = root;
        var standing = _proof.Standing;
        var leaf = MerkleHasher.HashLeaf(standing.Leaf.ToBytes());
        if (MerkleVerifier.VerifyInclusion(standing.Place, root.Cases, leaf, standing.Path.AsSpan(), over) != ProofOutcome.Verified)
            return CaseVerdict.NotUnderRoot;
        return CheckThread(standing.Leaf, root);
    }

    private CaseVerdict CheckThread(CaseLeaf leaf, StateRootEntry root)
    {
        var thread = _proof.Thread;
        At = thread[0].Index;
        if (thread[0].Index != leaf.Opened || thread[0].Entry is not { } first || !ActEntry.TryRead(first, out var opening) || opening!.Opening is null)
            return CaseVerdict.NotOpened;
        for (var i = 1; i < thread.Count; i++)
        {
            At = thread[i].Index;
            if (thread[i].Index <= thread[i - 1].Index) return CaseVerdict.Missing;
            if (thread[i].Entry is not { } entry) continue;
            if (LinkOf(entry, leaf.Opened) is not { } link) return CaseVerdict.NotOfCase;
            if (link.Ordinal != (ulong)i || link.Previous != thread[i - 1].Index) return CaseVerdict.Missing;
        }

        var isHeadThere = thread.Any(entry => entry.Index == leaf.Head);
        return thread[^1].Index == leaf.Last && (ulong)(thread.Count - 1) == leaf.Ordinal && isHeadThere && leaf.Last < root.AsOf
            ? CaseVerdict.Complete
            : CaseVerdict.EndDiffers;
    }

    private bool IsInLog(ThreadEntry entry)
    {
        var claimed = _proof.Checkpoint.Checkpoint;
        return MerkleVerifier.VerifyInclusion(entry.Index, claimed.Size, entry.Leaf, entry.Path.Span, claimed.Root) == ProofOutcome.Verified;
    }
}

using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tree;

namespace Onus.Log.Exhibits;

/// <summary>Something that is wrong with an exhibit.</summary>
/// <param name="Member">In which member.</param>
/// <param name="Problem">What, as the rest of a sentence.</param>
public readonly record struct ExhibitFault(string Member, string Problem);

/// <summary>Checks everything in an exhibit but the checkpoint's signatures, which need keys from outside: that every listed member
/// is as it was listed, that every entry is in the log, that no entry of the case is missing, that products, decisions and
/// evidence are those that the entries commit to. What <c>index.html</c> tells is not checked: it is a telling.</summary>
public sealed class ExhibitCheck
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _members = new(StringComparer.Ordinal);
    private readonly List<ExhibitFault> _faults = [];

    /// <summary>Checks an exhibit.</summary>
    /// <param name="members">Its members, the manifest among them.</param>
    public ExhibitCheck(IEnumerable<ArchiveMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        foreach (var (path, bytes) in members)
            if (!_members.TryAdd(path, bytes)) Fault(path, "stands there twice");
        // Of members that are not the listed ones nothing further is said: everything else would follow from that.
        if (CheckManifest() && _faults.Count == 0 && CheckCheckpoint()) CheckContent();
    }

    /// <summary>What is wrong, in the order in which it was found; nothing where the exhibit holds together.</summary>
    public IReadOnlyList<ExhibitFault> Faults => _faults;

    /// <summary>The manifest; null where there is none.</summary>
    public ExhibitManifest? Manifest { get; private set; }

    /// <summary>The checkpoint; null where there is none.</summary>
    public SignedCheckpoint? Checkpoint { get; private set; }

    /// <summary>The entries, by their index.</summary>
    public SortedDictionary<ulong, ReadOnlyMemory<byte>> Entries { get; } = [];

    /// <summary>The case's completeness; null where the exhibit has no proof of it.</summary>
    public CaseCheck? Completeness { get; private set; }

    /// <summary>The proof of the case's completeness; null where there is none.</summary>
    public CaseProof? CaseProof { get; private set; }

    /// <summary>The decisions whose signatures were checked.</summary>
    public List<DecisionCheck> Decisions { get; } = [];

    /// <summary>The entries of the case that carry a signature for which there is no decision proof.</summary>
    public List<ulong> SignedWithoutProof { get; } = [];

    /// <summary>The products whose source and compiled form were checked.</summary>
    public List<ProductEnacted> Products { get; } = [];

    /// <summary>The confidential acts that the exhibit does not show in full.</summary>
    public List<ulong> Sealed { get; } = [];

    /// <summary>The documents that were checked against their commitments.</summary>
    public List<Hash256> Evidence { get; } = [];

    /// <summary>Whether there is a time token, which needs a certificate from outside.</summary>
    public bool HasTimestamp => _members.ContainsKey(ExhibitPaths.Timestamp);

    private bool CheckManifest()
    {
        if (!_members.TryGetValue(ExhibitPaths.Manifest, out var bytes))
            return Fault(ExhibitPaths.Manifest, "is missing");

        if (!ExhibitManifest.TryParse(bytes.Span, out var manifest, out var error))
            return Fault(ExhibitPaths.Manifest, $"is no manifest: {error}");

        Manifest = manifest;
        foreach (var (path, hash) in manifest.Members)
        {
            if (!_members.TryGetValue(path, out var member)) Fault(path, "is listed and missing");
            else if (new Hash256(SHA256.HashData(member.Span)) != hash) Fault(path, "was altered: its SHA-256 is not the listed one");
        }

        var listed = manifest.Members.Select(m => m.Path).Append(ExhibitPaths.Manifest).ToHashSet(StringComparer.Ordinal);
        foreach (var path in _members.Keys.Where(path => !listed.Contains(path)).Order(StringComparer.Ordinal)) Fault(path, "is not listed in the manifest");
        return true;
    }

    private bool CheckCheckpoint()
    {
        if (!_members.TryGetValue(ExhibitPaths.Checkpoint, out var bytes))
            return Fault(ExhibitPaths.Checkpoint, "is missing");

        if (!SignedCheckpoint.TryParse(bytes.Span, out var checkpoint, out var error))
            return Fault(ExhibitPaths.Checkpoint, $"is no checkpoint: {error}");

        Checkpoint = checkpoint;
        if (checkpoint.Checkpoint.Origin != Manifest!.Origin)
            Fault(ExhibitPaths.Checkpoint, $"is of the log {checkpoint.Checkpoint.Origin}, the manifest says {Manifest.Origin}");
        return true;
    }

    private void CheckContent()
    {
        foreach (var path in _members.Keys.Order(StringComparer.Ordinal))
            if (ExhibitPaths.IsEntry(path, out var index) && CheckEntry(index, _members[path])) Entries.Add(index, _members[path]);
        CheckThread();
        foreach (var (index, entry) in Entries)
        {
            if (ProductEnacted.TryRead(entry, out var enacted)) CheckProduct(index, enacted!);
            if (ActEntry.TryRead(entry, out var act) && act!.Seal is not null) CheckSeal(index, act);
            if (CaseCheck.LinkOf(entry, Manifest!.Case) is not null) CheckDecision(index, entry);
        }

        CheckEvidence();
    }

    private bool CheckEntry(ulong index, ReadOnlyMemory<byte> entry)
    {
        var path = ExhibitPaths.Entry(index);
        if (!EntryHeader.TryRead(entry.Span, out var header) || header.Index != index)
            return Fault(path, $"does not say itself that it is entry {index}");
        if (!_members.TryGetValue(ExhibitPaths.Proof(index), out var bytes)) return Fault(ExhibitPaths.Proof(index), "is missing");
        if (!TlogProof.TryParse(bytes.Span, out var proof, out var error)) return Fault(ExhibitPaths.Proof(index), $"is no tlog-proof: {error}");
        if (proof.Index != index) return Fault(ExhibitPaths.Proof(index), $"is of entry {proof.Index}");
        if (!proof.Checkpoint.ToBytes().AsSpan().SequenceEqual(_members[ExhibitPaths.Checkpoint].Span))
            return Fault(ExhibitPaths.Proof(index), "is under another checkpoint than the exhibit's");
        var claimed = proof.Checkpoint.Checkpoint;
        return MerkleVerifier.VerifyInclusion(index, claimed.Size, MerkleHasher.HashLeaf(entry.Span), proof.Hashes, claimed.Root) == ProofOutcome.Verified
            || Fault(path, "does not lead to the root of the checkpoint: other bytes, another place, or a forgery");
    }

    private void CheckThread()
    {
        var of = Manifest!.Case;
        if (!_members.TryGetValue(ExhibitPaths.CaseProof, out var bytes))
        {
            Fault(ExhibitPaths.CaseProof, "is missing");
            return;
        }

        if (!CaseProof.TryParse(bytes, out var proof, out var error))
        {
            Fault(ExhibitPaths.CaseProof, $"is no case proof: {error}");
            return;
        }

        CaseProof = proof;
        Completeness = new CaseCheck(proof);
        if (!proof.Checkpoint.ToBytes().AsSpan().SequenceEqual(_members[ExhibitPaths.Checkpoint].Span))
            Fault(ExhibitPaths.CaseProof, "is under another checkpoint than the exhibit's");
        else if (proof.Standing.Leaf.Opened != of) Fault(ExhibitPaths.CaseProof, $"is of case {proof.Standing.Leaf.Opened}");
        else if (Completeness.Verdict != CaseVerdict.Complete) Fault(ExhibitPaths.CaseProof, Completeness.Say());

        foreach (var entry in proof.Thread.Where(e => e.Entry is not null))
        {
            if (!Entries.TryGetValue(entry.Index, out var shown)) Fault(ExhibitPaths.Entry(entry.Index), "is of the case and missing");
            else if (!shown.Span.SequenceEqual(entry.Entry!.Value.Span)) Fault(ExhibitPaths.Entry(entry.Index), "is not the entry of the case proof");
        }

        var thread = proof.Thread.Select(e => e.Index).ToHashSet();
        foreach (var (index, entry) in Entries)
            if (CaseCheck.LinkOf(entry, of) is not null && !thread.Contains(index)) Fault(ExhibitPaths.Entry(index), "is of the case, and the case proof does not know it");
    }

    private void CheckProduct(ulong index, ProductEnacted enacted)
    {
        var faults = _faults.Count;
        CheckHash(ExhibitPaths.Source(index), enacted.Source, "is not the source that the entry enacts");
        CheckHash(ExhibitPaths.Compiled(index), enacted.Compiled, "is not the compiled product that the entry enacts");
        if (_faults.Count == faults) Products.Add(enacted);
    }

    private void CheckHash(string path, in Hash256 hash, string problem)
    {
        if (!_members.TryGetValue(path, out var bytes)) Fault(path, "is missing");
        else if (new Hash256(SHA256.HashData(bytes.Span)) != hash) Fault(path, problem);
    }

    private void CheckSeal(ulong index, ActEntry act)
    {
        if (!Entries.TryGetValue(index - 1, out var before)) Sealed.Add(index);
        else if (!SealedPart.TryRead(before, out var part) || !Face.TryOpen(act, part!, out _))
            Fault(ExhibitPaths.Entry(index - 1), $"is not the sealed part that entry {index} commits to");
    }

    private void CheckDecision(ulong index, ReadOnlyMemory<byte> entry)
    {
        if (!_members.TryGetValue(ExhibitPaths.Decision(index), out var bytes))
        {
            var isSigned = (SignedEntry.TryRead(entry, out var signed) && !signed.Signature.IsEmpty)
                || (RequestEnded.TryRead(entry, out var ended) && !ended!.Signature.IsEmpty);
            if (isSigned) SignedWithoutProof.Add(index);
            return;
        }

        var path = ExhibitPaths.Decision(index);
        if (!DecisionProof.TryParse(bytes, out var proof, out var error))
        {
            Fault(path, $"is no decision proof: {error}");
            return;
        }

        var isSame = proof.Entries[0].Span.SequenceEqual(entry.Span)
            && proof.Checkpoint.ToBytes().AsSpan().SequenceEqual(_members[ExhibitPaths.Checkpoint].Span);
        var check = new DecisionCheck(proof);
        if (!isSame || proof.FirstNotInLog() is not null) Fault(path, "is of another entry, or not under the exhibit's checkpoint");
        else if (check.Verdict != DecisionVerdict.Signed) Fault(path, $"does not show the decision signed: {check.Verdict}");
        else Decisions.Add(check);
    }

    private void CheckEvidence()
    {
        var committed = new HashSet<Hash256>();
        foreach (var entry in Entries.Values)
        {
            if (ActEntry.TryRead(entry, out var act)) committed.UnionWith(Opened(act!).Evidence.Select(e => e.Commitment));
            if (RequestAsked.TryRead(entry, out var asked)) committed.UnionWith(asked!.Evidence.Select(e => e.Commitment));
        }

        foreach (var commitment in committed.Order())
        {
            if (!_members.TryGetValue(ExhibitPaths.Evidence(commitment), out var document)) continue;
            if (!_members.TryGetValue(ExhibitPaths.Salt(commitment), out var salt) || salt.Length != Salt.Size)
                Fault(ExhibitPaths.Salt(commitment), "is missing, or is no salt");
            else if (Commitment.ToDocument(new Salt(new Hash256(salt.Span)), new Hash256(SHA256.HashData(document.Span))) != commitment)
                Fault(ExhibitPaths.Evidence(commitment), "is not the document that was committed to");
            else Evidence.Add(commitment);
        }

        var known = Evidence.SelectMany(e => new[] { ExhibitPaths.Evidence(e), ExhibitPaths.Salt(e) }).ToHashSet(StringComparer.Ordinal);
        foreach (var path in _members.Keys.Where(p => p.StartsWith("evidence/", StringComparison.Ordinal) && !known.Contains(p)).Order(StringComparer.Ordinal))
            if (_faults.All(f => f.Member != path)) Fault(path, "is nothing that an entry of the case commits to");
    }

    /// <summary>An act with what its sealed part says, where that is there.</summary>
    private ActEntry Opened(ActEntry act) =>
        act.Seal is not null && Entries.TryGetValue(act.Envelope.Index - 1, out var before) && SealedPart.TryRead(before, out var part)
        && Face.TryOpen(act, part!, out var full) ? full! : act;

    /// <summary>Adds a fault, the first of each member.</summary>
    private bool Fault(string member, string problem)
    {
        if (_faults.All(f => f.Member != member)) _faults.Add(new ExhibitFault(member, problem));
        return false;
    }
}

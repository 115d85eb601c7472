using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Auditing;
using Onus.Engine.Exhibits.Page;
using Onus.Engine.Vault;
using Onus.Log.Exhibits;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;

namespace Onus.Engine.Exhibits;

/// <summary>Makes exhibits: everything that a log proves about one case, in one file for a stranger. The same log and request
/// give the same bytes.</summary>
/// <remarks>A case is shown as it stood at a state root. Costs a fold over the log from its beginning to that root, and the memory
/// of its state; it works beside the engine, on any thread.</remarks>
public static class ExhibitBuilder
{
    /// <summary>Writes a state root, so that the exhibit shows the case as it stands now, and makes the exhibit.</summary>
    public static async Task<Answer<MadeExhibit>> MakeAsync(OnusEngine engine, ExhibitRequest request)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var root = await engine.RootAsync().ConfigureAwait(false);
        if (root.Delivery != Delivery.Durable) return new Answer<MadeExhibit>(root.Delivery, default);
        return new Answer<MadeExhibit>(Delivery.Durable, await Task.Run(() => Make(engine.Log, request)).ConfigureAwait(false));
    }

    /// <summary>Makes an exhibit from what a log has committed.</summary>
    public static MadeExhibit Make(LogReader log, ExhibitRequest request)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(request);
        var checkpoint = request.Under ?? SignedCheckpoint.Parse(log.Head.Checkpoint.Span);
        if (!AuditedCheckpoint.Fits(checkpoint, log)) return new MadeExhibit(ExhibitOutcome.OtherHistory, default, 0, 0);
        var size = checkpoint.Checkpoint.Size;
        if (!IsOpening(log, size, request.Case)) return new MadeExhibit(ExhibitOutcome.NoSuchCase, default, 0, 0);
        if (NewestRoot(log, size, request.Case) is not { } root) return new MadeExhibit(ExhibitOutcome.NoStateRoot, default, 0, 0);

        var dossier = CaseDossier.Read(new LedgerEntries(log), size, request.Case, root, request.Face == ExhibitFace.Public);
        Invariant.Holds(dossier is not null);
        if (dossier.Moments.Count > CaseProof.MaxEntries) return new MadeExhibit(ExhibitOutcome.TooLarge, default, root.AsOf, 0);
        var content = new Collecting(log, request, checkpoint, dossier).Collect();
        if (content.Members.Sum(m => (long)m.Bytes.Length) > StoredZip.MaxSize / 4) return new MadeExhibit(ExhibitOutcome.TooLarge, default, root.AsOf, 0);

        var page = new ArchiveMember(ExhibitPaths.Page, ExhibitPage.Write(content));
        ArchiveMember[] members = [page, .. content.Members];
        var manifest = ExhibitManifest.Of(checkpoint.Checkpoint.Origin, request.Case, request.Face, members);
        var archive = StoredZip.Write([new ArchiveMember(ExhibitPaths.Manifest, manifest.ToBytes()), .. members]);
        var later = log.ReadEntries(root.AsOf, size).Count(entry => CaseCheck.LinkOf(entry, request.Case) is not null);
        return new MadeExhibit(ExhibitOutcome.Made, archive, root.AsOf, later);
    }

    private static bool IsOpening(LogReader log, ulong size, ulong @case) =>
        @case < size && ActEntry.TryRead(log.ReadEntry(@case), out var act) && act!.Opening is not null;

    private static StateRootEntry? NewestRoot(LogReader log, ulong size, ulong @case)
    {
        for (var index = size - 1; index > @case; index--)
            if (StateRootEntry.TryRead(log.ReadEntry(index), out var root)) return root!.AsOf > @case && root.CaseRoot is not null ? root : null;
        return null;
    }

    /// <summary>Collects the members of one exhibit, in their order.</summary>
    private sealed class Collecting(LogReader log, ExhibitRequest request, SignedCheckpoint checkpoint, CaseDossier dossier)
    {
        private readonly List<ArchiveMember> _members = [];
        private readonly SortedSet<ulong> _signed = [];
        private readonly SortedDictionary<Hash256, VaultOutcome> _documents = [];

        public ExhibitContent Collect()
        {
            Add(ExhibitPaths.Script, ExhibitAssets.Script);
            Add(ExhibitPaths.Checkpoint, checkpoint.ToBytes());
            if (!request.Timestamp.IsEmpty) Add(ExhibitPaths.Timestamp, request.Timestamp);
            var proof = new CaseProof(checkpoint, Shown(dossier.Root.Envelope.Index), dossier.Standing, [.. dossier.Moments.Select(Threaded)]);
            Invariant.Holds(new CaseCheck(proof).Verdict == CaseVerdict.Complete);
            Add(ExhibitPaths.CaseProof, proof.ToBytes());
            AddEntries();
            foreach (var moment in dossier.Moments.Where(m => !m.IsWithheld)) AddDecision(moment);
            foreach (var product in dossier.RestsOn.Products) AddProduct(product);
            foreach (var moment in dossier.Moments.Where(m => !m.IsWithheld)) AddEvidence(moment);
            return new ExhibitContent
            {
                Request = request, Checkpoint = checkpoint, Dossier = dossier, Proof = proof, Members = _members, Signed = _signed, Documents = _documents,
            };
        }

        private void AddEntries()
        {
            var shown = dossier.Moments.Where(m => !m.IsWithheld).Select(m => m.Header.Index).Concat(dossier.RestsOn.Roles.Keys);
            foreach (var index in new SortedSet<ulong>(shown))
            {
                Add(ExhibitPaths.Entry(index), log.ReadEntry(index));
                Add(ExhibitPaths.Proof(index), new TlogProof(index, log.Inclusion(index, checkpoint.Checkpoint.Size), checkpoint).ToBytes());
            }
        }

        private void AddDecision(Moment moment)
        {
            var (origin, product) = (checkpoint.Checkpoint.Origin, moment.After.Product);
            var statement = moment.Act is { Signature.IsEmpty: false, Seal: null } act ? StatedDecision.Of(origin, act, product)
                : ApprovalEntry.TryRead(moment.Entry, out var approval) && !approval!.Signature.IsEmpty ? StatedDecision.Of(origin, approval, product) : null;
            if (statement is null) return;
            var index = moment.Header.Index;
            var proof = DecisionProof.Of(statement.ToBytes(), index, dossier.RestsOn.OfDecision(index), log, checkpoint);
            if (new DecisionCheck(proof).Verdict != DecisionVerdict.Signed) return;
            Add(ExhibitPaths.Decision(index), proof.ToBytes());
            _signed.Add(index);
        }

        private void AddProduct(ulong index)
        {
            Invariant.Holds(ProductEnacted.TryRead(log.ReadEntry(index), out var enacted));
            var entries = new LedgerEntries(log);
            Add(ExhibitPaths.Source(index), TextBook.Read(entries, enacted!.Source, enacted.SourceChunks));
            Add(ExhibitPaths.Compiled(index), TextBook.Read(entries, enacted.Compiled, enacted.CompiledChunks));
        }

        private void AddEvidence(Moment moment)
        {
            foreach (var filed in ExhibitContent.EvidenceOf(moment))
            {
                if (_documents.ContainsKey(filed.Commitment)) continue;
                var reading = request.Evidence?.Invoke(filed.Commitment) ?? default;
                var isDocument = reading is { Outcome: VaultOutcome.Read, IsFact: false };
                _documents.Add(filed.Commitment, isDocument || reading.Outcome != VaultOutcome.Read ? reading.Outcome : VaultOutcome.Unknown);
                if (!isDocument) continue;
                Add(ExhibitPaths.Evidence(filed.Commitment), reading.Content);
                Add(ExhibitPaths.Salt(filed.Commitment), reading.Salt.Value.Bytes.ToArray());
            }
        }

        private ThreadEntry Threaded(Moment moment)
        {
            var shown = Shown(moment.Header.Index);
            return moment.IsWithheld ? shown.Withheld() : shown;
        }

        private ThreadEntry Shown(ulong index) => ThreadEntry.Shown(log.ReadEntry(index), log.Inclusion(index, checkpoint.Checkpoint.Size));

        private void Add(string path, ReadOnlyMemory<byte> bytes) => _members.Add(new ArchiveMember(path, bytes));
    }
}

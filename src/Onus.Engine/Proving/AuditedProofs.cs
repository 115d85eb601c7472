using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Keeping;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Storage;

namespace Onus.Engine.Proving;

/// <summary>Proofs as of the newest state root that an auditor's cosigned checkpoint covers: what they say was re-executed by
/// somebody else than the operator.</summary>
/// <remarks>Works beside an engine, from files alone. It folds the ledger up to that root once
/// (a snapshot that is not later than the root shortens it) and answers any number of proofs from there.</remarks>
public sealed class AuditedProofs : IDisposable
{
    private readonly LogReader _log;
    private readonly LedgerState _ledger;
    private readonly byte[] _entry;

    private AuditedProofs(LogReader log, SignedCheckpoint checkpoint, LedgerState ledger, StateRootEntry root, byte[] entry) =>
        (_log, Checkpoint, _ledger, Root, _entry) = (log, checkpoint, ledger, root, entry);

    /// <summary>The audited checkpoint.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <summary>The state root that the proofs rest on.</summary>
    public StateRootEntry Root { get; }

    /// <summary>Makes the state as of the newest root that the checkpoint covers; null when it covers none.</summary>
    /// <param name="log">The log.</param>
    /// <param name="device">Where its snapshots are.</param>
    /// <param name="checkpoint">The audited checkpoint; it must be over this log.</param>
    public static AuditedProofs? Open(LogReader log, IStorageDevice device, SignedCheckpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(checkpoint);
        for (var end = checkpoint.Checkpoint.Size; end > 0; end--)
        {
            var entry = log.ReadEntry(end - 1);
            if (EntryHeader.KindOf(entry.Span) != EntryKind.StateRoot) continue;
            Invariant.Holds(StateRootEntry.TryRead(entry, out var root));
            return new AuditedProofs(log, checkpoint, PastLedger.Fold(log, device, root!.AsOf), root, entry.ToArray());
        }

        return null;
    }

    /// <summary>Proves an account's balance; null when there was no such account.</summary>
    public LedgerProof? Balance(Id128 account) =>
        _ledger.TryGetAccount(account, out var found) ? LedgerProver.Balance(RootFor(found.Opened), found.Opened, _log, Checkpoint) : null;

    /// <summary>Proves all entries of an account, since its opening or since an earlier proof of its balance; null when there
    /// was no such account.</summary>
    public LedgerProof? Statement(Id128 account, BalanceProof? since = null) =>
        _ledger.TryGetAccount(account, out var found)
            ? LedgerProver.Statement(RootFor(found.Opened), found.Opened, since, _log, Checkpoint)
            : null;

    /// <summary>Proves the sums of all accounts of a book; null when there was no such book.</summary>
    public LedgerProof? Total(Id128 book) =>
        _ledger.TryGetBook(book, out var found) ? LedgerProver.Total(RootFor(), found.Opened, _log, Checkpoint) : null;

    /// <inheritdoc/>
    public void Dispose() => _ledger.Dispose();

    private WrittenRoot RootFor(params ulong[] accounts)
    {
        using var frozen = _ledger.Freeze(Root.AsOf, accountsToProve: accounts);
        var root = frozen.Run();
        Invariant.Holds(root.LedgerRoot == Root.LedgerRoot);
        return new WrittenRoot(root, Root.Envelope.Index, _entry);
    }
}

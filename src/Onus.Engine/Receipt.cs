using Onus.Core;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;

namespace Onus.Engine;

/// <summary>What a caller keeps of a command: its entry, and the proof that the entry is in the log.</summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Proof">The proof that leads to the log's signed checkpoint (C2SP tlog-proof@v1).</param>
public sealed record Receipt(ReadOnlyMemory<byte> Entry, TlogProof Proof)
{
    /// <summary>The receipt of an entry, against the newest checkpoint.</summary>
    public static Receipt Of(LogReader log, ulong index)
    {
        ArgumentNullException.ThrowIfNull(log);
        var head = log.Head;
        var checkpoint = SignedCheckpoint.Parse(head.Checkpoint.Span);
        return new Receipt(log.ReadEntry(index), new TlogProof(index, log.Inclusion(index, head.Size), checkpoint));
    }

    /// <summary>The same receipt in COSE (RFC 9942), signed by one of the log's keys.</summary>
    public CoseReceipt ToCose(INoteSigner signer) => CoseReceipt.Issue(Proof, MerkleHasher.HashLeaf(Entry.Span), signer);
}

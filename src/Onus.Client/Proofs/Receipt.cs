using System.Formats.Cbor;
using System.Text;
using Onus.Client.Contracts;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tree;

namespace Onus.Client;

/// <summary>An entry of the log, and the proof that it is there.</summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Proof">The proof that leads to a checkpoint that the log has signed (C2SP tlog-proof@v1).</param>
/// <param name="IsVerified">Whether the checkpoint's signatures were verified against keys of the caller's; if not, the receipt is
/// consistent with itself only.</param>
public sealed record Receipt(ReadOnlyMemory<byte> Entry, TlogProof Proof, bool IsVerified)
{
    /// <summary>The entry's index in the log.</summary>
    public ulong Index => Proof.Index;

    /// <summary>The receipt as the node sends it, checked: the proof leads from these bytes, at this index, to the checkpoint, the
    /// entry is the one of the command, and the checkpoint is signed as the caller's policy asks.</summary>
    /// <exception cref="ProofInvalid">Something of it does not hold.</exception>
    internal static Receipt Of(ReceiptView view, TrustPolicy? trust, Id128? command = null)
    {
        var (index, entry, proof) = Read(view);
        if (proof.Index != index) throw new ProofInvalid($"the proof is of entry {proof.Index}, the receipt says {index}");
        if (EntryHeader.TryRead(entry, out var header) && header.Index != index)
            throw new ProofInvalid($"the entry itself says that it is entry {header.Index}, the receipt says {index}");
        if (command is { } id && CommandOf(entry) != id) throw new ProofInvalid($"entry {index} is not of command {id}");
        var head = proof.Checkpoint.Checkpoint;
        var inclusion = MerkleVerifier.VerifyInclusion(index, head.Size, MerkleHasher.HashLeaf(entry), proof.Hashes, head.Root);
        if (inclusion != ProofOutcome.Verified) throw new ProofInvalid($"the proof of entry {index} does not lead to the checkpoint: {inclusion}");
        if (trust?.Verify(proof.Checkpoint) is { IsVerified: false } refused)
            throw new ProofInvalid($"the checkpoint of {head.Origin} at {head.Size} entries is not to be trusted: {refused.Outcome}");
        return new Receipt(entry, proof, trust is not null);
    }

    private static (ulong Index, byte[] Entry, TlogProof Proof) Read(ReceiptView view)
    {
        try
        {
            return (view.Index, Convert.FromBase64String(view.Entry), TlogProof.Parse(Encoding.UTF8.GetBytes(view.Proof)));
        }
        catch (FormatException e)
        {
            throw new ProofInvalid($"the receipt of entry {view.Index} cannot be read: {e.Message}");
        }
    }

    private static Id128 CommandOf(byte[] entry)
    {
        if (TransferLayout.IsTransfer(entry)) return TransferLayout.ReadTrusted(entry).Id;
        try
        {
            return EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Command;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw new ProofInvalid($"the entry cannot be read: {e.Message}");
        }
    }
}

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

    /// <summary>The receipt as the node sends it as JSON, checked like the other.</summary>
    internal static Receipt Of(ReceiptView view, TrustPolicy? trust, Id128? command = null)
    {
        var entry = new byte[view.Entry.Length];
        if (!Convert.TryFromBase64String(view.Entry, entry, out var length)) throw new ProofInvalid($"the bytes of entry {view.Index} are no base64");
        var receipt = Of(entry.AsMemory(0, length), view.Proof, trust, command);
        return receipt.Index == view.Index ? receipt : throw new ProofInvalid($"the proof is of entry {receipt.Index}, the receipt says {view.Index}");
    }

    /// <summary>The receipt as the node sends it, checked: the proof leads from these bytes to the checkpoint, the entry itself says
    /// that it is at the proof's index and of the command, and the checkpoint is signed as the caller's policy asks.</summary>
    /// <exception cref="ProofInvalid">Something of it does not hold.</exception>
    internal static Receipt Of(ReadOnlyMemory<byte> entry, string text, TrustPolicy? trust, Id128? command)
    {
        if (!TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out var proof, out var error)) throw new ProofInvalid($"the proof cannot be read: {error}");
        if (EntryHeader.TryRead(entry.Span, out var header) && header.Index != proof.Index)
            throw new ProofInvalid($"the entry says that it is entry {header.Index}, the proof {proof.Index}");
        if (command is { } id && CommandOf(entry) != id) throw new ProofInvalid($"entry {proof.Index} is not of command {id}");
        var head = proof.Checkpoint.Checkpoint;
        var inclusion = MerkleVerifier.VerifyInclusion(proof.Index, head.Size, MerkleHasher.HashLeaf(entry.Span), proof.Hashes, head.Root);
        if (inclusion != ProofOutcome.Verified) throw new ProofInvalid($"the proof of entry {proof.Index} does not lead to the checkpoint: {inclusion}");
        if (trust?.Verify(proof.Checkpoint) is { IsVerified: false } refused)
            throw new ProofInvalid($"the checkpoint of {head.Origin} at {head.Size} entries is not to be trusted: {refused.Outcome}");
        return new Receipt(entry, proof, trust is not null);
    }

    private static Id128 CommandOf(ReadOnlyMemory<byte> entry)
    {
        if (TransferLayout.IsTransfer(entry.Span)) return TransferLayout.ReadTrusted(entry.Span).Id;
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

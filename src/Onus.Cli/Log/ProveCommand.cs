using System.CommandLine;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;

namespace Onus.Cli.Log;

/// <summary><c>onus log prove</c>: a proof that an entry is in the log, for somebody who has neither the log nor this program.</summary>
internal static class ProveCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var index = new Argument<ulong>("INDEX") { Description = "The entry's index, from 0." };
        var proof = new Option<string>("--output", "-o") { Description = "Where the proof is written (C2SP tlog-proof).", HelpName = "X.tlog-proof", Required = true };
        var entry = new Option<string?>("--entry") { Description = "Also write the entry's bytes.", HelpName = "X.entry" };
        var cose = new Option<string?>("--cose") { Description = "Also write a COSE receipt (RFC 9942); needs the log's key.", HelpName = "X.cose" };
        var key = LogDirectory.KeyOption();
        var command = new Command("prove", "Prove that an entry is in the log.") { directory, index, proof, entry, cose, key };
        command.SetAction(parsed => Run(
            parsed, parsed.GetValue(directory)!, parsed.GetValue(index), parsed.GetValue(proof)!, parsed.GetValue(entry), parsed.GetValue(cose), parsed.GetValue(key)));
        return command;
    }

    private static int Run(
        ParseResult parsed, DirectoryInfo directory, ulong index, string proofFile, string? entryFile, string? coseFile, FileInfo? keyFile)
    {
        using var signer = coseFile is null ? null : LogDirectory.ReadKey(directory, keyFile);
        using var log = LogDirectory.OpenToRead(directory);
        var head = log.Reader.Head;
        if (index >= head.Size)
        {
            throw new Refusal(head.Size == 0
                ? $"{directory} has no entries yet; 'onus log append' adds some"
                : $"there is no entry {index}: the log's checkpoint covers entries 0 to {head.Size - 1}");
        }

        var entry = log.Reader.ReadEntry(index);
        var checkpoint = SignedCheckpoint.Parse(head.Checkpoint.Span);
        var proof = new TlogProof(index, log.Reader.Inclusion(index, head.Size), checkpoint);

        // What leaves here must convince a stranger: it is checked as one would.
        Invariant.Holds(proof.Verify(entry.Span, TrustPolicy.OfLog(NoteVerifiers.Standard, VerifierKey.Parse(log.VerifierKey))).IsVerified);
        var receipt = signer is null ? null : Receipt(proof, entry.Span, signer);
        OutputFile.Write(proofFile, proof.ToBytes());
        if (entryFile is not null) OutputFile.Write(entryFile, entry.Span);
        if (receipt is not null) OutputFile.Write(coseFile!, receipt);
        parsed.Output().WriteLine($"proved entry {index} of {checkpoint.Checkpoint.Origin} at size {head.Size}: {proofFile}");
        parsed.Output().WriteLine($"whoever checks it needs the entry's bytes and, from elsewhere, the key {log.VerifierKey}");
        return ExitCode.Done;
    }

    private static byte[] Receipt(TlogProof proof, ReadOnlySpan<byte> entry, Ed25519Signer signer)
    {
        var origin = proof.Checkpoint.Checkpoint.Origin;
        return signer.Key.Name == origin
            ? CoseReceipt.Issue(proof, MerkleHasher.HashLeaf(entry), signer).ToBytes()
            : throw new Refusal($"the key given is {signer.Key.Name}'s, the log is {origin}");
    }
}

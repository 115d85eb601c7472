using System.CommandLine;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tree;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify proof</c>: is this entry in the log, by a tlog-proof.</summary>
internal static class ProofVerb
{
    public static Command Create()
    {
        var verb = new Command("proof", "Verify that a log holds an entry, by its .tlog-proof file.");
        var proofFile = new Argument<FileInfo>("PROOF") { Description = "The .tlog-proof file." };
        var entry = EntryInput.AddTo(verb);
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(proofFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(proofFile);
            if (!TlogProof.TryParse(InputFile.Read(file, TlogProof.MaxSize), out var proof, out var error))
            {
                throw new Refusal($"{file} is no tlog-proof: {error}");
            }

            var findings = new Findings();
            Check(findings, proof, entry.Read(parsed), trust.Read(parsed));
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static void Check(Findings findings, TlogProof proof, EntryInput.Entry entry, TrustPolicy? policy)
    {
        var checkpoint = proof.Checkpoint.Checkpoint;
        if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
        else if (!CheckpointFindings.Check(findings, proof.Checkpoint, policy, "the checkpoint in the proof")) return;

        var inclusion = MerkleVerifier.VerifyInclusion(proof.Index, checkpoint.Size, entry.Leaf, proof.Hashes, checkpoint.Root);
        if (inclusion != ProofOutcome.Verified)
        {
            findings.Refute(inclusion switch
            {
                ProofOutcome.OutOfRange => $"the proof is of entry {proof.Index}, and the log had only {checkpoint.Size} entries.",
                ProofOutcome.WrongLength => $"the proof has not the number of hashes that entry {proof.Index} of {checkpoint.Size} needs.",
                _ => $"the proof does not lead from {entry.Name} to the log's root: other bytes, another place, or a forgery.",
            });
            return;
        }

        if (entry.Header is { } header && header.Index != proof.Index)
        {
            findings.Refute($"the log holds {entry.Name} as entry {proof.Index}, but the entry says it is entry {header.Index}.");
            return;
        }

        findings.Proven($"Entry {proof.Index} of {checkpoint.Origin} is exactly {entry.Name}.");
        EntryFindings.Say(findings, entry.Header);
        findings.NotProven(EntryFindings.Truth);
    }
}

using System.CommandLine;
using Onus.Log.Proofs;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify case</c>: are these all the entries of a case, by its case proof.</summary>
internal static class CaseVerb
{
    public static Command Create()
    {
        var verb = new Command("case", "Verify that these are all the entries of a case, by its .case-proof file.");
        var proofFile = new Argument<FileInfo>("PROOF") { Description = "The .case-proof file." };
        var trust = Trust.AddTo(verb);
        var auditors = Auditors.AddTo(verb);
        verb.Arguments.Add(proofFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(proofFile);
            if (!CaseProof.TryParse(InputFile.Read(file, CaseProof.MaxSize), out var proof, out var error))
                throw new Refusal($"{file} is no case proof: {error}");

            var findings = new Findings();
            var policy = trust.Read(parsed);
            if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, proof.Checkpoint, policy, "the checkpoint in the proof"))
                return findings.Print(parsed.InvocationConfiguration.Output);

            var check = new CaseCheck(proof);
            if (check.Verdict == CaseVerdict.Complete)
            {
                CaseFindings.Say(findings, proof, check);
                CaseFindings.SayEntries(findings, proof);
                auditors.Say(findings, parsed, proof.Checkpoint);
                findings.NotProven(EntryFindings.Truth);
            }
            else
            {
                findings.Refute($"{check.Say()}.");
            }

            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }
}

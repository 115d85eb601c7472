using System.CommandLine;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Log.Tree;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify report</c>: is this report in the main log and in its regulator's own log, by a report proof.</summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var verb = new Command("report", "Verify that a report is in the main log and in its regulator's own log, by a .report-proof file.");
        var proofFile = new Argument<FileInfo>("PROOF") { Description = "The .report-proof file." };
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(proofFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(proofFile);
            if (!ReportProof.TryParse(InputFile.Read(file, ReportProof.MaxSize), out var proof, out var error))
                throw new Refusal($"{file} is no report proof: {error}");
            var findings = new Findings();
            Check(findings, proof, trust.Read(parsed));
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static void Check(Findings findings, ReportProof proof, TrustPolicy? policy)
    {
        if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
        if (!IsIn(findings, proof.Main, proof.MainEntry.Span, policy, "the main log")) return;
        if (!IsIn(findings, proof.Regulatory, proof.Entry.Span, policy, "the regulator's log")) return;
        var outcome = proof.CheckLink(out var place);
        if (outcome != ReportLinkOutcome.Linked)
        {
            findings.Refute(outcome switch
            {
                ReportLinkOutcome.NotRegulatory => "the second entry is none of a regulator's log.",
                ReportLinkOutcome.NotMain => "the first entry is none that can cause or change a report.",
                ReportLinkOutcome.OtherMainEntry => "the regulator's entry is about another entry of the main log.",
                ReportLinkOutcome.OtherPlace => "the main entry names another place, or the regulator's log is not the main log's.",
                _ => "the main entry commits to another record than the regulator was given.",
            });
            return;
        }

        RegulatorEntry.TryRead(proof.Entry, out var entry);
        ReportRecord.TryRead(entry!.Record, out var record);
        findings.Proven(
            $"Entry {place.Index} of the log of {place.Regulator} and entry {proof.Main.Index} of {proof.Main.Checkpoint.Checkpoint.Origin} "
            + $"say the same: {Said(record!)}.");
        findings.NotProven("That the report itself is true, or complete.");
        findings.NotProven("That nothing else had to be reported: the whole log, executed again by an auditor, shows that.");
    }

    private static string Said(ReportRecord record)
    {
        var duty = $"report {record.Duty.Ordinal} of act {record.Duty.Act}";
        return record.Event switch
        {
            ReportEvent.Due => $"{duty} is due, {Words(record.Subject!)}",
            ReportEvent.Filed => $"{duty} was filed",
            ReportEvent.Failed => $"filing {duty} failed; it is owed still",
            ReportEvent.Acknowledged => $"{duty} was acknowledged",
            _ => $"{duty} is overdue; it is owed still",
        };
    }

    private static string Words(ReportSubject subject) =>
        $"\"{subject.Report}\" by {subject.By}, because {subject.Step} fired in case {subject.Case} of {subject.Product} version {subject.Version}"
        + (subject.Because.IsEmpty ? "" : $" under {string.Join("; ", subject.Because)}");

    private static bool IsIn(Findings findings, TlogProof proof, ReadOnlySpan<byte> entry, TrustPolicy? policy, string what)
    {
        if (policy is not null && !CheckpointFindings.Check(findings, proof.Checkpoint, policy, $"the checkpoint of {what}")) return false;
        var checkpoint = proof.Checkpoint.Checkpoint;
        var inclusion = MerkleVerifier.VerifyInclusion(proof.Index, checkpoint.Size, MerkleHasher.HashLeaf(entry), proof.Hashes, checkpoint.Root);
        if (inclusion == ProofOutcome.Verified && EntryHeader.TryRead(entry, out var header) && header.Index == proof.Index) return true;
        findings.Refute($"the proof does not lead from the entry to the root of {what}: other bytes, another place, or a forgery.");
        return false;
    }
}

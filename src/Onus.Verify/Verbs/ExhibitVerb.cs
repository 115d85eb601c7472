using System.CommandLine;
using Onus.Log.Exhibits;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify exhibit</c>: is this exhibit of a case whole, unaltered, complete, and under the log's signature.</summary>
internal static class ExhibitVerb
{
    public static Command Create()
    {
        var verb = new Command("exhibit", "Verify an exhibit of a case: every member, every entry, and that none is missing.");
        var archive = new Argument<string>("EXHIBIT") { Description = "The .zip file, or the folder that it was unpacked to." };
        var trust = Trust.AddTo(verb);
        var auditors = Auditors.AddTo(verb);
        verb.Arguments.Add(archive);
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(archive);
            var (members, isExact) = ExhibitInput.Read(path);
            var policy = trust.Read(parsed);
            var (findings, output) = (new Findings(), parsed.InvocationConfiguration.Output);
            var check = new ExhibitCheck(members);
            foreach (var fault in check.Faults) findings.Refute($"{fault.Member} {fault.Problem}.");
            if (check.Faults.Count == 0 && !isExact)
                findings.Refute("the archive holds something that is in none of its members, or says of one what is not so.");
            if (check.Checkpoint is null || check.Faults.Count > 0 || !isExact) return findings.Print(output);

            if (policy is null) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, check.Checkpoint, policy, "the checkpoint of the exhibit")) return findings.Print(output);
            Say(findings, check);
            auditors.Say(findings, parsed, check.Checkpoint);
            SayLimits(findings, check);
            return findings.Print(output);
        });
        return verb;
    }

    private static void Say(Findings findings, ExhibitCheck check)
    {
        findings.Proven($"All {check.Manifest!.Members.Length} members are as the manifest lists them, and nothing else is there.");
        findings.Proven($"All {check.Entries.Count} entries are in the log of the checkpoint, each where it says it is.");
        CaseFindings.Say(findings, check.CaseProof!, check.Completeness!);
        CaseFindings.SayEntries(findings, check.CaseProof!);
        foreach (var product in check.Products)
            findings.Proven($"{product.Name} version {product.Version}, enacted by entry {product.Envelope.Index}: its source and its compiled form are the enacted ones.");
        foreach (var decision in check.Decisions)
            findings.Proven(
                $"The holder of the key of entry {decision.Key!.Envelope.Index}, actor {decision.Actor!.Envelope.Index}, signed the decision of entry {decision.Envelope.Index}.");
        foreach (var document in check.Evidence) findings.Proven($"The document evidence/{document} is the one that was committed to.");
    }

    private static void SayLimits(Findings findings, ExhibitCheck check)
    {
        if (check.SignedWithoutProof.Count > 0)
            findings.NotProven($"The signatures of entries {string.Join(", ", check.SignedWithoutProof)}: the exhibit has no proof of what was signed.");
        if (check.Sealed.Count > 0)
            findings.NotProven($"What happened in entries {string.Join(", ", check.Sealed)}: they are confidential, and this exhibit shows their public face.");
        if (check.HasTimestamp)
            findings.NotProven($"The time token {ExhibitPaths.Timestamp}: 'bash {ExhibitPaths.Script} --tsa CERTIFICATES ...' checks it with openssl.");
        findings.NotProven($"What {ExhibitPaths.Page} tells: it is the operator's telling of these entries. Only the entries are evidence.");
        findings.NotProven("That the compiled products are what their sources say: 'onus check' compiles them again to the same hash.");
        findings.NotProven("Who the actors are: the log knows random tokens; the operator's register, or a key, says whose they are.");
        findings.NotProven(EntryFindings.Truth);
    }
}

using System.CommandLine;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify checkpoint</c>: who stands behind this state of the log.</summary>
internal static class CheckpointVerb
{
    public static Command Create()
    {
        var verb = new Command("checkpoint", "Verify who signed and cosigned a checkpoint.");
        var checkpointFile = new Argument<FileInfo>("CHECKPOINT") { Description = "The checkpoint, a signed note." };
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(checkpointFile);
        verb.SetAction(parsed =>
        {
            var signed = CheckpointInput.Read(parsed.GetRequiredValue(checkpointFile));
            var findings = new Findings();
            if (trust.Read(parsed) is { } policy)
            {
                CheckpointFindings.Check(findings, signed, policy, "the checkpoint");
            }
            else
            {
                var checkpoint = signed.Checkpoint;
                findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
                findings.Proven($"The checkpoint says that {checkpoint.Origin} had {checkpoint.Size} entries with root {checkpoint.Root}.");
            }

            findings.NotProven("That any particular entry is in the log: that takes its proof.");
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }
}

using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Policy;

namespace Onus.Verify.Reporting;

/// <summary>Says what a checkpoint's signatures prove.</summary>
internal static class CheckpointFindings
{
    public const string WithoutKeys =
        "no key was given, so whoever made this evidence may have made up the log as well; "
        + "take the log's key (--vkey) or a policy (--policy) from a source you trust.";

    public const string SplitView =
        "That others are shown the same log: this is the operator's word, and a split view is possible. "
        + "Only witnesses that you choose, in a policy that demands them, exclude it.";

    /// <summary>Checks the checkpoint and says what was found; false when it is refuted.</summary>
    public static bool Check(Findings findings, SignedCheckpoint signed, TrustPolicy policy, string what)
    {
        var checkpoint = signed.Checkpoint;
        var verification = policy.Verify(signed);
        switch (verification.Outcome)
        {
            case CheckpointOutcome.UnknownLog:
                var known = string.Join(", ", policy.Logs.Select(log => log.Key.Name).Distinct());
                findings.Refute($"{what} is of the log {checkpoint.Origin}; you trust {known}.");
                return false;
            case CheckpointOutcome.BadSignature:
                findings.Refute($"{what} carries a signature of {verification.Offender!.Name} that is not genuine: it is forged or damaged.");
                return false;
            case CheckpointOutcome.NotSignedByLog:
                findings.Refute($"{what} is not signed by the key of {checkpoint.Origin} that you gave.");
                return false;
            case CheckpointOutcome.QuorumMissing:
                findings.Refute($"{what} is signed by {checkpoint.Origin}, but too few of your witnesses have cosigned it: {Witnesses(verification)}.");
                return false;
            default:
                findings.Proven($"{checkpoint.Origin} signed that it had {checkpoint.Size} entries with root {checkpoint.Root}.");
                SayWitnesses(findings, verification);
                return true;
        }
    }

    private static void SayWitnesses(Findings findings, CheckpointVerification verification)
    {
        var quorum = verification.Quorum!;
        if (!quorum.IsRequired)
        {
            findings.NotProven(SplitView);
            return;
        }

        findings.Proven(
            $"Your quorum of witnesses cosigned exactly this state, {Witnesses(verification)}: "
            + "the log cannot have shown them another one.");
    }

    private static string Witnesses(CheckpointVerification verification)
    {
        var quorum = verification.Quorum!;
        var counted = string.Join(", ", quorum.Counted.Select(witness => witness.Name + TimeOf(verification, witness)));
        var missing = string.Join(", ", quorum.Missing.Select(witness => witness.Name));
        var all = quorum.Counted.Count + quorum.Missing.Count;
        return $"{quorum.Counted.Count} of {all}{Listed(counted)}" + (missing.Length > 0 ? $", without {missing}" : "");
    }

    private static string Listed(string names) => names.Length > 0 ? $" ({names})" : "";

    private static string TimeOf(CheckpointVerification verification, PolicyWitness witness)
    {
        var time = verification.Signatures.Where(signature => signature.Key.Equals(witness.Key)).Max(signature => signature.UnixSeconds);
        return time is > 0 and <= ulong.MaxValue / LogTime.NanosecondsPerSecond
            ? $" at {LogTime.FromUnixSeconds(time.Value).ToDateTimeOffset():yyyy-MM-dd HH:mm:ss}Z"
            : "";
    }
}

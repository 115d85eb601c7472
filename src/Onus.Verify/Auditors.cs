using System.CommandLine;
using Onus.Log.MlDsa;
using Onus.Log.Notes;
using Onus.Verify.Reporting;

namespace Onus.Verify;

/// <summary>The auditors whose re-execution the caller trusts: keys from the command line, never from the evidence.</summary>
internal sealed class Auditors
{
    private const string OperatorsWord =
        "That the state root is true to the entries: it is the operator's word, until an auditor whose key you give "
        + "(--auditor) has re-executed the log and cosigned a checkpoint that covers it.";

    private readonly Option<string[]> _keys = new("--auditor")
    {
        Description = "The verifier key of an auditor whose re-execution you trust. May be given more than once.",
        HelpName = "KEY",
    };

    /// <summary>Adds the option to a verb.</summary>
    public static Auditors AddTo(Command verb)
    {
        var auditors = new Auditors();
        verb.Options.Add(auditors._keys);
        return auditors;
    }

    /// <summary>Says whose word the state root under a checkpoint is.</summary>
    public void Say(Findings findings, ParseResult parsed, SignedCheckpoint checkpoint)
    {
        var audited = (parsed.GetValue(_keys) ?? []).Select(Read).Where(auditor => HasCosigned(checkpoint, auditor)).Select(auditor => auditor.Name).ToArray();
        if (audited.Length > 0) findings.Proven($"The whole log up to here was re-executed by {string.Join(", ", audited)}: the state root is true to its entries.");
        else findings.NotProven(OperatorsWord);
    }

    private static bool HasCosigned(SignedCheckpoint checkpoint, VerifierKey auditor) =>
        MlDsaVerifier.Factory(auditor) is { } verifier && new VerifierSet(verifier).Verify(checkpoint.Note).IsVerified;

    private static VerifierKey Read(string text) =>
        VerifierKey.TryParse(text, out var key, out var error) ? key : throw new Refusal($"--auditor {text}: {error}");
}

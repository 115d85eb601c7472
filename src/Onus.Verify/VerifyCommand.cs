using System.CommandLine;
using System.CommandLine.Invocation;
using Onus.Core;
using Onus.Log.Proofs;
using Onus.Verify.Verbs;

namespace Onus.Verify;

/// <summary>The root of the command line: which verbs there are, and how every one of them ends.</summary>
internal static class VerifyCommand
{
    private const string Description =
        """
        Verifies evidence from an Onus log, or any log of C2SP tlog-tiles, without trusting whoever made it.

        Keys and policy come from you, never from the evidence. Exit codes: 0 proven; 1 refuted; 2 wrong command line or
        input; 3 something could not be read; 4 the verifier stopped itself; 5 no key was given, so the evidence agrees
        only with itself.
        """;

    /// <summary>All verbs; each is a file in Verbs/.</summary>
    private static Command[] Verbs() =>
    [
        ProofVerb.Create(),
        ReceiptVerb.Create(),
        CheckpointVerb.Create(),
        ConsistencyVerb.Create(),
        LogVerb.Create(),
        LedgerVerb.Create(LedgerProofKind.Balance),
        LedgerVerb.Create(LedgerProofKind.Statement),
        LedgerVerb.Create(LedgerProofKind.Total),
        DecisionVerb.Create(),
        CaseVerb.Create(),
        ExhibitVerb.Create(),
        ReportVerb.Create(),
    ];

    /// <summary>Runs one command line and gives the exit code; every refusal is one line on <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error) =>
        (int)await ExitCodeOfAsync(arguments, output, error);

    private static async Task<ExitCode> ExitCodeOfAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(Description);
        foreach (var verb in Verbs()) root.Subcommands.Add(verb);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            var what = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not understood." : parsed.Errors[0].Message;
            await error.WriteLineAsync($"onus-verify: {what} See 'onus-verify {verb}--help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return (ExitCode)await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Refusal refusal)
        {
            await error.WriteLineAsync($"onus-verify: {refusal.Message}");
            return refusal.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"onus-verify: {failure.Message}");
            return ExitCode.Unavailable;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("onus-verify: stopped before it was done; nothing is proven");
            return ExitCode.Unavailable;
        }
        catch (InvariantViolation broken)
        {
            await error.WriteLineAsync($"onus-verify: stopped itself: {broken.Message}; please report this");
            return ExitCode.Broken;
        }
    }
}

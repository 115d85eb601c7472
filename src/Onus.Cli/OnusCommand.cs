using System.CommandLine;
using Onus.Core;
using Onus.Log.Storage;
using Spectre.Console;

namespace Onus.Cli;

/// <summary>The root of the command line: which verbs there are, and how every one of them ends.</summary>
internal static class OnusCommand
{
    /// <summary>All verbs. A room adds itself with one line; a verb is a file in the room's folder.</summary>
    private static Command[] Verbs() =>
    [
        Serving.AdminCommand.Create(),
        Audit.AuditCommand.Create(),
        Bench.BenchCommand.Create(),
        Demo.DemoCommand.Create(),
        Cases.CharterCommand.Create(),
        Language.CheckCommand.Create(),
        Language.DiagramCommand.Create(),
        Language.DiffCommand.Create(),
        Language.DocCommand.Create(),
        Language.ExplainCommand.Create(),
        Cases.ExhibitCommand.Create(),
        Cases.ExposureCommand.Create(),
        Cases.ReplayCommand.Create(),
        Cases.ShadowCommand.Create(),
        Cases.WhatIfCommand.Create(),
        Language.ExportCommand.Create(),
        Language.FormatCommand.Create(),
        Iso.IsoCommand.Create(),
        Serving.KeyCommand.Create(),
        Language.LspCommand.Create(),
        Ledger.FsckVerb.Create(),
        Ledger.LedgerCommand.Create(),
        Language.NewCommand.Create(),
        Scenario.ScenarioCommand.Create(),
        Cases.TestCommand.Create(),
        Log.LogCommand.Create(),
        Serving.UpCommand.Create(),
    ];

    /// <summary>Runs one command line and gives the exit code; every refusal is one line on <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("A ledger of money, a ledger of responsibility, and the proof of both.");
        foreach (var verb in Verbs()) root.Subcommands.Add(verb);

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            // Of a misspelt verb the parser says first that a verb is missing, and only then which word it does not know.
            var message = parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not known here." : parsed.Errors[0].Message;
            await error.WriteLineAsync($"onus: {message} See '{PathOf(parsed)} --help'.");
            return ExitCode.BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (Refusal refusal)
        {
            await error.WriteLineAsync($"onus: {refusal.Message}");
            return refusal.ExitCode;
        }
        catch (LogDamagedException damage)
        {
            await error.WriteLineAsync($"onus: the log is damaged: {damage.Message}");
            return ExitCode.Refuted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"onus: {failure.Message}");
            return ExitCode.Unavailable;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("onus: stopped before it was done");
            return ExitCode.Unavailable;
        }
        catch (InvariantViolation broken)
        {
            await error.WriteLineAsync($"onus: stopped itself: {broken.Message}; please report this");
            return ExitCode.Broken;
        }
    }

    /// <summary>Where a verb prints what it was asked for.</summary>
    public static TextWriter Output(this ParseResult parsed) => parsed.InvocationConfiguration.Output;

    /// <summary>Where a verb prints progress and warnings.</summary>
    public static TextWriter Error(this ParseResult parsed) => parsed.InvocationConfiguration.Error;

    /// <summary>Standard output as a terminal: tables, and colour where somebody looks at it. Into a file or a pipe lines are
    /// not broken.</summary>
    public static IAnsiConsole Terminal(this ParseResult parsed)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(parsed.Output()) });
        if (!terminal.Profile.Out.IsTerminal) terminal.Profile.Width = 1_000;
        return terminal;
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(result.Command is RootCommand ? "onus" : result.Command.Name);
        return string.Join(' ', names);
    }
}

using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Log;

namespace Onus.Cli.Cases;

/// <summary><c>onus exposure</c>: who answers for how much, by product, state and legal meaning, against the caps.</summary>
internal static class ExposureCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var party = new Option<ulong?>("--party") { Description = "One actor only, by the entry that registered it; with its history.", HelpName = "ACTOR" };
        var at = new Option<ulong?>("--at") { Description = "As the log's first N entries left it; all of them unless it is given.", HelpName = "N" };
        var json = CaseLog.JsonOption();
        var command = new Command("exposure", "Say who answers for how much in open cases, and how full each cap is.") { directory, party, at, json };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(directory), parsed.GetValue(party), parsed.GetValue(at), parsed.GetValue(json), parsed.Output()));
        return command;
    }

    private static int Run(DirectoryInfo directory, ulong? party, ulong? at, bool asJson, TextWriter output)
    {
        using var log = CaseLog.Open(directory);
        using var fold = log.FoldTo(at);
        if (party is { } actor && !fold.Cases.Registry.TryGetActor(actor, out _))
            throw new Refusal($"no actor is registered by entry {actor} in {directory}");
        var report = ExposureQuery.Run(fold, party);
        output.Write(asJson ? ExposurePage.WriteJson(report) : ExposurePage.Write(report));
        return ExitCode.Done;
    }
}

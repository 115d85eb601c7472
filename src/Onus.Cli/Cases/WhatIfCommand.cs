using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Language;
using Onus.Cli.Log;
using Onus.Language;

namespace Onus.Cli.Cases;

/// <summary><c>onus whatif</c>: what would have become of the cases of a log under another version of their product.</summary>
internal static class WhatIfCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var product = new Option<string>("--product") { Description = "The text of the other version.", HelpName = "FILE", Required = true };
        var json = CaseLog.JsonOption();
        var command = new Command("whatif", "Run the history of a log through another version of a product; nothing is written.")
        {
            product, directory, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(product), parsed.GetRequiredValue(directory), parsed.GetValue(json), parsed.Output()));
        return command;
    }

    private static int Run(string path, DirectoryInfo directory, bool asJson, TextWriter output)
    {
        var check = ProductFiles.Find([path]).Check(null) is [var only]
            ? only
            : throw new Refusal($"'{path}' holds several products; name one file");
        if (!check.Succeeded)
        {
            output.Write(TextRenderer.Render(check));
            throw new Refusal($"{path} has faults; only a text that checks can be tried", ExitCode.Refuted);
        }

        var product = check.Compile();
        var calendar = product.Perimeter.Calendar is { } named ? ProductFiles.Beside(check.Source.Path, named.Path) : null;
        using var log = CaseLog.Open(directory);
        if (!WhatIf.TryRun(log, log.Size, new CompiledText(product, calendar is null ? [] : [calendar]), out var report, out var refusal))
            throw new Refusal($"{path} cannot be tried on {directory}: {refusal}");
        output.Write(asJson ? WhatIfPage.WriteJson(report!) : WhatIfPage.Write(report!));
        return ExitCode.Done;
    }
}

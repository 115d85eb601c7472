using System.CommandLine;
using System.Globalization;
using Onus.Language;

namespace Onus.Cli.Language;

/// <summary><c>onus check</c>: says everything that is wrong with products.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Product files, or folders that hold them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Today, as YYYY-MM-DD; asks whether sources and policies are due for review.",
            HelpName = "DATE",
        };
        var notes = new Option<bool>("--notes") { Description = "Also note where a person may choose among several steps." };
        var json = new Option<bool>("--json") { Description = "Print SARIF-like JSON instead of text." };
        var command = new Command("check", "Check products: every fault with its place, a case that shows it, and one fix.")
        {
            paths, asOf, notes, json,
        };
        command.SetAction(parsed => Run(
            ProductFiles.Find(parsed.GetValue(paths)!),
            Date(parsed.GetValue(asOf)),
            parsed.GetValue(notes),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output));
        return command;
    }

    /// <summary>Reads a date of the command line.</summary>
    public static DateOnly? Date(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new Refusal($"'{text}' is no date; write it as 2027-01-31");
    }

    private static int Run(ProductFiles files, DateOnly? asOf, bool notes, bool json, TextWriter output)
    {
        var results = files.Check(asOf, notes);
        if (json) output.Write(JsonRenderer.Render(results));
        else
        {
            foreach (var result in results) output.Write(TextRenderer.Render(result));
            output.WriteLine(Summary(results));
            if (results is [var only])
                foreach (var line in only.ClockLines()) output.WriteLine("  " + line);
        }

        return results.All(r => r.Succeeded) ? ExitCode.Done : ExitCode.Refuted;
    }

    private static string Summary(IReadOnlyList<CheckResult> results)
    {
        var all = results.SelectMany(r => r.Diagnostics).ToArray();
        var errors = all.Count(d => d.Severity == Severity.Error);
        var warnings = all.Count(d => d.Severity == Severity.Warning);
        var what = results.Count == 1 ? results[0].Source.Path : $"{results.Count} products";
        return errors + warnings == 0
            ? $"{what}: no faults"
            : $"{what}: {Count(errors, "error")}, {Count(warnings, "warning")}";
    }

    private static string Count(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}

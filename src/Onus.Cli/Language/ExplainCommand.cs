using System.CommandLine;
using System.Globalization;
using Onus.Cli.Cases;
using Onus.Language;

namespace Onus.Cli.Language;

/// <summary><c>onus explain</c>: the rule behind a code, why a regulator would care, a wrong and a right text; or, beside a
/// directory, why an entry of a case is as it is.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "A code such as ONUS0602, or just 602; without one, all codes are listed. With DIR: an entry's number.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var directory = new Argument<DirectoryInfo?>("DIR")
        {
            Description = "The directory of a log, one of whose entries is explained.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = CaseLog.JsonOption();
        var command = new Command("explain", "Explain a message of the checker, or an entry of a case: why it is as it is.") { code, directory, json };
        command.SetAction(parsed =>
        {
            var (text, log) = (parsed.GetValue(code), parsed.GetValue(directory));
            parsed.Output().Write(log is null ? Explain(text) : ExplainEntry.Explain(text!, log, parsed.GetValue(json)));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Explain(string? text)
    {
        if (text is null) return Catalogue.List();
        var digits = text.StartsWith("ONUS", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Catalogue.Find((DiagnosticCode)number) is { } entry
            ? entry.Page()
            : throw new Refusal($"there is no message '{text}'; 'onus explain' lists them all");
    }
}

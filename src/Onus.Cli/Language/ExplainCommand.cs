using System.CommandLine;
using System.Globalization;
using Onus.Language;

namespace Onus.Cli.Language;

/// <summary><c>onus explain</c>: the rule behind a code, why a regulator would care, a wrong and a right text.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "A code such as ONUS0602, or just 602; without one, all codes are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("explain", "Explain a message: the rule, why it matters, a wrong and a right text.") { code };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(Explain(parsed.GetValue(code)));
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

using System.CommandLine;
using Onus.Language;
using Onus.Language.Comparison;

namespace Onus.Cli.Language;

/// <summary><c>onus diff</c>: says what two versions of a product mean differently.</summary>
internal static class DiffCommand
{
    private const string Text = "text";
    private const string Json = "json";
    private const string Html = "html";

    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "The version before." };
        var now = new Argument<string>("NEW") { Description = "The version after." };
        var form = MadeText.Form("How to write it", Text, Json, Html);
        var file = MadeText.Option();
        var command = new Command(
            "diff",
            "Compare two versions: thresholds, owners, clocks, liabilities, and which cases are decided otherwise.")
        {
            old, now, form, file,
        };
        command.SetAction(parsed =>
        {
            var before = CheckedProduct.ReadFaultless(parsed.GetValue(old)!);
            var after = CheckedProduct.ReadFaultless(parsed.GetValue(now)!);
            var result = ProductComparison.Compare(before.Product, after.Product, new CheckOptions());
            var text = parsed.GetValue(form) switch
            {
                Json => ComparisonJson.Write(result),
                Html => ComparisonPage.Write(result),
                _ => ComparisonText.Write(result),
            };
            MadeText.Write(text, parsed.GetValue(file), parsed.Output());
            return ExitCode.Done;
        });
        return command;
    }
}

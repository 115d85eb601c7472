using System.CommandLine;
using Onus.Language.Documents;

namespace Onus.Cli.Language;

/// <summary><c>onus doc</c>: writes a product as one page that can be read from top to bottom and signed.</summary>
internal static class DocCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The product; it must be without errors." };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Today, as YYYY-MM-DD; asks whether sources and policies are due for review.",
            HelpName = "DATE",
        };
        var file = MadeText.Option();
        var command = new Command("doc", "Write a product as one HTML page for those who must sign it.")
        {
            path, asOf, file,
        };
        command.SetAction(parsed =>
        {
            var read = CheckedProduct.ReadFaultless(parsed.GetValue(path)!, CheckCommand.Date(parsed.GetValue(asOf)));
            var page = ProductDocument.Write(read.Result, read.Options);
            MadeText.Write(page, parsed.GetValue(file), parsed.Output());
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Onus.Language.Compiled;

namespace Onus.Cli.Language;

/// <summary><c>onus export</c>: writes the compiled form of a product for other programs.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The product; it must be without errors." };
        var json = new Option<bool>("--json") { Description = "As JSON by docs/language/product.schema.json (the default)." };
        var cbor = new Option<string?>("--cbor")
        {
            Description = "Write the canonical bytes, whose SHA-256 is the product's identity in the log, to this file.",
            HelpName = "FILE",
        };
        var file = MadeText.Option();
        var command = new Command("export", "Write the compiled form of a product: states, guards as intervals, clocks, shares.")
        {
            path, json, cbor, file,
        };
        command.SetAction(parsed =>
        {
            var read = CheckedProduct.ReadFaultless(parsed.GetValue(path)!);
            var product = read.Result.Compile();
            if (parsed.GetValue(cbor) is { } bytes) File.WriteAllBytes(bytes, ProductCodec.Encode(product));
            if (parsed.GetValue(cbor) is null || parsed.GetValue(json) || parsed.GetValue(file) is not null)
                MadeText.Write(ProductJson.Write(product), parsed.GetValue(file), parsed.Output());
            return ExitCode.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Onus.Language.Diagrams;

namespace Onus.Cli.Language;

/// <summary><c>onus diagram</c>: draws the decision map of a product.</summary>
internal static class DiagramCommand
{
    private const string Svg = "svg";
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";

    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "The product." };
        var form = MadeText.Form("A finished drawing, or text for other programs to draw", Svg, Mermaid, Dot);
        var made = MadeText.Option();
        var command = new Command("diagram", "Draw a product: its states in the lanes of their owners, and every step.")
        {
            path, form, made,
        };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(path)!;
            var read = CheckedProduct.Read(file);
            if (read.Errors > 0)
                parsed.Error().WriteLine($"onus: drawn although '{file}' has {CheckedProduct.Count(read.Errors)}");
            MadeText.Write(Draw(read, parsed.GetValue(form)!), parsed.GetValue(made), parsed.Output());
            return ExitCode.Done;
        });
        return command;
    }

    private static string Draw(CheckedProduct read, string form)
    {
        var map = ProductMap.Of(read.Product);
        return form switch
        {
            Mermaid => MapMermaid.Write(map),
            Dot => MapDot.Write(map),
            _ => MapSvg.Write(map, new MapSvgOptions
            {
                Heading = map.Title,
                Subheading = $"{read.Product.Name}, version {read.Product.Version}",
            }),
        };
    }
}

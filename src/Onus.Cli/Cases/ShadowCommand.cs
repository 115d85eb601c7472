using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Log;

namespace Onus.Cli.Cases;

/// <summary><c>onus shadow</c>: where the shadows of a product would have decided otherwise, period by period.</summary>
internal static class ShadowCommand
{
    public static Command Create()
    {
        var product = new Argument<string>("PRODUCT") { Description = "The product's name." };
        var directory = LogDirectory.Argument();
        var every = new Option<string>("--every") { Description = "How long a period is: day or month.", DefaultValueFactory = _ => "month", HelpName = "PERIOD" };
        var json = CaseLog.JsonOption();
        var command = new Command("shadow", "Report where the shadows of a product would have decided otherwise.") { product, directory, every, json };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(product), parsed.GetRequiredValue(directory), EveryOf(parsed.GetValue(every)!), parsed.GetValue(json), parsed.Output()));
        return command;
    }

    private static ShadowEvery EveryOf(string text) => text switch
    {
        "day" => ShadowEvery.Day,
        "month" => ShadowEvery.Month,
        _ => throw new Refusal($"--every {text} is no period; say day or month"),
    };

    private static int Run(string product, DirectoryInfo directory, ShadowEvery every, bool asJson, TextWriter output)
    {
        using var log = CaseLog.Open(directory);
        using var fold = log.FoldTo(0);
        var report = ShadowQuery.Run(fold, product, every);
        var versions = fold.Cases.Products.VersionsOf(product);
        if (versions.Count == 0) throw new Refusal($"no product {product} is enacted in {directory}");
        if (versions.All(v => v.Product.Shadows.IsEmpty)) throw new Refusal($"no version of {product} in {directory} has a shadow");
        output.Write(asJson ? ShadowPage.WriteJson(report) : ShadowPage.Write(report));
        return ExitCode.Done;
    }
}

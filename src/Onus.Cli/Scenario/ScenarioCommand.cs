using System.CommandLine;
using Onus.Cases;
using Onus.Cli.Language;
using Onus.Engine;
using Onus.Engine.Regulators;
using Onus.Language;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Scenario;

/// <summary><c>onus scenario</c>: a durable node in a fresh folder on which the shipped products run on a fast clock.</summary>
internal static class ScenarioCommand
{
    private const string Origin = "demo.onus.example/cases";

    private static readonly string[] Played = ["capital-review", "chargeback", "refund-cap", "remittance", "scam-hold"];

    // The first working day on which all of them are in effect, at nine in Shanghai.
    private static readonly DateTimeOffset Start = new(2027, 1, 4, 1, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo?>("--data") { Description = "An empty or new folder; a temporary one otherwise.", HelpName = "DIR" };
        var products = new Option<string>("--products")
        {
            Description = "The folder of the shipped products.", HelpName = "DIR", DefaultValueFactory = _ => "products",
        };
        var command = new Command("scenario", "Play a dispute, a scam hold, a remittance and a refund surge on a fast clock.") { folder, products };
        command.SetAction((parsed, _) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(products)!));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DirectoryInfo? folder, string products)
    {
        folder ??= Directory.CreateTempSubdirectory("onus-scenario-");
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new Refusal($"{folder.FullName} is not empty: name a folder that is empty or not there yet");
        var checks = ProductFiles.Find([products]).Check(null);

        using var key = Ed25519Signer.Generate(Origin, SignatureType.Ed25519, SystemEntropy.Instance);
        var device = DirectoryDevice.CreateAt(folder.FullName);
        LogOpener.Create(device, key.Key);
        var time = new ScenarioTime(Start);
        var opening = OnusEngine.Open(new EngineOptions
        {
            Log = new LogOptions { Device = device, Signers = [key] }, Time = time, Regulators = Regulators(folder),
        });
        if (opening.Engine is null) throw new Refusal(opening.Detail, ExitCode.Unavailable);
        using (opening.Engine)
        {
            var node = new ScenarioNode(opening.Engine, time, new ScenarioNames());
            await node.FoundAsync(key.Key, "founder");
            foreach (var name in Played) await EnactAsync(node, Find(checks, name));
            var stories = new ScenarioStories(node, parsed.Output().WriteLine);
            await stories.FundAsync();
            await stories.DisputeAsync();
            await stories.ScamAsync();
            await stories.RemittanceAsync();
            await stories.SurgeAsync();
            await stories.FileReportsAsync();
            await ScenarioEnd.TellAsync(node, stories, folder, parsed.Output());
        }

        return ExitCode.Done;
    }

    /// <summary>Enacts a checked product with its calendar.</summary>
    public static async Task EnactAsync(ScenarioNode node, CheckResult check)
    {
        var product = check.Compile();
        var calendar = product.Perimeter.Calendar is { } named ? ProductFiles.Beside(check.Source.Path, named.Path) : null;
        await node.EnactAsync(
            new CompiledText(product, calendar is null ? [] : [calendar]), await File.ReadAllBytesAsync(check.Source.Path), "Lantern Pay");
    }

    private static CheckResult Find(IReadOnlyList<CheckResult> checks, string name) =>
        checks.FirstOrDefault(c => c.Succeeded && ProductCheck.NameOf(c.Source) == name)
        ?? throw new Refusal($"no product {name} without faults is there; name the folder of the shipped products with --products");

    private static RegulatorOptions Regulators(DirectoryInfo folder) => new()
    {
        Device = origin => DirectoryDevice.CreateAt(Path.Combine(folder.FullName, "regulators", Path.GetFileName(origin))),
        Signer = origin => Ed25519Signer.Generate(origin, SignatureType.Ed25519, SystemEntropy.Instance),
    };
}

using System.CommandLine;
using Onus.Engine;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary><c>onus demo</c>: a ledger on a log in a fresh folder, a morning of payments, and a receipt that a stranger can check.</summary>
internal static class DemoCommand
{
    private const string Origin = "demo.onus.example/ledger";

    public static Command Create()
    {
        var folder = new Option<DirectoryInfo?>("--data") { Description = "An empty or new folder; a temporary one otherwise.", HelpName = "DIR" };
        var command = new Command("demo", "Play a morning of payments on a fresh ledger, and prove one of them.") { folder };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, parsed.GetValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DirectoryInfo? folder, CancellationToken cancellation)
    {
        folder ??= Directory.CreateTempSubdirectory("onus-demo-");
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw new Refusal($"{folder.FullName} is not empty: name a folder that is empty or not there yet");

        var terminal = parsed.Terminal();
        using var key = Ed25519Signer.Generate(Origin, SignatureType.Ed25519, SystemEntropy.Instance);
        var device = DirectoryDevice.CreateAt(folder.FullName);
        LogOpener.Create(device, key.Key);
        var opening = OnusEngine.Open(new EngineOptions { Log = new LogOptions { Device = device, Signers = [key] } });
        if (opening.Engine is null) throw new Refusal(opening.Detail, ExitCode.Unavailable);

        DemoMorning morning;
        DemoEvidence evidence;
        using (opening.Engine)
        {
            morning = await DemoMorning.PlayAsync(opening.Engine, cancellation);
            evidence = await DemoEvidence.CollectAsync(opening.Engine, key, morning, folder, cancellation);
        }

        Print(terminal, morning, evidence);

        // As one line, however narrow the terminal: it is there to be copied.
        parsed.Output().WriteLine($"  docs/verify-with-openssl.sh {evidence.ProofFile} {evidence.EntryFile} '{evidence.VerifierKey}'");
        return evidence.IsVerified && !evidence.ForgeryIsVerified ? ExitCode.Done : ExitCode.Broken;
    }

    private static void Print(IAnsiConsole terminal, DemoMorning morning, DemoEvidence evidence)
    {
        terminal.MarkupLine($"[bold]A ledger on a transparency log[/] in {Markup.Escape(evidence.Folder)}");
        terminal.WriteLine();
        foreach (var line in morning.Story) terminal.MarkupLine($"  {Markup.Escape(line)}");
        terminal.WriteLine();

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("account").AddColumn(new TableColumn("balance").RightAligned()).AddColumn(new TableColumn("on hold").RightAligned());
        foreach (var row in morning.Balances) table.AddRow(row.Name, row.Balance, row.OnHold);
        terminal.Write(table);
        terminal.MarkupLine($"  debits [bold]=[/] credits [bold]=[/] {morning.Total}, after every one of {evidence.Size} entries");
        terminal.WriteLine();
        terminal.MarkupLine("[bold]The proof[/] of one payment, against the key alone:");
        terminal.MarkupLine(evidence.IsVerified ? "  [green]verified[/]  the entry is in the log that this key signed" : "  [red]NOT verified[/]");
        terminal.MarkupLine(evidence.ForgeryIsVerified
            ? "  [red]a forged amount was accepted[/]"
            : "  [green]refused[/]   the same receipt with one bit of the entry changed");
        terminal.WriteLine();
        terminal.MarkupLine("Check it yourself, without this program:");
    }
}

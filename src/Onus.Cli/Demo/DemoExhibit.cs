using System.IO.Compression;
using Onus.Engine.Exhibits;
using Onus.Log.Exhibits;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary>One case of the demo as an exhibit, read back from its file and checked against the log's key alone.</summary>
internal static class DemoExhibit
{
    /// <summary>Makes it, checks it, alters a member and checks again.</summary>
    /// <returns>Whether the exhibit holds and the altered member is named.</returns>
    public static async Task<bool> MakeAsync(IAnsiConsole terminal, TextWriter output, Node node, ulong opened, CancellationToken cancellation)
    {
        var made = await ExhibitBuilder.MakeAsync(node.Engine, new ExhibitRequest(opened) { Evidence = hash => node.Vault.Get(hash), NameOf = node.Names.Of });
        if (!made.IsDurable || made.Result.Outcome != ExhibitOutcome.Made) throw new Refusal($"the exhibit is not made: {made.Result.Outcome}", ExitCode.Broken);
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder, "exhibits"));
        var file = Path.Combine(folder.FullName, $"case-{opened}.zip");
        var unpacked = Path.Combine(folder.FullName, $"case-{opened}");
        await File.WriteAllBytesAsync(file, made.Result.Archive.ToArray(), cancellation);
        await ZipFile.ExtractToDirectoryAsync(file, unpacked, cancellation);

        if (!StoredZip.TryRead(await File.ReadAllBytesAsync(file, cancellation), out var members, out var error))
            throw new Refusal($"the exhibit is no archive: {error}", ExitCode.Broken);
        var check = new ExhibitCheck(members);
        var isSigned = check.Checkpoint is { } checkpoint && TrustPolicy.OfLog(NoteVerifiers.Standard, node.LogKey).Verify(checkpoint).IsVerified;
        var holds = isSigned && check.Faults.Count == 0;
        var altered = Alter(members);
        terminal.MarkupLine($"[bold]The exhibit[/] of case {opened}, the scam hold, for a judge and for a machine:");
        await output.WriteLineAsync($"  {file}");
        terminal.MarkupLine(holds
            ? $"  [green]verified[/]  {members.Count} members, {check.Entries.Count} entries, none of the case missing, under the log's signature"
            : "  [red]NOT verified[/]");
        terminal.MarkupLine(altered is null ? "  [red]an altered one was accepted[/]" : $"  [green]refused[/]   the same with one bit changed: {Markup.Escape(altered)}");
        terminal.WriteLine();
        terminal.WriteLine("  Read it in a browser, offline, or check it without this program:");
        // As one line each, however narrow the terminal: they are there to be copied.
        await output.WriteLineAsync($"  {Path.Combine(unpacked, ExhibitPaths.Page)}");
        await output.WriteLineAsync($"  bash {Path.Combine(unpacked, ExhibitPaths.Script)} {Path.Combine(node.Folder, "log.vkey")}");
        var verifier = Directory.Exists("src/Onus.Verify") ? "dotnet run --project src/Onus.Verify --" : "onus-verify";
        await output.WriteLineAsync($"  {verifier} exhibit {file} --vkey {Path.Combine(node.Folder, "log.vkey")}");
        return holds && altered is not null;
    }

    /// <summary>What the check says of an exhibit of which one bit in the middle of an entry is changed; null where it says nothing.</summary>
    private static string? Alter(List<ArchiveMember> members)
    {
        var place = members.Select((m, i) => (m, i)).First(p => p.m.Path.StartsWith("entries/", StringComparison.Ordinal)).i;
        var bytes = members[place].Bytes.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        var check = new ExhibitCheck(members.Select((m, i) => i == place ? new ArchiveMember(m.Path, bytes) : m));
        return check.Faults.Count == 0 ? null : $"{check.Faults[0].Member} {check.Faults[0].Problem}";
    }
}

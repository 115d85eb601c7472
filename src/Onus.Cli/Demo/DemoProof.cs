using Onus.Engine;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Server;
using Spectre.Console;

namespace Onus.Cli.Demo;

/// <summary>The receipt of one entry, as files, and what checking it says: read back and checked against the key alone, as a
/// stranger would.</summary>
internal static class DemoProof
{
    /// <summary>Makes and checks it.</summary>
    /// <returns>Whether the receipt was verified, and a forged one refused.</returns>
    public static async Task<bool> MakeAsync(IAnsiConsole terminal, TextWriter output, Node node, ulong entry, CancellationToken cancellation)
    {
        var receipt = Receipt.Of(node.Engine.Log, entry);
        var (proofFile, entryFile) = (Path.Combine(node.Folder, "decision.tlog-proof"), Path.Combine(node.Folder, "decision.entry"));
        await File.WriteAllBytesAsync(proofFile, receipt.Proof.ToBytes(), cancellation);
        await File.WriteAllBytesAsync(entryFile, receipt.Entry.ToArray(), cancellation);

        var proof = TlogProof.Parse(await File.ReadAllBytesAsync(proofFile, cancellation));
        var bytes = await File.ReadAllBytesAsync(entryFile, cancellation);
        var policy = TrustPolicy.OfLog(NoteVerifiers.Standard, node.LogKey);
        var honest = proof.Verify(bytes, policy).IsVerified;
        bytes[^1] ^= 1;
        var forged = proof.Verify(bytes, policy).IsVerified;
        terminal.MarkupLine($"[bold]The proof[/] of the decision in entry {entry}, against the log's key alone:");
        terminal.MarkupLine(honest ? "  [green]verified[/]  the entry is in the log that this key signed" : "  [red]NOT verified[/]");
        terminal.MarkupLine(forged ? "  [red]a forged entry was accepted[/]" : "  [green]refused[/]   the same receipt with one bit of the entry changed");
        terminal.WriteLine("  without this program:");
        // As one line, however narrow the terminal: it is there to be copied.
        await output.WriteLineAsync($"  docs/verify-with-openssl.sh {proofFile} {entryFile} '{node.LogKey}'");
        return honest && !forged;
    }
}

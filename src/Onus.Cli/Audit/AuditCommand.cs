using System.CommandLine;
using System.Diagnostics;
using Onus.Cli.Log;
using Onus.Engine.Auditing;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Cli.Audit;

/// <summary><c>onus audit</c>: executes a whole log again, and cosigns its checkpoint with an auditor's key.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var directory = LogDirectory.Argument();
        var key = new Option<FileInfo?>("--key") { Description = "The auditor's private key ('onus audit keygen'): cosigns the checkpoint if everything holds.", HelpName = "FILE" };
        var file = new Option<FileInfo?>("--output", "-o") { Description = $"Where the cosigned checkpoint is written; {AuditedCheckpoint.Name} in the directory unless it is named.", HelpName = "FILE" };
        var log = new Option<string?>("--vkey") { Description = "The log's verifier key, from elsewhere: refuses the log of any other key.", HelpName = "KEY" };
        var command = new Command("audit", "Execute a whole log again: every entry, balance, pointer, state root and signature.")
        {
            directory, key, file, log, AuditKeyVerb.Create(),
        };
        command.SetAction(parsed => Run(parsed, parsed.GetRequiredValue(directory), parsed.GetValue(key), parsed.GetValue(file), parsed.GetValue(log)));
        return command;
    }

    private static int Run(ParseResult parsed, DirectoryInfo directory, FileInfo? keyFile, FileInfo? file, string? logKey)
    {
        if (file is not null && keyFile is null) throw new Refusal("-o names where the cosigned checkpoint goes: it needs --key, the auditor's key");
        using var auditor = keyFile is null ? null : AuditKeyVerb.Read(keyFile);
        var device = LogDirectory.Device(directory);
        CheckKey(directory, logKey);
        var watch = Stopwatch.StartNew();
        var report = LogAudit.Run(device);
        Print(parsed.Output(), report, watch.Elapsed);
        if (report.Fault is not null) throw new Refusal($"refuted: {report.Fault}", ExitCode.Refuted);
        parsed.Output().WriteLine($"everything holds, up to size {report.Checkpoint!.Checkpoint.Size}");
        if (auditor is not null) Cosign(parsed, directory, device, report, auditor, file);
        return ExitCode.Done;
    }

    private static void Print(TextWriter output, LogAuditReport report, TimeSpan elapsed)
    {
        var rate = report.Entries / Math.Max(elapsed.TotalSeconds, 1e-3);
        output.WriteLine($"{report.Entries:N0} entries hashed, {report.Reexecuted:N0} executed again, in {elapsed.TotalSeconds:F1} s ({rate:N0} entries/s)");
        if (report.Fault is not null) return;
        output.WriteLine($"state roots computed again: {report.RootsChecked:N0}; books in which debits equal credits: {report.Books.Count:N0}");
        if (report.Believed > 0)
            output.WriteLine($"{report.Believed:N0} entries stand on the operator's word: refusals of chains and texts, gaps in time, restores; they moved nothing");
    }

    private static void Cosign(
        ParseResult parsed, DirectoryInfo directory, DirectoryDevice device, LogAuditReport report, Ed25519Signer auditor, FileInfo? file)
    {
        var path = file?.FullName ?? Path.Combine(device.Location, AuditedCheckpoint.Name);
        var checkpoint = report.Checkpoint!;
        CheckEarlier(path, directory, auditor);
        var time = LogDirectory.Now.UnixSeconds;
        var cosigned = checkpoint.With([NoteSignature.Make(auditor, checkpoint.Note.Text, time)]);
        OutputFile.Write(path, cosigned.ToBytes());
        var output = parsed.Output();
        output.WriteLine($"cosigned as {auditor.Key.Name}: {path}");
        if (report.NewestRoot is { } root)
            output.WriteLine($"proofs as of entry {root.Envelope.Index} carry it: 'onus ledger prove-balance {directory} ACCOUNT --audited -o FILE'");
        else output.WriteLine("the log has no state root yet, so no proof of a balance can carry it: 'onus ledger root' writes one");
        if (file is not null) output.WriteLine($"give it back to the operator, who puts it beside the log as {AuditedCheckpoint.Name}");
    }

    /// <summary>An auditor never cosigns two histories: what it cosigned before must be the beginning of this log.</summary>
    private static void CheckEarlier(string path, DirectoryInfo directory, Ed25519Signer auditor)
    {
        if (!File.Exists(path)) return;
        if (!SignedCheckpoint.TryParse(File.ReadAllBytes(path), out var earlier, out _))
            throw new Refusal($"{path} is there already and is no checkpoint; name another file with -o");
        using var log = LogDirectory.OpenToRead(directory);
        if (!AuditedCheckpoint.Fits(earlier, log.Reader))
            throw new Refusal($"{path} is a checkpoint of another history than this log: {auditor.Key.Name} does not cosign both", ExitCode.Refuted);
    }

    private static void CheckKey(DirectoryInfo directory, string? expected)
    {
        if (expected is null) return;
        var text = File.Exists(expected) ? File.ReadAllText(expected).Trim() : expected;
        if (!VerifierKey.TryParse(text, out var key, out var error)) throw new Refusal($"--vkey {expected}: {error}");
        using var log = LogDirectory.OpenToRead(directory);
        if (log.VerifierKey != key.ToString()) throw new Refusal($"the log in {directory} is of another key: {log.VerifierKey}", ExitCode.Refuted);
    }
}

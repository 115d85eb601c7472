using System.CommandLine;
using Onus.Cli.Log;
using Onus.Core;
using Onus.Engine.Auditing;
using Onus.Engine.Proving;
using Onus.Log.Proofs;

namespace Onus.Cli.Ledger;

/// <summary><c>onus ledger prove-balance</c>, <c>prove-statement</c> and <c>prove-total</c>.</summary>
internal static class ProveVerb
{
    public static Command Create(LedgerProofKind kind)
    {
        var directory = LedgerFolder.Argument();
        var name = new Argument<string>(kind == LedgerProofKind.Total ? "BOOK" : "ACCOUNT") { Description = "What is proven." };
        var file = new Option<FileInfo>("-o") { Description = "Where the proof is written.", Required = true, HelpName = "FILE" };
        var audited = new Option<bool>("--audited") { Description = "As of the newest state root that an auditor has cosigned ('onus audit'), not as of now." };
        var what = kind.ToString().ToLowerInvariant();
        var verb = new Command($"prove-{what}", kind switch
        {
            LedgerProofKind.Balance => "Prove what an account holds.",
            LedgerProofKind.Statement => "Prove that these are all the entries of an account.",
            _ => "Prove the sum of all balances of a book.",
        }) { directory, name, file, audited };
        verb.SetAction(async (parsed, _) =>
        {
            var (place, id) = (parsed.GetRequiredValue(directory), LedgerFolder.IdOf(parsed.GetRequiredValue(name)));
            var found = parsed.GetValue(audited) ? ProveAudited(place, kind, id) : await ProveNowAsync(parsed, place, kind, id);
            var proof = found ?? throw new Refusal($"there is no {parsed.GetRequiredValue(name)} in the ledger{(parsed.GetValue(audited) ? " as of the audited state root" : "")}");
            OutputFile.Write(parsed.GetRequiredValue(file).FullName, proof.ToBytes());
            parsed.Output().WriteLine($"wrote {parsed.GetRequiredValue(file)}; check it with");
            parsed.Output().WriteLine($"  onus-verify {what} {parsed.GetRequiredValue(file)} --vkey {Path.Combine(parsed.GetRequiredValue(directory).ToString(), "log.vkey")}");
            if (parsed.GetValue(audited)) parsed.Output().WriteLine("and add --auditor KEY, the auditor's public key");
            return ExitCode.Done;
        });
        return verb;
    }

    private static async Task<LedgerProof?> ProveNowAsync(ParseResult parsed, DirectoryInfo directory, LedgerProofKind kind, Id128 id)
    {
        using var folder = LedgerFolder.Open(parsed, directory);
        return LedgerFolder.Unwrap(kind switch
        {
            LedgerProofKind.Balance => await folder.Engine.ProveBalanceAsync(id),
            LedgerProofKind.Statement => await folder.Engine.ProveStatementAsync(id),
            _ => await folder.Engine.ProveTotalAsync(id),
        });
    }

    private static LedgerProof? ProveAudited(DirectoryInfo directory, LedgerProofKind kind, Id128 id)
    {
        using var log = LogDirectory.OpenToRead(directory);
        var device = LogDirectory.Device(directory);
        var (checkpoint, problem) = AuditedCheckpoint.Read(device, log.Reader);
        if (checkpoint is null)
            throw new Refusal(problem.Length > 0 ? problem : $"no auditor has cosigned this log: 'onus audit {directory} --key FILE' does");
        using var proofs = AuditedProofs.Open(log.Reader, device, checkpoint)
            ?? throw new Refusal("the audited checkpoint covers no state root: write one with 'onus ledger root' and audit the log again");
        return kind switch
        {
            LedgerProofKind.Balance => proofs.Balance(id),
            LedgerProofKind.Statement => proofs.Statement(id),
            _ => proofs.Total(id),
        };
    }
}

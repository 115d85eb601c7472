using System.CommandLine;
using Onus.Engine;
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
        var what = kind.ToString().ToLowerInvariant();
        var verb = new Command($"prove-{what}", kind switch
        {
            LedgerProofKind.Balance => "Prove what an account holds.",
            LedgerProofKind.Statement => "Prove that these are all the entries of an account.",
            _ => "Prove the sum of all balances of a book.",
        }) { directory, name, file };
        verb.SetAction(async (parsed, _) =>
        {
            using var folder = LedgerFolder.Open(parsed, parsed.GetRequiredValue(directory));
            var id = LedgerFolder.IdOf(parsed.GetRequiredValue(name));
            Answer<LedgerProof?> answer = kind switch
            {
                LedgerProofKind.Balance => await folder.Engine.ProveBalanceAsync(id),
                LedgerProofKind.Statement => await folder.Engine.ProveStatementAsync(id),
                _ => await folder.Engine.ProveTotalAsync(id),
            };
            var proof = LedgerFolder.Unwrap(answer) ?? throw new Refusal($"there is no {parsed.GetRequiredValue(name)} in the ledger");
            OutputFile.Write(parsed.GetRequiredValue(file).FullName, proof.ToBytes());
            parsed.Output().WriteLine($"wrote {parsed.GetRequiredValue(file)}; check it with");
            parsed.Output().WriteLine($"  onus-verify {what} {parsed.GetRequiredValue(file)} --vkey {Path.Combine(parsed.GetRequiredValue(directory).ToString(), "log.vkey")}");
            return ExitCode.Done;
        });
        return verb;
    }
}

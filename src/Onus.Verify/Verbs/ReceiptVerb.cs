using System.CommandLine;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;
using Onus.Verify.Reporting;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify receipt</c>: is this entry in the log, by a COSE receipt.</summary>
internal static class ReceiptVerb
{
    public static Command Create()
    {
        var verb = new Command("receipt", "Verify that a log holds an entry, by a COSE receipt (RFC 9942).");
        var receiptFile = new Argument<FileInfo>("RECEIPT") { Description = "The receipt, a tagged COSE_Sign1." };
        var entry = EntryInput.AddTo(verb);
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(receiptFile);
        verb.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(receiptFile);
            if (!CoseReceipt.TryParse(InputFile.Read(file, CoseReceipt.MaxSize), out var receipt, out var error))
            {
                throw new Refusal($"{file}: {error}");
            }

            var policy = trust.Read(parsed)
                ?? throw new Refusal("a receipt can be checked only with the log's key: give it by --vkey or --policy");
            var findings = new Findings();
            Check(findings, receipt, entry.Read(parsed), policy);
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static void Check(Findings findings, CoseReceipt receipt, EntryInput.Entry entry, TrustPolicy policy)
    {
        if (KeyFor(receipt, policy) is not { } key)
        {
            findings.Refute($"the receipt is of {receipt.Header.Origin ?? "a log it does not name"}, under a key that you did not give.");
            return;
        }

        var verdict = (entry.Header is null ? receipt.VerifyLeaf(entry.Leaf, key) : receipt.Verify(entry.Bytes, key)).Outcome;
        if (verdict != ReceiptVerdict.Verified)
        {
            findings.Refute(verdict switch
            {
                ReceiptVerdict.MalformedProof => $"the receipt has not the number of hashes that entry {receipt.Index} of {receipt.Size} needs.",
                ReceiptVerdict.OtherPosition => "the receipt was altered: it claims a place in the log that is neither the signed one nor the entry's own.",
                ReceiptVerdict.PositionUnproven => "the receipt does not sign the log's size and the entry does not carry its index, so its place can be forged.",
                _ => $"{key.Name} has not signed the root to which the receipt leads from {entry.Name}: other bytes, or a forgery.",
            });
            return;
        }

        findings.Proven($"Entry {receipt.Index} of {key.Name} is exactly {entry.Name}; the log signed this when it had {receipt.Size} entries.");
        EntryFindings.Say(findings, entry.Header);
        findings.NotProven(CheckpointFindings.SplitView);
        if (policy.AsksForWitnesses) findings.NotProven("Your policy's quorum: a receipt holds no cosignatures. Ask for the .tlog-proof of the same entry.");
        findings.NotProven(EntryFindings.Truth);
    }

    private static VerifierKey? KeyFor(CoseReceipt receipt, TrustPolicy policy) => policy.Logs.Select(log => log.Key).FirstOrDefault(key =>
        key.Type == SignatureType.Ed25519
        && (receipt.Header.KeyId ?? key.Id) == key.Id
        && (receipt.Header.Origin ?? key.Name) == key.Name);
}

using Onus.Engine;
using Onus.Log.Notes;
using Onus.Log.Policy;
using Onus.Log.Proofs;

namespace Onus.Cli.Demo;

/// <summary>The receipt of the demo's payment, as files, and what checking it says.</summary>
internal sealed record DemoEvidence(
    string Folder, string ProofFile, string EntryFile, string VerifierKey, ulong Size, bool IsVerified, bool ForgeryIsVerified)
{
    public static async Task<DemoEvidence> CollectAsync(
        OnusEngine engine, Ed25519Signer key, DemoMorning morning, DirectoryInfo folder, CancellationToken cancellation)
    {
        var receipt = (await engine.ReceiptAsync(morning.Proven, cancellation: cancellation)).Result
            ?? throw new Refusal("the demo's payment has no receipt", ExitCode.Broken);
        var proofFile = Path.Combine(folder.FullName, "payment.tlog-proof");
        var entryFile = Path.Combine(folder.FullName, "payment.entry");
        await File.WriteAllBytesAsync(proofFile, receipt.Proof.ToBytes(), cancellation);
        await File.WriteAllBytesAsync(entryFile, receipt.Entry.ToArray(), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "log.vkey"), key.Key + "\n", cancellation);

        // Read back from the files and checked against the key alone, as a stranger would.
        var proof = TlogProof.Parse(await File.ReadAllBytesAsync(proofFile, cancellation));
        var entry = await File.ReadAllBytesAsync(entryFile, cancellation);
        var policy = TrustPolicy.OfLog(NoteVerifiers.Standard, key.Key);
        var honest = proof.Verify(entry, policy).IsVerified;
        entry[^1] ^= 1;
        return new DemoEvidence(
            folder.FullName, proofFile, entryFile, key.Key.ToString(), engine.Log.Head.Size, honest, proof.Verify(entry, policy).IsVerified);
    }
}

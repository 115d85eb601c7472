using System.CommandLine;
using System.Text;
using Onus.Core;
using Onus.Log.Notes;
using Onus.Log.Tiles;
using Onus.Log.Tree;
using Onus.Verify.Reporting;
using Onus.Verify.Tiles;

namespace Onus.Verify.Verbs;

/// <summary><c>onus-verify consistency</c>: did the log only grow between two checkpoints.</summary>
internal static class ConsistencyVerb
{
    private const int MaxProofFileSize = 100_000;

    public static Command Create()
    {
        var verb = new Command("consistency", "Verify that a log only grew between two checkpoints: nothing was changed or removed.");
        var oldFile = new Argument<FileInfo>("OLD") { Description = "The earlier checkpoint." };
        var newFile = new Argument<FileInfo>("NEW") { Description = "The later checkpoint." };
        var proofFile = new Option<FileInfo?>("--proof") { Description = "The consistency proof: one base64 hash a line.", HelpName = "FILE" };
        var tiles = new Option<string?>("--tiles") { Description = "Make the proof from the log's tiles.", HelpName = "DIR|URL" };
        var trust = Trust.AddTo(verb);
        verb.Arguments.Add(oldFile);
        verb.Arguments.Add(newFile);
        verb.Options.Add(proofFile);
        verb.Options.Add(tiles);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var older = CheckpointInput.Read(parsed.GetRequiredValue(oldFile));
            var newer = CheckpointInput.Read(parsed.GetRequiredValue(newFile));
            var findings = new Findings();
            if (trust.Read(parsed) is not { } policy) findings.OnlySelfConsistent(CheckpointFindings.WithoutKeys);
            else if (!CheckpointFindings.Check(findings, older, policy, "the earlier checkpoint")
                || !CheckpointFindings.Check(findings, newer, policy, "the later checkpoint"))
            {
                return findings.Print(parsed.InvocationConfiguration.Output);
            }

            if (!FitTogether(findings, older.Checkpoint, newer.Checkpoint)) return findings.Print(parsed.InvocationConfiguration.Output);
            var proof = await ReadProofAsync(
                older.Checkpoint, newer.Checkpoint, parsed.GetValue(proofFile), parsed.GetValue(tiles), cancellation);
            Check(findings, older.Checkpoint, newer.Checkpoint, proof);
            return findings.Print(parsed.InvocationConfiguration.Output);
        });
        return verb;
    }

    private static bool FitTogether(Findings findings, Checkpoint older, Checkpoint newer)
    {
        if (older.Origin != newer.Origin) findings.Refute($"the checkpoints are of two logs, {older.Origin} and {newer.Origin}.");
        else if (older.Size > newer.Size) findings.Refute($"the log shrank from {older.Size} to {newer.Size} entries; if that is no slip, give them in the other order.");
        else return true;
        return false;
    }

    private static void Check(Findings findings, Checkpoint older, Checkpoint newer, Hash256[] proof)
    {
        var outcome = MerkleVerifier.VerifyConsistency(older.Size, older.Root, newer.Size, newer.Root, proof);
        switch (outcome)
        {
            case ProofOutcome.Verified:
                findings.Proven($"Between {older.Size} and {newer.Size} entries {newer.Origin} only grew: nothing was changed, removed or reordered.");
                break;
            case ProofOutcome.FromEmptyTree:
                findings.NotProven("Anything about the later checkpoint: every log grew from an empty one.");
                break;
            case ProofOutcome.WrongLength:
                findings.Refute($"the proof has not the number of hashes that sizes {older.Size} and {newer.Size} need.");
                break;
            default:
                findings.Refute(older.Size == newer.Size
                    ? $"{newer.Origin} signed two different histories of {newer.Size} entries. Keep both checkpoints: they prove it."
                    : "the proof does not lead from the earlier to the later checkpoint: the log was changed, or the proof is wrong.");
                break;
        }
    }

    private static async Task<Hash256[]> ReadProofAsync(
        Checkpoint older, Checkpoint newer, FileInfo? proofFile, string? where, CancellationToken cancellation)
    {
        if (proofFile is not null) return ReadProof(proofFile);
        if (older.Size == 0 || older.Size == newer.Size) return [];
        if (where is null) throw new Refusal("give the consistency proof by --proof, or the log's tiles by --tiles");
        using var place = TilePlace.Open(where);
        try
        {
            var tiles = new VerifiedTiles(place.Source, newer.Size, newer.Root);
            return await tiles.ConsistencyAsync(older.Size, newer.Size, cancellation);
        }
        catch (TileException e)
        {
            throw new Refusal($"{where}: {e.Message}, so it gives no proof for the later checkpoint", ExitCode.Unavailable);
        }
    }

    private static Hash256[] ReadProof(FileInfo file)
    {
        var lines = Encoding.UTF8.GetString(InputFile.Read(file, MaxProofFileSize)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var hashes = new Hash256[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var bytes = new byte[Hash256.Size + 1];
            if (!Convert.TryFromBase64String(lines[i].Trim(), bytes, out var size) || size != Hash256.Size)
            {
                throw new Refusal($"{file}, line {i + 1}: not the base64 of a hash");
            }

            hashes[i] = new Hash256(bytes.AsSpan(0, Hash256.Size));
        }

        return hashes;
    }
}

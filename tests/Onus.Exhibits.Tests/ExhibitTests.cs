using System.Text;
using Onus.Core;
using Onus.Engine.Exhibits;
using Onus.Log.Exhibits;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Testing;

namespace Onus.Exhibits.Tests;

/// <summary>Exhibits of cases that were really decided, as a stranger gets them.</summary>
public sealed class ExhibitTests(CaseNode node)
{
    private static string LogKey => CaseNode.Key.Key.ToString();

    [Fact]
    public async Task An_exhibit_is_proven_under_the_logs_key_and_says_what_is_not()
    {
        var run = await VerifyRun.OfAsync(node.Exhibit(node.Dispute), "--vkey", LogKey);
        Assert.True(run.ExitCode == VerifyRun.Proven, run.Output);
        foreach (var line in new[]
        {
            "court.example/main signed that it had", "are all that the case had by then", "chargeback version 1", "liability of 48000",
            "NOT PROVEN", "What index.html tells", "a split view is possible", "the operator's word, until an auditor",
        }) Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_it_agrees_only_with_itself_and_under_a_foreign_key_it_is_refuted()
    {
        var exhibit = node.Exhibit(node.Dispute);
        Assert.Equal(VerifyRun.SelfConsistent, (await VerifyRun.OfAsync(exhibit)).ExitCode);
        var foreign = TestKeys.Log("other.example/main").Key.ToString();
        var run = await VerifyRun.OfAsync(exhibit, "--vkey", foreign);
        Assert.Equal(VerifyRun.Refuted, run.ExitCode);
        Assert.Contains("is of the log court.example/main; you trust other.example/main", run.Output, StringComparison.Ordinal);
        var impostor = TestKeys.Log(CaseNode.Origin, 1).Key.ToString();
        Assert.Contains("is not signed by the key", (await VerifyRun.OfAsync(exhibit, "--vkey", impostor)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_log_gives_the_same_bytes() => Assert.Equal(node.Archive(node.Dispute), node.Archive(node.Dispute));

    [Fact]
    public void A_byte_changed_in_any_member_is_named()
    {
        foreach (var @case in new[] { node.Dispute, node.Signed })
        {
            var exhibit = node.Exhibit(@case, r => r with { Evidence = node.Read });
            for (var i = 0; i < exhibit.Count; i++)
            {
                if (exhibit[i].Path == ExhibitPaths.Manifest) continue;
                foreach (var at in new[] { 0, exhibit[i].Bytes.Length / 2, exhibit[i].Bytes.Length - 1 })
                {
                    var altered = Alter(exhibit, exhibit[i].Path, bytes => bytes[at] ^= 1);
                    var fault = Assert.Single(new ExhibitCheck(altered).Faults);
                    Assert.Equal(exhibit[i].Path, fault.Member);
                }
            }
        }
    }

    [Fact]
    public void A_byte_changed_in_a_member_is_named_even_where_the_manifest_is_made_to_fit()
    {
        var exhibit = node.Exhibit(node.Signed, r => r with { Evidence = node.Read });
        string[] unproven = [ExhibitPaths.Manifest, ExhibitPaths.Page, ExhibitPaths.Script];
        foreach (var (path, bytes) in exhibit.Where(m => !unproven.Contains(m.Path)))
        {
            // A checkpoint's signatures are not this check's matter: the first byte of its text is.
            var at = path == ExhibitPaths.Checkpoint ? 0 : bytes.Length / 2;
            var faults = new ExhibitCheck(Refit(Alter(exhibit, path, b => b[at] ^= 1))).Faults;
            Assert.True(faults.Count > 0, path);
            Assert.Contains(faults, f => Stem(f.Member) == Stem(path) || path == ExhibitPaths.Checkpoint);
        }
    }

    [Fact]
    public void A_member_that_is_missing_added_or_stands_twice_is_named()
    {
        var exhibit = node.Exhibit(node.Dispute);
        var path = ExhibitPaths.Proof(node.Dispute);
        Assert.Contains(new ExhibitFault(path, "is listed and missing"), new ExhibitCheck(exhibit.Where(m => m.Path != path)).Faults);
        Assert.Contains(new ExhibitFault("more", "is not listed in the manifest"), new ExhibitCheck([.. exhibit, new ArchiveMember("more", new byte[1])]).Faults);
        Assert.Contains(new ExhibitFault(path, "stands there twice"), new ExhibitCheck([.. exhibit, exhibit.Single(m => m.Path == path)]).Faults);
    }

    [Fact]
    public void An_entry_left_out_in_the_middle_or_out_of_order_is_found_though_everything_else_is_made_to_fit()
    {
        var exhibit = node.Exhibit(node.Dispute);
        var proof = ProofOf(exhibit);
        var middle = proof.Thread[1];
        var without = Rethread(exhibit, [.. proof.Thread.Where(e => e.Index != middle.Index)], drop: middle.Index);
        Assert.Contains(new ExhibitCheck(without).Faults, f => f.Problem == $"before entry {proof.Thread[2].Index} of the case an entry is missing, doubled or out of order");

        var swapped = Rethread(exhibit, [proof.Thread[0], proof.Thread[2], proof.Thread[1], .. proof.Thread.Skip(3)]);
        Assert.Contains(new ExhibitCheck(swapped).Faults, f => f.Problem.Contains("missing, doubled or out of order", StringComparison.Ordinal));

        var cut = Rethread(exhibit, [.. proof.Thread.SkipLast(1)], drop: proof.Thread[^1].Index);
        Assert.Contains(new ExhibitCheck(cut).Faults, f => f.Problem.Contains("commits to another last entry", StringComparison.Ordinal));

        var headless = Rethread(exhibit, [.. proof.Thread.Skip(1)], drop: proof.Thread[0].Index);
        Assert.Contains(new ExhibitCheck(headless).Faults, f => f.Problem.Contains("does not open the case", StringComparison.Ordinal));
    }

    [Fact]
    public void A_leaf_that_is_touched_leads_nowhere()
    {
        var exhibit = node.Exhibit(node.Dispute);
        var proof = ProofOf(exhibit);
        var lighter = proof.Standing with { Leaf = proof.Standing.Leaf with { Stake = proof.Standing.Leaf.Stake + 1 } };
        var touched = new CaseProof(proof.Checkpoint, proof.Root, lighter, proof.Thread);
        Assert.Equal(CaseVerdict.NotUnderRoot, new CaseCheck(touched).Verdict);
        var elsewhere = new CaseProof(proof.Checkpoint, proof.Root, proof.Standing with { Place = proof.Standing.Place + 1 }, proof.Thread);
        Assert.Equal(CaseVerdict.NotUnderRoot, new CaseCheck(elsewhere).Verdict);
        var rootless = new CaseProof(proof.Checkpoint, proof.Thread[0], proof.Standing, proof.Thread);
        Assert.Equal(CaseVerdict.NoStateRoot, new CaseCheck(rootless).Verdict);
    }

    [Fact]
    public async Task Signed_decisions_are_proven_in_both_algorithms()
    {
        var exhibit = node.Exhibit(node.Signed);
        Assert.Equal(2, exhibit.Count(m => m.Path.StartsWith("decisions/", StringComparison.Ordinal)));
        var run = await VerifyRun.OfAsync(exhibit, "--vkey", LogKey);
        Assert.True(run.ExitCode == VerifyRun.Proven, run.Output);
        Assert.Equal(2, run.Output.Split("signed the decision of entry").Length - 1);
    }

    [Fact]
    public async Task A_policy_that_demands_a_witness_is_met_by_its_cosignature_only()
    {
        var policy = Path.Combine(Path.GetTempPath(), $"onus-policy-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(
            policy, $"log {LogKey}\nwitness w {CaseNode.Witness.Key}\nquorum w\n", TestContext.Current.CancellationToken);
        Assert.Equal(VerifyRun.Refuted, (await VerifyRun.OfAsync(node.Exhibit(node.Dispute), "--policy", policy)).ExitCode);
        var cosigned = node.Exhibit(node.Dispute, r => r with { Under = node.Cosigned() });
        var run = await VerifyRun.OfAsync(cosigned, "--policy", policy);
        Assert.True(run.ExitCode == VerifyRun.Proven, run.Output);
        Assert.Contains("witness.example", await OutputAsync(cosigned, "--vkey", LogKey, "--auditor", CaseNode.Witness.Key.ToString()), StringComparison.Ordinal);
        File.Delete(policy);
    }

    [Fact]
    public async Task A_folder_is_as_good_as_the_archive_and_an_archive_with_more_in_it_is_not()
    {
        var exhibit = node.Exhibit(node.Dispute);
        var folder = Directory.CreateTempSubdirectory("onus-exhibit-");
        Unpack(exhibit, folder.FullName);
        Assert.Equal(VerifyRun.Proven, (await VerifyRun.OfAsync("exhibit", folder.FullName, "--vkey", LogKey)).ExitCode);
        folder.Delete(recursive: true);

        var archive = StoredZip.Write(exhibit);
        Assert.Contains("in none of its members", (await VerifyRun.OfArchiveAsync([.. archive, 0])).Output, StringComparison.Ordinal);
        archive[^30] ^= 1;
        Assert.Equal(VerifyRun.Refuted, (await VerifyRun.OfArchiveAsync(archive)).ExitCode);
    }

    [Fact]
    public void Damaged_archives_and_case_proofs_are_survived_and_never_pass()
    {
        var archive = node.Archive(node.Dispute);
        ByteMutations(archive, 150, bytes =>
        {
            if (bytes.AsSpan().SequenceEqual(archive)) return;
            var whole = StoredZip.TryRead(bytes, out var members, out _) && new ExhibitCheck(members).Faults.Count == 0
                && StoredZip.Write(members).AsSpan().SequenceEqual(bytes);
            Assert.False(whole);
        });
        var proof = node.Exhibit(node.Dispute).Single(m => m.Path == ExhibitPaths.CaseProof).Bytes.ToArray();
        Assert.True(CaseProof.TryParse(proof, out var read, out _));
        Assert.Equal(proof, read.ToBytes());
        ByteMutations(proof, 2_000, bytes =>
        {
            if (CaseProof.TryParse(bytes, out var mutant, out _) && !bytes.AsSpan().SequenceEqual(proof)
                && new CaseCheck(mutant).Verdict == CaseVerdict.Complete)
            {
                // Only the checkpoint's signature lines can differ in a proof that holds: they are checked with keys.
                Assert.Equal(read.Checkpoint.Checkpoint.Root, mutant.Checkpoint.Checkpoint.Root);
            }
        });
    }

    [Fact]
    public void Documents_are_included_with_their_salts_where_they_may_be()
    {
        var without = node.Exhibit(node.Dispute);
        Assert.DoesNotContain(without, m => m.Path.StartsWith("evidence/", StringComparison.Ordinal));
        var with = node.Exhibit(node.Dispute, r => r with { Evidence = node.Read });
        var document = Assert.Single(with, m => m.Path.StartsWith("evidence/", StringComparison.Ordinal) && !m.Path.EndsWith(".salt", StringComparison.Ordinal));
        Assert.Equal("They knew the code.", Encoding.UTF8.GetString(document.Bytes.Span));
        Assert.Single(new ExhibitCheck(with).Evidence);
        var stranger = Refit([.. with, new ArchiveMember(ExhibitPaths.Evidence(Hash256.EmptyRoot), new byte[3])]);
        Assert.Contains(new ExhibitCheck(stranger).Faults, f => f.Problem == "is nothing that an entry of the case commits to");
    }

    [Fact]
    public void A_case_that_is_not_there_is_not_shown()
    {
        var log = node.Engine.Log;
        Assert.Equal(ExhibitOutcome.NoSuchCase, ExhibitBuilder.Make(log, new ExhibitRequest(node.Dispute + 1)).Outcome);
        Assert.Equal(ExhibitOutcome.NoSuchCase, ExhibitBuilder.Make(log, new ExhibitRequest(log.Head.Size)).Outcome);
        var other = SignedCheckpoint.Parse(new CheckpointSigner(CaseNode.Origin, CaseNode.Key).Sign(3, Hash256.EmptyRoot, 0).ToBytes());
        Assert.Equal(ExhibitOutcome.OtherHistory, ExhibitBuilder.Make(log, new ExhibitRequest(node.Dispute) { Under = other }).Outcome);
        var early = new CheckpointSigner(CaseNode.Origin, CaseNode.Key).Sign(node.Dispute + 1, log.Root(node.Dispute + 1), 0);
        Assert.Equal(ExhibitOutcome.NoStateRoot, ExhibitBuilder.Make(log, new ExhibitRequest(node.Dispute) { Under = early }).Outcome);
    }

    [Fact]
    public void The_page_names_people_as_the_register_does()
    {
        var page = node.Exhibit(node.Dispute, r => r with { NameOf = _ => "Mei <Lin>" }).Single(m => m.Path == ExhibitPaths.Page);
        Assert.Contains("Mei &lt;Lin&gt;", Encoding.UTF8.GetString(page.Bytes.Span), StringComparison.Ordinal);
    }

    internal static void Unpack(IEnumerable<ArchiveMember> members, string folder)
    {
        foreach (var (path, bytes) in members)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes.ToArray());
        }
    }

    internal static List<ArchiveMember> Alter(List<ArchiveMember> exhibit, string path, Action<byte[]> change)
    {
        var bytes = exhibit.Single(m => m.Path == path).Bytes.ToArray();
        change(bytes);
        return [.. exhibit.Select(m => m.Path == path ? new ArchiveMember(path, bytes) : m)];
    }

    /// <summary>The manifest made anew, as a forger would.</summary>
    internal static List<ArchiveMember> Refit(List<ArchiveMember> exhibit)
    {
        Assert.True(ExhibitManifest.TryParse(exhibit.Single(m => m.Path == ExhibitPaths.Manifest).Bytes.Span, out var old, out _));
        var rest = exhibit.Where(m => m.Path != ExhibitPaths.Manifest).ToArray();
        return [new ArchiveMember(ExhibitPaths.Manifest, ExhibitManifest.Of(old.Origin, old.Case, old.Face, rest).ToBytes()), .. rest];
    }

    private static CaseProof ProofOf(List<ArchiveMember> exhibit)
    {
        Assert.True(CaseProof.TryParse(exhibit.Single(m => m.Path == ExhibitPaths.CaseProof).Bytes, out var proof, out var error), error);
        return proof;
    }

    private static List<ArchiveMember> Rethread(List<ArchiveMember> exhibit, ThreadEntry[] thread, ulong? drop = null)
    {
        var proof = ProofOf(exhibit);
        var bytes = new CaseProof(proof.Checkpoint, proof.Root, proof.Standing, thread).ToBytes();
        var rest = exhibit.Where(m => drop is not { } index || (m.Path != ExhibitPaths.Entry(index) && m.Path != ExhibitPaths.Proof(index)));
        return Refit([.. rest.Select(m => m.Path == ExhibitPaths.CaseProof ? new ArchiveMember(m.Path, bytes) : m)]);
    }

    private static string Stem(string path) => path.Split('.')[0];

    private static void ByteMutations(byte[] seed, int count, Action<byte[]> check) => Log.Tests.Fuzz.ByteMutations.Of([seed], count, check);

    private static async Task<string> OutputAsync(List<ArchiveMember> exhibit, params string[] arguments) => (await VerifyRun.OfAsync(exhibit, arguments)).Output;
}

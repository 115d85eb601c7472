using System.Text;
using Onus.Core.Formats;
using Onus.Log.Exhibits;
using Onus.Log.Proofs;

namespace Onus.Exhibits.Tests;

/// <summary>The two faces of a case with a confidential act: what everybody is shown, and what an auditor is.</summary>
public sealed class ConfidentialTests(CaseNode node)
{
    [Fact]
    public async Task The_public_face_withholds_what_would_tell_and_is_proven_complete_all_the_same()
    {
        var exhibit = node.Exhibit(node.Hushed);
        var run = await VerifyRun.OfAsync(exhibit, "--vkey", CaseNode.Key.Key.ToString());
        Assert.True(run.ExitCode == VerifyRun.Proven, run.Output);
        Assert.Contains("a confidential act; the case is in state", run.Output, StringComparison.Ordinal);
        Assert.Contains("are withheld from you; they are in the log, and counted", run.Output, StringComparison.Ordinal);
        Assert.Contains("they are confidential, and this exhibit shows their public face", run.Output, StringComparison.Ordinal);

        // The approval of the confidential step and the report that was filed.
        Assert.True(CaseProof.TryParse(exhibit.Single(m => m.Path == ExhibitPaths.CaseProof).Bytes, out var proof, out _));
        Assert.Equal(2, proof.Thread.Count(e => e.Entry is null));
        Assert.DoesNotContain(exhibit, m => ExhibitPaths.IsEntry(m.Path, out _)
            && EntryHeader.KindOf(m.Bytes.Span) is EntryKind.SealedPart or EntryKind.DutyDone or EntryKind.Approval);
    }

    [Fact]
    public void The_public_page_says_no_word_of_the_step_its_report_or_who_decided_it()
    {
        var exhibit = node.Exhibit(node.Hushed);
        var page = Encoding.UTF8.GetString(exhibit.Single(m => m.Path == ExhibitPaths.Page).Bytes.Span);

        // What was possible before is no secret: the product's text says it. From the first approval on nothing tells.
        var timeline = page[page.IndexOf("<li class=\"withheld\"", StringComparison.Ordinal)..page.IndexOf("id=\"evidence\"", StringComparison.Ordinal)];
        foreach (var secret in new[] { "Suspicion", "refuse-and-report", "suspicious-transaction", "camlmac", "chief-compliance" })
            Assert.DoesNotContain(secret, timeline, StringComparison.Ordinal);
        Assert.Contains("A confidential act", timeline, StringComparison.Ordinal);
        Assert.Contains("Withheld", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_full_face_shows_the_sealed_part_and_proves_that_the_act_commits_to_it()
    {
        var exhibit = node.Exhibit(node.Hushed, r => r with { Face = ExhibitFace.Full });
        var check = new ExhibitCheck(exhibit);
        Assert.Empty(check.Faults);
        Assert.Empty(check.Sealed);
        Assert.Equal(0, check.Completeness!.Withheld);
        Assert.Contains(exhibit, m => ExhibitPaths.IsEntry(m.Path, out _) && EntryHeader.KindOf(m.Bytes.Span) == EntryKind.SealedPart);
        var page = Encoding.UTF8.GetString(exhibit.Single(m => m.Path == ExhibitPaths.Page).Bytes.Span);
        Assert.Contains("Suspicion", page, StringComparison.Ordinal);
        Assert.Contains("suspicious-transaction", page, StringComparison.Ordinal);
        Assert.Equal(VerifyRun.Proven, (await VerifyRun.OfAsync(exhibit, "--vkey", CaseNode.Key.Key.ToString())).ExitCode);
    }

    [Fact]
    public void Apart_from_what_is_hidden_both_faces_show_the_same_entries()
    {
        var shown = Entries(node.Exhibit(node.Hushed));
        var all = Entries(node.Exhibit(node.Hushed, r => r with { Face = ExhibitFace.Full }));
        Assert.Subset(all.Keys.ToHashSet(), shown.Keys.ToHashSet());
        Assert.All(shown, pair => Assert.Equal(all[pair.Key], pair.Value));
    }

    private static Dictionary<string, string> Entries(List<ArchiveMember> exhibit) => exhibit
        .Where(m => ExhibitPaths.IsEntry(m.Path, out _)).ToDictionary(m => m.Path, m => Convert.ToHexString(m.Bytes.Span));
}

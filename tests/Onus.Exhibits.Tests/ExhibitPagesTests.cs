using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Exhibits;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Tests.Formats;
using Onus.Log.Tree;
using Onus.Testing;

namespace Onus.Exhibits.Tests;

/// <summary>The vectors of docs/formats/case-proof.md and docs/formats/exhibit.md.</summary>
public sealed class ExhibitPagesTests
{
    private const ulong Opened = 1;

    private static readonly LogTime Start = LogTime.FromUnixSeconds(1_800_000_000);

    [Fact]
    public void The_vectors_of_the_case_proof_are_what_the_code_makes_and_read_back()
    {
        var page = new FormatPage("case-proof.md");
        var leaf = new CaseLeaf(Opened, 0, Opened, 2, 1, 3, null, 500, [(7, 500), (8, 0)]);
        var root = MerkleHasher.HashLeaf(leaf.ToBytes());
        byte[][] entries =
        [
            Bytes(w => { Front(EntryKind.Record, 0).WriteStart(w); w.WriteNull(); w.WriteEndArray(); }),
            Bytes(Opening().Write),
            Bytes(new DutyOverdue(Front(EntryKind.DutyOverdue, 2, new LineageLink(Opened, Opened, 1)), Opened, new DutyName(Opened, 0), Start, null).Write),
            Bytes(new StateRootEntry(Front(EntryKind.StateRoot, 3), 3, 0, Hash256.EmptyRoot, 1, root).Write),
        ];
        var tree = new MerkleTree();
        tree.Append([.. entries.Select(e => MerkleHasher.HashLeaf(e))]);
        using var key = TestKeys.Log("bank.example");
        var checkpoint = new CheckpointSigner("bank.example", key).Sign(4, MerkleProver.Root(tree, 4), 0);
        ThreadEntry Shown(ulong index) => ThreadEntry.Shown(entries[index], MerkleProver.Inclusion(tree, index, 4));
        var proof = new CaseProof(checkpoint, Shown(3), new CaseStanding(leaf, 0, []), [Shown(1), Shown(2)]);
        var withheld = new CaseProof(checkpoint, Shown(3), new CaseStanding(leaf, 0, []), [Shown(1), Shown(2).Withheld()]);

        page.Check("case-leaf", leaf.ToBytes());
        page.Check("case-root", root.Bytes);
        page.Check("case-proof", proof.ToBytes());
        page.Check("case-proof-withheld", withheld.ToBytes());
        foreach (var (name, hidden) in new[] { ("case-proof", 0), ("case-proof-withheld", 1) })
        {
            Assert.True(CaseProof.TryParse(page.Bytes(name), out var read, out var error), error);
            var check = new CaseCheck(read);
            Assert.Equal((CaseVerdict.Complete, hidden), (check.Verdict, check.Withheld));
            Assert.Equal(page.Bytes(name), read.ToBytes());
        }
    }

    [Fact]
    public void The_vectors_of_the_exhibit_are_what_the_code_makes_and_read_back()
    {
        var page = new FormatPage("exhibit.md");
        ArchiveMember[] members = [new(ExhibitPaths.Checkpoint, "one"u8.ToArray()), new(ExhibitPaths.Script, "two"u8.ToArray())];
        page.Check("manifest", ExhibitManifest.Of("bank.example", Opened, ExhibitFace.Public, members).ToString());
        page.Check("archive", StoredZip.Write(members));
        Assert.True(ExhibitManifest.TryParse(System.Text.Encoding.UTF8.GetBytes(page.Vector("manifest")), out var manifest, out var error), error);
        Assert.Equal((Opened, ExhibitFace.Public, 2), (manifest.Case, manifest.Face, manifest.Members.Length));
        Assert.True(StoredZip.TryRead(page.Bytes("archive"), out var read, out error), error);
        Assert.Equal(members.Select(m => m.Path), read.Select(m => m.Path));
    }

    [Theory]
    [InlineData("# onus-exhibit/2\n# origin o\n# case 1\n# face public\n", "first line")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 01\n# face public\n", "line 3")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face both\n", "line 4")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public", "does not end")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public\nzz  a\n", "line 5")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public\n{0}  ../a\n", "line 5")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public\n{0}  /a\n", "line 5")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public\n{0}  manifest.sha256\n", "line 5")]
    [InlineData("# onus-exhibit/1\n# origin o\n# case 1\n# face public\n{0}  a\n{0}  a\n", "twice")]
    public void What_is_no_manifest_is_refused_with_its_line(string text, string problem)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text.Replace("{0}", Hash256.EmptyRoot.ToString(), StringComparison.Ordinal));
        Assert.False(ExhibitManifest.TryParse(bytes, out _, out var error));
        Assert.Contains(problem, error, StringComparison.Ordinal);
    }

    private static ActEntry Opening() => new()
    {
        Envelope = Front(EntryKind.Act, Opened, new LineageLink(Opened, Opened, 0)), Lines = [], Case = Opened, Product = 0, Trigger = ActTrigger.Opened,
        HeadSeen = null, Decider = ActDecider.Nobody, Opening = new ActOpening(500, [7, 8], [], 0), WasDue = null, Request = null, Facts = [],
        Evidence = [], Firings = [], Legs = [], Moves = [new LiabilityMove(-1, 0, 500)], Used = [], Duties = [], Stops = [], Shadows = [], Due = null,
        LawDue = null, Signature = default,
    };

    private static EntryEnvelope Front(EntryKind kind, ulong index, params LineageLink[] lineage) =>
        new(kind, index, Start.Plus(index), Id128.None, Id128.None, 0, lineage);

    private static byte[] Bytes(Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        return writer.Encode();
    }
}

using System.Text.Json;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tree;

/// <summary>The vectors of transparency-dev/merkle (vectors/LICENSE.transparency-dev-merkle) and of RFC 6962's eight
/// leaves.</summary>
public sealed class VectorTests
{
    /// <summary>The one case where we are stricter on purpose: the library compares these 12-byte roots and finds them
    /// equal.</summary>
    private const string ShortRoots = "consistency/additional/sizes-are-equal-one-and-proof-is-empty.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vectors");

    public static TheoryData<string> Inclusion => Files("inclusion");

    public static TheoryData<string> Consistency => Files("consistency");

    [Fact]
    public void All_vectors_are_here()
    {
        Assert.Equal(98, Inclusion.Count);
        Assert.Equal(98, Consistency.Count);
    }

    [Theory]
    [MemberData(nameof(Inclusion))]
    public void Inclusion_is_judged_as_the_vector_says(string file)
    {
        using var json = Read(file);
        var vector = json.RootElement;
        var holds = TryHash(vector.GetProperty("root"), out var root)
            && TryHash(vector.GetProperty("leafHash"), out var leaf)
            && TryProof(vector.GetProperty("proof"), out var proof)
            && MerkleVerifier.VerifyInclusion(
                vector.GetProperty("leafIdx").GetUInt64(), vector.GetProperty("treeSize").GetUInt64(),
                leaf, proof, root)
            == ProofOutcome.Verified;
        Assert.Equal(!vector.GetProperty("wantErr").GetBoolean(), holds);
    }

    [Theory]
    [MemberData(nameof(Consistency))]
    public void Consistency_is_judged_as_the_vector_says(string file)
    {
        using var json = Read(file);
        var vector = json.RootElement;
        var holds = TryHash(vector.GetProperty("root1"), out var root1)
            && TryHash(vector.GetProperty("root2"), out var root2)
            && TryProof(vector.GetProperty("proof"), out var proof)
            && MerkleVerifier.VerifyConsistency(
                vector.GetProperty("size1").GetUInt64(), root1, vector.GetProperty("size2").GetUInt64(), root2, proof)
            == ProofOutcome.Verified;
        Assert.Equal(!vector.GetProperty("wantErr").GetBoolean() && file != ShortRoots, holds);
    }

    [Theory]
    [InlineData(0, 0, ProofOutcome.Verified)]
    [InlineData(0, 1, ProofOutcome.FromEmptyTree)]
    public void From_the_empty_tree_nothing_is_proven_about_a_tree_with_leaves(
        ulong size1, ulong size2, ProofOutcome outcome)
    {
        var root2 = size2 == 0 ? Hash256.EmptyRoot : MerkleHasher.HashLeaf([1]);
        Assert.Equal(outcome, MerkleVerifier.VerifyConsistency(size1, Hash256.EmptyRoot, size2, root2, []));
    }

    [Fact]
    public void An_empty_first_tree_with_another_root_than_the_empty_one_is_refused()
    {
        var root = MerkleHasher.HashLeaf([1]);
        Assert.Equal(ProofOutcome.FirstRootDiffers, MerkleVerifier.VerifyConsistency(0, root, 1, root, []));
        Assert.Equal(ProofOutcome.FirstRootDiffers, MerkleVerifier.VerifyConsistency(0, root, 0, root, []));
        Assert.Equal(ProofOutcome.WrongLength, MerkleVerifier.VerifyConsistency(0, Hash256.EmptyRoot, 1, root, [root]));
    }

    [Fact]
    public void The_eight_leaves_of_RFC_6962_have_their_hashes_and_roots()
    {
        using var json = Read("rfc6962-8leaf.json");
        var vector = json.RootElement;
        var tree = new MerkleTree();
        for (var i = 0; i <= 8; i++)
        {
            Assert.Equal(vector.GetProperty("roots_hex")[i].GetString(), tree.Root.ToString());
            if (i == 8) break;
            var leaf = MerkleHasher.HashLeaf(Convert.FromHexString(vector.GetProperty("leaves_hex")[i].GetString()!));
            Assert.Equal(vector.GetProperty("leaf_hashes_hex")[i].GetString(), leaf.ToString());
            tree.Append([leaf]);
        }
    }

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));

    /// <summary>A hash is exactly 32 bytes: anything else is refused before any tree is looked at.</summary>
    private static bool TryHash(JsonElement text, out Hash256 hash)
    {
        hash = default;
        var bytes = text.GetBytesFromBase64();
        if (bytes.Length != Hash256.Size) return false;
        hash = new Hash256(bytes);
        return true;
    }

    private static bool TryProof(JsonElement list, out Hash256[] proof)
    {
        proof = [];
        if (list.ValueKind == JsonValueKind.Null) return true;
        proof = new Hash256[list.GetArrayLength()];
        for (var i = 0; i < proof.Length; i++)
            if (!TryHash(list[i], out proof[i])) return false;
        return true;
    }
}

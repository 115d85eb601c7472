using CsCheck;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tree;

public sealed class MerkleTreeTests
{
    private const int Most = 600;
    private static readonly Hash256[] Hashes = Leaves.Take(Most);

    private static readonly Gen<int[]> Batches = Gen.Int[0, 90].Array[1, 7].Where(batches => batches.Sum() <= Most);

    [Fact]
    public void Roots_of_every_size_are_those_of_the_recursive_definition() =>
        Batches.Sample(batches =>
        {
            var tree = Grow(batches);
            var range = new CompactRange();
            for (var size = 0; size <= (int)tree.Size; size++)
            {
                var expected = ReferenceTree.Root(Hashes.AsSpan(0, size));
                Assert.Equal(expected, MerkleProver.Root(tree, (ulong)size));
                Assert.Equal(expected, range.Root);
                Assert.Equal(range.Roots, MerkleProver.Range(tree, (ulong)size).Roots);
                range.Append(Hashes[size]);
            }
        }, iter: 8);

    [Fact]
    public void Inclusion_proofs_are_those_of_the_recursive_definition_and_hold() =>
        Gen.Select(Batches, Gen.Int[0, Most], Gen.Int[0, Most]).Sample((batches, a, b) =>
        {
            var tree = Grow(batches);
            if (tree.Size == 0) return;
            var size = 1 + a % (int)tree.Size;
            var index = b % size;
            var proof = MerkleProver.Inclusion(tree, (ulong)index, (ulong)size);
            Assert.Equal(ReferenceTree.Path(index, Hashes.AsSpan(0, size)), proof);
            Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyInclusion(
                (ulong)index, (ulong)size, Hashes[index], proof, MerkleProver.Root(tree, (ulong)size)));
        }, iter: 200);

    [Fact]
    public void Consistency_proofs_are_those_of_the_recursive_definition_and_hold() =>
        Gen.Select(Batches, Gen.Int[0, Most], Gen.Int[0, Most]).Sample((batches, a, b) =>
        {
            var tree = Grow(batches);
            if (tree.Size == 0) return;
            var size2 = 1 + a % (int)tree.Size;
            var size1 = 1 + b % size2;
            var proof = MerkleProver.Consistency(tree, (ulong)size1, (ulong)size2);
            Assert.Equal(ReferenceTree.Proof(size1, Hashes.AsSpan(0, size2)), proof);
            var (root1, root2) = (MerkleProver.Root(tree, (ulong)size1), MerkleProver.Root(tree, (ulong)size2));
            Assert.Equal(
                ProofOutcome.Verified,
                MerkleVerifier.VerifyConsistency((ulong)size1, root1, (ulong)size2, root2, proof));
        }, iter: 200);

    [Fact]
    public void A_tree_that_goes_on_from_its_full_subtrees_is_the_same_tree() =>
        Gen.Select(Gen.Int[0, Most], Batches).Sample((start, batches) =>
        {
            var whole = Grow([Most]);
            var resumed = new MerkleTree(MerkleProver.Range(whole, (ulong)start), whole);
            foreach (var batch in batches)
                resumed.Append(Hashes.AsSpan((int)resumed.Size, Math.Min(batch, Most - (int)resumed.Size)));
            Assert.Equal(ReferenceTree.Root(Hashes.AsSpan(0, (int)resumed.Size)), resumed.Root);
            if (resumed.Size == 0) return;
            var index = resumed.Size / 3;
            Assert.Equal(
                MerkleProver.Inclusion(whole, index, resumed.Size),
                MerkleProver.Inclusion(resumed, index, resumed.Size));
        }, iter: 200);

    [Fact]
    public void A_tree_that_forgot_its_past_grows_on_and_reads_the_past_elsewhere()
    {
        const int size = 5 * NodeLevel.ChunkSize + 77;
        var hashes = Leaves.Take(size);
        var whole = new MerkleTree();
        whole.Append(hashes);
        var windowed = new MerkleTree(new CompactRange(), whole);
        var forgetful = new MerkleTree();
        for (var at = 0; at < size; at += 4_001)
        {
            var batch = hashes.AsSpan(at, Math.Min(4_001, size - at));
            windowed.Append(batch);
            forgetful.Append(batch);
            windowed.ForgetBefore(windowed.Size);
            forgetful.ForgetBefore((ulong)at);
        }

        Assert.Equal(whole.Root, windowed.Root);
        Assert.Equal(whole.Root, forgetful.Root);
        Assert.Equal(MerkleProver.Inclusion(whole, 5, size), MerkleProver.Inclusion(windowed, 5, size));
        Assert.Throws<KeyNotFoundException>(() => MerkleProver.Inclusion(forgetful, 5, size));
    }

    [Fact]
    public void Full_subtrees_append_to_a_range_as_their_leaves_would() =>
        Gen.Int[0, 4].Array[0, 20].Sample(levels =>
        {
            var (byTree, byLeaf) = (new CompactRange(), new CompactRange());
            foreach (var level in levels)
            {
                if (byTree.Size % (1UL << level) != 0) continue;
                var leaves = Hashes.AsSpan((int)byTree.Size, 1 << level);
                byTree.Append(level, ReferenceTree.Root(leaves));
                foreach (var leaf in leaves) byLeaf.Append(leaf);
            }

            Assert.Equal(byLeaf.Size, byTree.Size);
            Assert.Equal(byLeaf.Root, byTree.Root);
            Assert.Equal(byLeaf.Roots, byTree.Roots);
        }, iter: 500);

    [Fact]
    public void A_subtree_that_would_lie_across_the_cuts_of_the_tree_is_refused()
    {
        var range = new CompactRange();
        range.Append(Hashes[0]);
        Assert.Throws<ArgumentException>(() => range.Append(1, Hashes[1]));
    }

    [Fact]
    public void A_range_with_a_wrong_number_of_subtrees_is_refused() =>
        Assert.Throws<ArgumentException>(() => new CompactRange(5, Hashes.AsSpan(0, 3)));

    [Fact]
    public void Nodes_beyond_the_tree_are_not_read()
    {
        var tree = Grow([10]);
        Span<Hash256> hashes = stackalloc Hash256[1];
        NodeId[] beyond = [new(0, 10), new(1, 5), new(3, 1), new(63, 1), new(70, 0), new(0, ulong.MaxValue)];
        foreach (var node in beyond)
            Assert.Throws<KeyNotFoundException>(() => tree.Read([node], new Hash256[1]));
        tree.Read([new NodeId(3, 0)], hashes);
        Assert.Equal(ReferenceTree.Root(Hashes.AsSpan(0, 8)), hashes[0]);
    }

    [Fact]
    public void Proofs_of_positions_outside_the_tree_are_not_made()
    {
        var tree = Grow([10]);
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProver.Inclusion(tree, 10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProver.Inclusion(tree, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleProver.Consistency(tree, 5, 4));
        Assert.Throws<KeyNotFoundException>(() => MerkleProver.Consistency(tree, 5, 12));
    }

    [Fact]
    public void Readers_see_finished_nodes_while_the_writer_appends()
    {
        var hashes = Leaves.Take(40_000);
        var tree = new MerkleTree();
        Exception? failure = null;
        var reader = new Thread(() => failure = Record.Exception(() =>
        {
            ulong size;
            while ((size = tree.Size) < (ulong)hashes.Length)
            {
                if (size == 0) continue;
                var proof = MerkleProver.Inclusion(tree, size - 1, size);
                Assert.Equal(ProofOutcome.Verified, MerkleVerifier.VerifyInclusion(
                    size - 1, size, hashes[size - 1], proof, MerkleProver.Root(tree, size)));
            }
        }));
        reader.Start();
        for (var at = 0; at < hashes.Length; at += 37)
            tree.Append(hashes.AsSpan(at, Math.Min(37, hashes.Length - at)));
        reader.Join();
        Assert.Null(failure);
    }

    private static MerkleTree Grow(int[] batches)
    {
        var tree = new MerkleTree();
        foreach (var batch in batches) tree.Append(Hashes.AsSpan((int)tree.Size, batch));
        return tree;
    }
}

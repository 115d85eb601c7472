using System.Runtime.InteropServices;
using CsCheck;
using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tree;

/// <summary>Proofs that hold, changed in one place: none may hold any more, and no input may crash or hang.</summary>
public sealed class MerkleVerifierTests
{
    private const int Most = 300;
    private static readonly Hash256[] Hashes = Leaves.Take(Most);
    private static readonly MerkleTree Tree = Whole();
    private static readonly Gen<ulong> Sizes =
        Gen.Select(Gen.ULong, Gen.Int[0, 63]).Select((size, down) => size >> down);
    private static readonly Gen<(int Low, int High)> Places =
        Gen.Select(Gen.Int[0, Most - 1], Gen.Int[1, Most]).Where((low, high) => low < high);

    [Fact]
    public void An_inclusion_proof_with_one_bit_changed_leads_elsewhere() =>
        Gen.Select(Places, Gen.Int[0, 4_000]).Sample((place, bit) =>
        {
            var (index, size) = place;
            var proof = MerkleProver.Inclusion(Tree, (ulong)index, (ulong)size);
            Hash256[] evidence = [Hashes[index], .. proof, Root(size)];
            Flip(evidence, bit);
            Assert.Equal(ProofOutcome.RootDiffers, MerkleVerifier.VerifyInclusion(
                (ulong)index, (ulong)size, evidence[0], evidence.AsSpan(1..^1), evidence[^1]));
        }, iter: 500);

    [Fact]
    public void An_inclusion_proof_holds_at_no_other_index() =>
        Gen.Select(Places, Gen.ULong[0, Most + 5]).Sample((place, other) =>
        {
            var (index, size) = ((ulong)place.Low, (ulong)place.High);
            var proof = MerkleProver.Inclusion(Tree, index, size);
            var outcome = MerkleVerifier.VerifyInclusion(other, size, Hashes[index], proof, Root(place.High));
            Assert.Equal(other == index, outcome == ProofOutcome.Verified);
            Assert.Equal(other >= size, outcome == ProofOutcome.OutOfRange);
        }, iter: 2_000);

    [Fact]
    public void A_consistency_proof_with_one_bit_changed_leads_elsewhere() =>
        Gen.Select(Places, Gen.Int[0, 4_000]).Where((place, _) => place.Low > 0).Sample((place, bit) =>
        {
            var (size1, size2) = place;
            var proof = MerkleProver.Consistency(Tree, (ulong)size1, (ulong)size2);
            Hash256[] evidence = [Root(size1), .. proof, Root(size2)];
            Flip(evidence, bit);
            var outcome = MerkleVerifier.VerifyConsistency(
                (ulong)size1, evidence[0], (ulong)size2, evidence[^1], evidence.AsSpan(1..^1));
            Assert.True(outcome is ProofOutcome.FirstRootDiffers or ProofOutcome.RootDiffers);
        }, iter: 500);

    [Fact]
    public void A_proof_with_a_hash_too_many_or_too_few_has_the_wrong_length() =>
        Gen.Select(Places, Gen.Int[0, 20]).Where((place, _) => place.Low > 0).Sample((place, at) =>
        {
            var (low, high) = ((ulong)place.Low, (ulong)place.High);
            foreach (var wrong in Others(MerkleProver.Inclusion(Tree, low, high), at))
                Assert.Equal(ProofOutcome.WrongLength, MerkleVerifier.VerifyInclusion(
                    low, high, Hashes[place.Low], wrong, Root(place.High)));
            foreach (var wrong in Others(MerkleProver.Consistency(Tree, low, high), at))
                Assert.Equal(ProofOutcome.WrongLength, MerkleVerifier.VerifyConsistency(
                    low, Root(place.Low), high, Root(place.High), wrong));
        }, iter: 500);

    [Fact]
    public void No_sizes_and_no_number_of_hashes_crash_or_hang() =>
        Gen.Select(Sizes, Sizes, Gen.Int[0, 140]).Sample((first, second, count) =>
        {
            var proof = new Hash256[count];
            var inclusion = MerkleVerifier.VerifyInclusion(first, second, default, proof, default);
            Assert.Equal(first == 0 && second == 1 && count == 0, inclusion == ProofOutcome.Verified);
            var outcome = MerkleVerifier.VerifyConsistency(first, default, second, default, proof);
            Assert.Equal(first == second && count == 0 && first > 0, outcome == ProofOutcome.Verified);
        }, iter: 20_000);

    [Fact]
    public void The_largest_sizes_have_proofs_of_64_hashes()
    {
        Assert.Equal(ProofOutcome.RootDiffers, Verify(64));
        Assert.Equal(ProofOutcome.WrongLength, Verify(63));
        Assert.Equal(ProofOutcome.WrongLength, Verify(65));

        static ProofOutcome Verify(int length) =>
            MerkleVerifier.VerifyInclusion(0, ulong.MaxValue, default, new Hash256[length], default);
    }

    [Fact]
    public void An_outcome_that_nobody_set_is_a_refusal() => Assert.NotEqual(ProofOutcome.Verified, default);

    private static MerkleTree Whole()
    {
        var tree = new MerkleTree();
        tree.Append(Hashes);
        return tree;
    }

    private static Hash256 Root(int size) => MerkleProver.Root(Tree, (ulong)size);

    private static void Flip(Hash256[] evidence, int bit)
    {
        var bytes = MemoryMarshal.AsBytes(evidence.AsSpan());
        bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
    }

    private static IEnumerable<Hash256[]> Others(Hash256[] proof, int at)
    {
        var place = at % (proof.Length + 1);
        yield return [.. proof[..place], Hashes[0], .. proof[place..]];
        if (place < proof.Length) yield return [.. proof[..place], .. proof[(place + 1)..]];
    }
}

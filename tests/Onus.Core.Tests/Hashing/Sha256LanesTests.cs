using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;

namespace Onus.Core.Tests.Hashing;

/// <summary>Every path against the platform's SHA-256; paths that this processor lacks are named.</summary>
public sealed class Sha256LanesTests
{
    private const int MostLanes = 16;

    public static TheoryData<Sha256Path> Paths => [.. Enum.GetValues<Sha256Path>().Where(Sha256Lanes.IsSupported)];

    [Fact]
    public void No_path_is_left_uncompared()
    {
        var lacking = Enum.GetValues<Sha256Path>().Where(path => !Sha256Lanes.IsSupported(path));
        Assert.SkipWhen(lacking.Any(), $"SKIPPED: this processor has no instructions for {string.Join(", ", lacking)}");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_length_hashes_as_the_platform_says(Sha256Path path)
    {
        for (var length = 0; length <= 300; length++)
            Compare(path, 0x00, Enumerable.Repeat(length, MostLanes + 1), seed: length);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_number_of_messages_hashes_as_the_platform_says(Sha256Path path)
    {
        for (var count = 0; count <= 3 * MostLanes + 1; count++)
            Compare(path, 0x00, Enumerable.Repeat(118, count), seed: count);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Messages_of_any_lengths_in_any_order_hash_as_the_platform_says(Sha256Path path)
    {
        var length = Gen.Frequency((8, Gen.Int[0, 300]), (2, Gen.Int[300, 1_100]), (1, Gen.Int[1_100, 66_000]));
        Gen.Select(Gen.Byte, length.Array[0, 600], Gen.Int).Sample(
            (prefix, lengths, seed) => Compare(path, prefix, lengths, seed), iter: 40);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_length_around_a_block_in_company_of_every_other_hashes_as_the_platform_says(Sha256Path path)
    {
        Compare(path, 0x7F, Enumerable.Range(0, 1_100).Select(i => i * 7 % 1_100), seed: 1);
        Compare(path, 0x7F, Enumerable.Range(0, 1_100).Reverse(), seed: 2);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_number_of_pairs_hashes_as_the_platform_says(Sha256Path path)
    {
        for (var count = 0; count <= 3 * MostLanes + 1; count++)
        {
            var pairs = new Hash256[2 * count];
            new Random(count).NextBytes(MemoryMarshal.AsBytes(pairs.AsSpan()));
            var hashes = new Hash256[count];
            Sha256Lanes.HashPairs(path, 0x01, pairs, hashes);
            for (var i = 0; i < count; i++)
            {
                var (left, right) = (pairs[2 * i], pairs[2 * i + 1]);
                Assert.Equal(SHA256.HashData([0x01, .. left.Bytes, .. right.Bytes]), hashes[i].Bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Pairs_hash_in_place(Sha256Path path)
    {
        var pairs = new Hash256[2 * 77];
        new Random(77).NextBytes(MemoryMarshal.AsBytes(pairs.AsSpan()));
        var expected = new Hash256[77];
        Sha256Lanes.HashPairs(path, 0x01, pairs, expected);
        Sha256Lanes.HashPairs(path, 0x01, pairs, pairs.AsSpan(0, 77));
        Assert.Equal(expected, pairs[..77]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Nothing_is_written_beside_the_hashes(Sha256Path path)
    {
        var hashes = new Hash256[2 + 21];
        Sha256Lanes.HashPairs(path, 0x01, new Hash256[42], hashes.AsSpan(1, 21));
        Assert.Equal(default, hashes[0]);
        Assert.Equal(default, hashes[^1]);
        Sha256Lanes.Hash(path, 0x00, new byte[118], new Slice[21].AsSpan(), hashes.AsSpan(1, 21));
        Assert.Equal(default, hashes[0]);
        Assert.Equal(default, hashes[^1]);
    }

    [Fact]
    public void The_best_path_is_one_that_this_processor_has() =>
        Assert.True(Sha256Lanes.IsSupported(Sha256Lanes.Best));

    [Fact]
    public void A_path_that_this_processor_lacks_is_refused()
    {
        var lacking = Enum.GetValues<Sha256Path>().Where(path => !Sha256Lanes.IsSupported(path));
        foreach (var path in lacking.Append((Sha256Path)99))
        {
            Assert.Throws<PlatformNotSupportedException>(
                () => Sha256Lanes.HashPairs(path, 0x01, new Hash256[2], new Hash256[1]));
            Assert.Throws<PlatformNotSupportedException>(() => Sha256Lanes.Hash(path, 0x01, [], [], []));
        }
    }

    [Fact]
    public void Room_for_another_number_of_hashes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashLeaves(new byte[8], [new Slice(0, 8)], new Hash256[2]));
        Assert.Throws<ArgumentException>(() => MerkleHasher.HashNodes(new Hash256[3], new Hash256[1]));
    }

    [Fact]
    public void A_message_outside_the_buffer_is_refused()
    {
        var slices = Enumerable.Repeat(new Slice(0, 8), 20).Append(new Slice(1, 8)).ToArray();
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleHasher.HashLeaves(new byte[8], slices, new Hash256[21]));
    }

    private static void Compare(Sha256Path path, byte prefix, IEnumerable<int> lengths, int seed)
    {
        var messages = new List<Slice>();
        var size = 1;
        foreach (var length in lengths)
        {
            messages.Add(new Slice(size, length));
            size += length + 3;
        }

        var buffer = new byte[size];
        new Random(seed).NextBytes(buffer);
        var hashes = new Hash256[messages.Count];
        Sha256Lanes.Hash(path, prefix, buffer, CollectionsMarshal.AsSpan(messages), hashes);
        for (var i = 0; i < hashes.Length; i++)
        {
            var expected = SHA256.HashData([prefix, .. buffer.AsSpan(messages[i].Start, messages[i].Length)]);
            if (!hashes[i].Bytes.SequenceEqual(expected))
                Assert.Fail($"message {i} of {hashes.Length}, {messages[i].Length} bytes: {hashes[i]}");
        }
    }
}

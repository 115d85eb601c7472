using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Onus.Core.Tests.Hashing;

public class Hash256Tests
{
    [Fact]
    public void The_empty_root_is_the_hash_of_nothing() =>
        Assert.Equal(new Hash256(SHA256.HashData([])), Hash256.EmptyRoot);

    [Fact]
    public void Bytes_and_hexadecimal_come_back_as_they_went_in()
    {
        var bytes = SHA256.HashData([1, 2, 3]);
        var hash = new Hash256(bytes);
        var copy = new byte[Hash256.Size];
        hash.Write(copy);
        Assert.Equal(bytes, copy);
        Assert.Equal(bytes, hash.Bytes.ToArray());
        Assert.Equal(hash, Hash256.FromHex(hash.ToString()));
        Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
    }

    [Fact]
    public void An_array_of_hashes_is_a_contiguous_run_of_their_bytes()
    {
        Hash256[] hashes = [new(SHA256.HashData([1])), new(SHA256.HashData([2]))];
        Assert.Equal([.. hashes[0].Bytes, .. hashes[1].Bytes], MemoryMarshal.AsBytes(hashes.AsSpan()).ToArray());
    }

    [Fact]
    public void Hashes_sort_as_their_bytes()
    {
        var low = Hash256.FromHex("01" + new string('f', 62));
        var high = Hash256.FromHex("02" + new string('0', 62));
        Assert.True(low < high && high > low && low <= high && high >= low);
        Assert.Equal(0, low.CompareTo(low));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85500")]
    public void Other_text_is_no_hash(string text) => Assert.Throws<FormatException>(() => Hash256.FromHex(text));

    [Fact]
    public void Other_lengths_are_no_hash() => Assert.Throws<ArgumentException>(() => new Hash256(new byte[31]));
}

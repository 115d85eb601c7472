using CsCheck;
using Onus.Core.Formats;

namespace Onus.Core.Tests;

public sealed class EntryHeaderTests
{
    [Fact]
    public void The_front_of_a_CBOR_entry_is_what_its_envelope_says() =>
        Gen.Select(Gen.Byte[16, 255], Gen.ULong, Gen.ULong).Sample((kind, index, time) =>
        {
            var writer = CborExtensions.NewWriter();
            new EntryEnvelope((EntryKind)kind, index, new LogTime(time), Id128.None, Id128.None, 3, []).WriteStart(writer);
            writer.WriteNull();
            writer.WriteEndArray();
            return EntryHeader.TryRead(writer.Encode(), out var header)
                && header == new EntryHeader((EntryKind)kind, index, new LogTime(time));
        });

    [Fact]
    public void The_front_of_a_fixed_layout_is_read_big_endian()
    {
        byte[] entry = [2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 255];
        Assert.True(EntryHeader.TryRead(entry, out var header));
        Assert.Equal(new EntryHeader(EntryKind.TransferLong, 256, new LogTime(255)), header);
        Assert.False(EntryHeader.TryRead(entry.AsSpan(0, 17), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000000000000000000000000000")]
    [InlineData("88")]
    [InlineData("8810")]
    [InlineData("881001")]
    [InlineData("880f0101")]
    [InlineData("8819010000")]
    [InlineData("881810010100")]
    [InlineData("8818100101")]
    [InlineData("88180f0101")]
    [InlineData("881a000000100101")]
    [InlineData("8818201900010101")]
    [InlineData("8818201a0000ffff01")]
    [InlineData("8818201b00000000ffffffff01")]
    [InlineData("88182020")]
    [InlineData("8818201c")]
    [InlineData("87182001")]
    [InlineData("48656c6c6f2c20776f726c642120202020202020")]
    public void Other_bytes_have_no_front(string hex) =>
        Assert.False(EntryHeader.TryRead(Convert.FromHexString(hex), out _));
}

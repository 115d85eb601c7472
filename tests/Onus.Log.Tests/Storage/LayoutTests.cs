using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Log.Tests.Journal;

namespace Onus.Log.Tests.Storage;

/// <summary>The bytes of segments, against the rules of docs/formats/segment.md and against damage of every kind.</summary>
public sealed class LayoutTests
{
    // RFC 3720 §B.4.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8a9136aau)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", 0x62a8ab43u)]
    [InlineData("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", 0x46dd794eu)]
    [InlineData("1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100", 0x113fdb5cu)]
    public void The_checksum_is_CRC_32C(string hex, uint crc) => Assert.Equal(crc, Crc32C.Of(Convert.FromHexString(hex)));

    [Fact]
    public void The_checksum_does_not_depend_on_how_the_bytes_are_cut_into_words()
    {
        Assert.Equal(0xe3069283u, Crc32C.Of("123456789"u8));
        for (var length = 0; length < 70; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(i => unchecked((byte)(i * 7))).ToArray();
            var crc = uint.MaxValue;
            foreach (var b in bytes)
            {
                crc ^= b;
                for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78u);
            }

            Assert.Equal(~crc, Crc32C.Of(bytes));
        }
    }

    [Fact]
    public void A_segment_header_reads_back_and_no_flipped_bit_does()
    {
        var header = new SegmentHeader(7, 123_456, 9_999, Hash256.EmptyRoot, new string('o', 255) + "+01234567+" + new string('A', 44));
        var bytes = new byte[SegmentHeader.Size];
        var identity = header.Write(bytes);
        Assert.Equal(header, SegmentHeader.TryRead(bytes, out var read));
        Assert.Equal(identity, read);
        EveryFlip(bytes, flipped => Assert.Null(SegmentHeader.TryRead(flipped, out _)));
        Assert.Null(SegmentHeader.TryRead(bytes.AsSpan(0, 511), out _));
        Assert.Equal("0000000007.segment", header.FileName);
    }

    [Theory]
    [InlineData("0000000007.segment", true)]
    [InlineData("4294967295.segment", true)]
    [InlineData("4294967296.segment", false)]
    [InlineData("7.segment", false)]
    [InlineData("+000000007.segment", false)]
    [InlineData("0000000007.segment.tmp", false)]
    public void Only_ten_digits_name_a_segment(string name, bool isSegment) => Assert.Equal(isSegment, SegmentHeader.IsName(name, out _));

    [Fact]
    public void A_frame_header_reads_back_and_no_flipped_bit_does()
    {
        var header = new FrameHeader(0x0123456789abcdef, 512, 77, 3, 100, 0xdeadbeef, 200, 0xfeedface, Hash256.EmptyRoot);
        var bytes = new byte[FrameHeader.Size];
        header.Write(bytes);
        Assert.True(FrameHeader.TryRead(bytes, out var read));
        Assert.Equal(header, read);
        EveryFlip(bytes, flipped => Assert.False(FrameHeader.TryRead(flipped, out _)));
        Assert.False(FrameHeader.TryRead(bytes.AsSpan(0, 87), out _));
    }

    [Fact]
    public void Headers_with_impossible_numbers_are_refused_though_their_checksum_holds()
    {
        var possible = new FrameHeader(1, 512, 77, 3, 100, 0, 200, 0, Hash256.EmptyRoot);
        FrameHeader[] impossible =
        [
            possible with { Offset = 511 }, possible with { Offset = -1 }, possible with { Count = 0 }, possible with { Count = -3 },
            possible with { Count = 34 }, possible with { EntriesLength = 0 }, possible with { EntriesLength = -5 },
            possible with { EntriesLength = EntryBatch.MaxFramedSize + 1 }, possible with { CheckpointLength = 0 },
            possible with { CheckpointLength = int.MaxValue }, possible with { FirstIndex = ulong.MaxValue },
            possible with { Offset = long.MaxValue },
        ];
        var bytes = new byte[FrameHeader.Size];
        possible.Write(bytes);
        Assert.True(FrameHeader.TryRead(bytes, out _));
        for (var i = 0; i < impossible.Length; i++)
        {
            impossible[i].Write(bytes);
            Assert.False(FrameHeader.TryRead(bytes, out _), $"header {i}");
        }
    }

    [Fact]
    public void No_bytes_in_a_segment_make_opening_fail_in_any_way_but_by_naming_the_damage()
    {
        var fixture = new LogFixture { SegmentSize = 2048 };
        using (var log = fixture.Open()) LogFixture.Append(log, 12, 9);
        var originals = fixture.Segments.ToDictionary(name => name, fixture.Device.Content);
        var random = new Random(3);
        for (var round = 0; round < 400; round++)
        {
            var name = fixture.Segments[random.Next(fixture.Segments.Count)];
            var bytes = originals[name].ToArray();
            for (var changes = random.Next(1, 5); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            fixture.Device.Corrupt(name, _ => bytes);
            var check = LogCheck.Run(fixture.Device);
            Assert.True(check.Damage is not null || bytes.AsSpan().SequenceEqual(originals[name]), $"round {round}");
            fixture.Device.Corrupt(name, _ => originals[name]);
        }

        Assert.True(LogCheck.Run(fixture.Device).IsSound);
    }

    [Fact]
    public void The_bundle_index_reads_up_to_the_first_record_that_is_not_as_it_was_written()
    {
        var fixture = new LogFixture();
        using (var log = fixture.Open()) LogFixture.Append(log, 8, 256);
        var bytes = fixture.Device.Content(BundleIndexFile.Name);
        Assert.Equal(9 * BundleIndexFile.RecordSize, bytes.Length);
        for (var at = 0; at < bytes.Length; at += 5)
        {
            var flipped = bytes.ToArray();
            flipped[at] ^= 4;
            fixture.Device.Corrupt(BundleIndexFile.Name, _ => flipped);
            var expected = at < 8 ? 0 : at < BundleIndexFile.RecordSize ? 8 : at / BundleIndexFile.RecordSize - 1;
            Assert.Equal(expected, BundleIndexFile.Load(fixture.Device).Count);
        }

        using var reopened = fixture.Open();
        Assert.Equal(2048ul, reopened.Head.Size);
    }

    [Fact]
    public void The_checkpoint_file_is_the_newest_note_as_it_is_sent()
    {
        var fixture = new LogFixture();
        using var log = fixture.Open();
        LogFixture.Append(log, 12, 1);
        Assert.Equal(Encoding.UTF8.GetString(log.Head.Checkpoint.Span), Encoding.UTF8.GetString(fixture.Device.Content(CheckpointFile.Name)));
    }

    private static void EveryFlip(byte[] bytes, Action<byte[]> check)
    {
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            check(flipped);
        }
    }
}

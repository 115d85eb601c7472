using Onus.Log.Journal;
using Onus.Log.Storage;

namespace Onus.Log.Tests.Journal;

/// <summary>Each kind of damage has its own word, and names file, offset and index; on opening, on reading, on checking.</summary>
public sealed class DamageTests
{
    private readonly LogFixture _fixture = new() { SegmentSize = 4096 };
    private readonly List<FrameHeader> _frames = [];

    public DamageTests()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 60, 10);
        Assert.True(_fixture.Segments.Count > 3);
        foreach (var name in _fixture.Segments)
        {
            var bytes = _fixture.Device.Content(name);
            for (var at = (long)SegmentHeader.Size; at < bytes.Length; at = _frames[^1].EndOffset)
            {
                Assert.True(FrameHeader.TryRead(bytes.AsSpan((int)at), out var frame));
                _frames.Add(frame);
            }
        }
    }

    private LogDamagedException Check() => LogCheck.Run(_fixture.Device).Damage!;

    private static void Is(LogDamagedException damage, LogDamage kind, string file, long offset, ulong index)
    {
        Assert.Equal((kind, file, offset, index), (damage.Damage, damage.File, damage.Offset, damage.Index));
        Assert.Contains(file, damage.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', damage.Message);
    }

    /// <summary>A frame in the second segment, with frames before and behind it.</summary>
    private FrameHeader Middle => _frames.SkipWhile(f => f.FirstIndex == 0 || f.Offset != SegmentHeader.Size).Skip(1).First();

    private static string Second => SegmentHeader.NameOf(1);

    [Fact]
    public void A_flipped_bit_in_an_entry_is_bit_rot_of_its_frame()
    {
        _fixture.Device.Corrupt(Second, Flip(Middle.Offset + FrameHeader.Size + 20));
        Is(Check(), LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
        using var log = _fixture.Open();
        Is(Assert.Throws<LogDamagedException>(() => log.Reader.ReadEntry(Middle.FirstIndex + 1)),
            LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
        Is(Assert.Throws<LogDamagedException>(() => log.Reader.Inclusion(Middle.FirstIndex, 600)),
            LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void A_flipped_bit_in_a_frame_header_is_bit_rot()
    {
        _fixture.Device.Corrupt(Second, Flip(Middle.Offset + 30));
        Is(Check(), LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void A_flipped_bit_in_a_kept_checkpoint_is_bit_rot()
    {
        _fixture.Device.Corrupt(Second, Flip(Middle.EndOffset - 30));
        Is(Check(), LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void A_flipped_bit_in_a_segment_header_is_bit_rot()
    {
        _fixture.Device.Corrupt(Second, Flip(70));
        Is(Check(), LogDamage.BitRot, Second, 0, FirstOf(1));
        Assert.Throws<LogDamagedException>(() => _fixture.Open());
    }

    [Fact]
    public void Zeros_in_place_of_a_frame_are_a_lost_write()
    {
        _fixture.Device.Corrupt(Second, bytes =>
        {
            bytes.AsSpan((int)Middle.Offset, Middle.Length).Clear();
            return bytes;
        });
        Is(Check(), LogDamage.Lost, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void Zeros_in_place_of_a_frame_with_confirmed_frames_behind_it_are_no_torn_tail()
    {
        var name = _fixture.Segments[^1];
        var lost = _frames[^2];
        _fixture.Device.Corrupt(name, bytes =>
        {
            bytes.AsSpan((int)lost.Offset, lost.Length).Clear();
            return bytes;
        });
        _fixture.Device.Vanish(CheckpointFile.Name);
        _fixture.Device.Vanish(BundleIndexFile.Name);
        Is(Assert.Throws<LogDamagedException>(() => _fixture.Open()), LogDamage.Lost, name, lost.Offset, lost.FirstIndex);
    }

    [Fact]
    public void A_missing_segment_is_lost()
    {
        _fixture.Device.Vanish(Second);
        Is(Check(), LogDamage.Lost, Second, 0, FirstOf(1));
        Assert.Throws<LogDamagedException>(() => _fixture.Open());
    }

    [Fact]
    public void A_segment_that_is_shorter_than_its_successor_says_is_truncated()
    {
        var last = _frames.Last(f => f.EndIndex == FirstOf(2));
        _fixture.Device.Corrupt(Second, bytes => bytes[..^10]);
        Is(Check(), LogDamage.Truncated, Second, last.Offset, last.FirstIndex);
        _fixture.Device.Corrupt(Second, bytes => bytes[..(int)last.Offset]);
        Is(Check(), LogDamage.Truncated, Second, last.Offset, last.FirstIndex);

        // Opening reads no frames of a segment that is not the last, and finds it all the same.
        Is(Assert.Throws<LogDamagedException>(() => _fixture.Open()), LogDamage.Truncated, Second, last.Offset, last.FirstIndex);
    }

    [Fact]
    public void A_frame_of_another_place_is_a_misdirected_write()
    {
        var other = _frames[0];
        var bytes = _fixture.Device.Content(_fixture.Segments[0]).AsSpan((int)other.Offset, other.Length).ToArray();
        _fixture.Device.Corrupt(Second, now =>
        {
            bytes.CopyTo(now, Middle.Offset);
            return now;
        });
        Is(Check(), LogDamage.Misdirected, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void A_segment_in_the_place_of_another_is_misdirected()
    {
        var first = _fixture.Device.Content(_fixture.Segments[0]);
        _fixture.Device.Corrupt(Second, _ => first);
        Is(Check(), LogDamage.Misdirected, Second, 0, FirstOf(1));
    }

    [Fact]
    public void A_frame_that_belongs_here_but_does_not_follow_is_reordered()
    {
        // What a device would leave that kept an old write to this very place: an honest header of another index.
        _fixture.Device.Corrupt(Second, bytes =>
        {
            (Middle with { FirstIndex = Middle.FirstIndex - 3 }).Write(bytes.AsSpan((int)Middle.Offset));
            return bytes;
        });
        Is(Check(), LogDamage.Reordered, Second, Middle.Offset, Middle.FirstIndex);
    }

    [Fact]
    public void Entries_that_checksums_cannot_tell_from_the_right_ones_are_caught_by_the_tree()
    {
        // An attacker with the disk, not an accident: entry and both checksums are made to fit.
        _fixture.Device.Corrupt(Second, bytes =>
        {
            bytes[(int)Middle.Offset + FrameHeader.Size + 10] ^= 1;
            var entries = bytes.AsSpan((int)Middle.Offset + FrameHeader.Size, Middle.EntriesLength);
            (Middle with { EntriesCrc = Crc32C.Of(entries) }).Write(bytes.AsSpan((int)Middle.Offset));
            return bytes;
        });
        Is(Check(), LogDamage.BitRot, Second, Middle.Offset, Middle.FirstIndex);
        using var log = _fixture.Open();
        var damage = Assert.Throws<LogDamagedException>(() => log.Reader.ReadEntry(Middle.FirstIndex));
        Assert.Equal(LogDamage.BitRot, damage.Damage);
    }

    [Fact]
    public void A_last_frame_whose_checksums_were_made_to_fit_is_never_signed()
    {
        var (name, last) = (_fixture.Segments[^1], _frames[^1]);
        _fixture.Device.Corrupt(name, bytes =>
        {
            bytes[(int)last.Offset + FrameHeader.Size + 10] ^= 1;
            var entries = bytes.AsSpan((int)last.Offset + FrameHeader.Size, last.EntriesLength);
            (last with { EntriesCrc = Crc32C.Of(entries) }).Write(bytes.AsSpan((int)last.Offset));
            return bytes;
        });
        _fixture.Device.Vanish(CheckpointFile.Name);
        _fixture.Device.Vanish(BundleIndexFile.Name);
        Is(Assert.Throws<LogDamagedException>(() => _fixture.Open()), LogDamage.BitRot, name, last.Offset, last.FirstIndex);
    }

    [Fact]
    public void A_torn_last_batch_is_cut_off_and_the_log_goes_on()
    {
        using (var log = _fixture.Open())
        {
            _fixture.Device.FailFlushAfter(0);
            Assert.Equal(CommitOutcome.Unknown, LogFixture.Append(log, [LogFixture.Entry(600)]));
        }

        var name = _fixture.Segments[^1];
        var end = _fixture.Device.Truth(name).Length;
        _fixture.Device.Corrupt(name, _ => [.. _fixture.Device.Truth(name)[..Math.Min(end, (int)_frames[^1].EndOffset)], .. FrameHeader.Magic, 1, 2, 3]);
        var opening = _fixture.TryOpen();
        Assert.Equal("cut off 7 bytes of a batch that was never confirmed", opening.Detail);
        using var again = opening.Log!;
        Assert.Equal(600ul, again.Head.Size);
        LogFixture.Append(again, 1, 1);
        Assert.True(LogCheck.Run(_fixture.Device).IsSound);
    }

    private ulong FirstOf(int segment) => _frames.Where(f => f.Offset == SegmentHeader.Size).ElementAt(segment).FirstIndex;

    private static Func<byte[], byte[]> Flip(long at) => bytes =>
    {
        bytes[at] ^= 0x10;
        return bytes;
    };
}

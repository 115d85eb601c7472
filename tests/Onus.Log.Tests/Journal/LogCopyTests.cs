using Onus.Log.Journal;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Log.Tests.Journal;

/// <summary>A copy that grows with its log: the same bytes, checked as they are copied, and never taken for the log itself.</summary>
public sealed class LogCopyTests
{
    private readonly LogFixture _fixture = new();
    private readonly SimulatedDevice _target = new(2);

    private CopyResult Pull()
    {
        using var copy = LogCopy.Open(_target);
        return copy.Pull(_fixture.Device);
    }

    private void AssertSameSegments()
    {
        foreach (var name in _fixture.Segments)
        {
            var content = _target.Content(name);
            Assert.Equal(_fixture.Device.Content(name)[..content.Length], content);
        }
    }

    [Fact]
    public void A_copy_is_the_same_segments_byte_for_byte_and_goes_on_where_it_ended()
    {
        using var log = _fixture.Open();
        LogFixture.Append(log, 40, 25);
        using (var copy = LogCopy.Open(_target))
        {
            var first = copy.Pull(_fixture.Device);
            Assert.Equal((CopyOutcome.Copied, 0ul, 1_000ul), (first.Outcome, first.From, first.To));
            Assert.Equal(0, copy.Pull(_fixture.Device).Bytes);
            LogFixture.Append(log, 40, 25);
            Assert.Equal(2_000ul, copy.Pull(_fixture.Device).To);
            Assert.Equal(LogFixture.Entry(1_999), copy.Reader!.ReadEntry(1_999).ToArray());
        }

        LogFixture.Append(log, 3, 300);
        Assert.Equal((2_000ul, 2_900ul), (Pull() is var again ? again.From : 0, again.To));
        Assert.True(_fixture.Segments.Count > 3);
        AssertSameSegments();
        using var read = LogOpener.OpenToRead(_target);
        Assert.Equal((log.Head.Size, log.Head.Root), (read.Reader.Head.Size, read.Reader.Head.Root));
        Assert.Null(LogCheck.Run(_target).Damage);
    }

    [Fact]
    public void Nobody_writes_to_a_copy_with_the_key_of_the_log()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        Pull();
        var opening = LogOpener.Open(_fixture.Options with { Device = _target });
        Assert.Equal(OpenOutcome.Fenced, opening.Outcome);
        Assert.Contains(LogCopy.Reason, opening.Detail, StringComparison.Ordinal);
        LogFence.Clear(_target);
        LogOpener.Open(_fixture.Options with { Device = _target }).Log!.Dispose();
    }

    [Fact]
    public void A_restore_of_a_copy_takes_the_mark_away_and_begins_a_new_origin()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        Pull();
        var key = TestKeys.Log(LogOrigin.Next(LogFixture.Origin));
        using (var log = LogRestore.Run(_fixture.Options with { Device = _target, Signers = [key] }, default, ["ops"], new Core.LogTime(9)).Log!)
            Assert.Equal(21ul, log.Head.Size);
        Assert.Null(LogFence.Read(_target));
        Assert.Equal(OpenOutcome.OtherKey, LogOpener.Open(_fixture.Options with { Device = _target }).Outcome);
        var failure = Assert.Throws<IOException>(() => LogCopy.Open(_target));
        Assert.Contains("no copy", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_no_copy_is_never_copied_over()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 1, 10);
        Assert.Throws<IOException>(() => LogCopy.Open(_fixture.Device));
    }

    [Fact]
    public void A_source_that_lost_entries_or_went_another_way_is_refused()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        Pull();
        var older = new LogFixture(3);
        using (var log = older.Open()) LogFixture.Append(log, 1, 10);
        using var copy = LogCopy.Open(_target);
        Assert.Equal(CopyOutcome.Behind, copy.Pull(older.Device).Outcome);
        using (var log = older.Open()) LogFixture.Append(log, Enumerable.Range(0, 10).Select(i => LogFixture.Entry(99 + i)));
        Assert.Equal(CopyOutcome.Forked, copy.Pull(older.Device).Outcome);
        using (var log = older.Open()) LogFixture.Append(log, 1, 10);
        Assert.Throws<LogDamagedException>(() => copy.Pull(older.Device));
        Assert.Null(LogCheck.Run(_target).Damage);
    }

    [Fact]
    public void Another_log_or_key_is_refused()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        using var copy = LogCopy.Open(_target);
        var wrong = TestKeys.Log(LogFixture.Origin, 7).Key;
        Assert.Equal(CopyOutcome.OtherLog, copy.Pull(_fixture.Device, wrong).Outcome);
        Assert.Equal(CopyOutcome.Copied, copy.Pull(_fixture.Device, _fixture.Signer.Key).Outcome);
        var other = new SimulatedDevice(5);
        var key = TestKeys.Log("other.example");
        LogOpener.Create(other, key.Key);
        using (var log = LogOpener.Open(new LogOptions { Device = other, Signers = [key] }).Log!) LogFixture.Append(log, 5, 10);
        Assert.Equal(CopyOutcome.OtherLog, copy.Pull(other).Outcome);
    }

    [Fact]
    public void A_flipped_byte_of_the_source_is_never_copied()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 6, 10);
        var whole = _fixture.Device.Content(_fixture.Segments[0]);
        for (var at = 512; at < whole.Length; at += 97)
        {
            var target = new SimulatedDevice(at);
            _fixture.Device.Corrupt(_fixture.Segments[0], bytes =>
            {
                bytes[at] ^= 0x10;
                return bytes;
            });
            using (var copy = LogCopy.Open(target))
            {
                Assert.ThrowsAny<Exception>(() => Assert.Equal(CopyOutcome.Forked, copy.Pull(_fixture.Device).Outcome));
            }

            Assert.Null(LogCheck.Run(target).Damage);
            _fixture.Device.Corrupt(_fixture.Segments[0], _ => [.. whole]);
        }
    }

    [Fact]
    public void A_copy_that_a_crash_cut_short_is_taken_up_and_ends_the_same()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 30, 25);
        for (var at = 0; at < 400; at++)
        {
            _target.CrashAfter(at);
            try
            {
                Pull();
                break;
            }
            catch (SimulatedCrashException)
            {
                _target.Restart();
            }
        }

        _target.CrashAfter(-1);
        AssertSameSegments();
        Assert.Null(LogCheck.Run(_target).Damage);
    }

    [Fact]
    public void A_copy_follows_a_change_of_the_key()
    {
        var next = TestKeys.Log(LogFixture.Origin, 1);
        using var log = _fixture.Open();
        LogFixture.Append(log, 2, 10);
        log.Rotate(next);
        using var copy = LogCopy.Open(_target);
        Assert.Equal(CopyOutcome.Copied, copy.Pull(_fixture.Device).Outcome);
        Assert.Equal(next.Key.ToString(), copy.VerifierKey);
        LogFixture.Append(log, 2, 10);
        Assert.Equal(40ul, copy.Pull(_fixture.Device, next.Key).To);
        AssertSameSegments();
    }
}

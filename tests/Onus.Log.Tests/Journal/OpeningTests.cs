using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Log.Tests.Journal;

/// <summary>What stands between a device and a log that signs: every refusal, and that it changes nothing.</summary>
public sealed class OpeningTests
{
    private readonly LogFixture _fixture = new();

    private byte[] Snapshot() => [.. _fixture.Device.List().SelectMany(name => _fixture.Device.Content(name))];

    private LogOpening Refused(OpenOutcome outcome, LogOptions? options = null)
    {
        var before = Snapshot();
        var opening = LogOpener.Open(options ?? _fixture.Options);
        Assert.Equal(outcome, opening.Outcome);
        Assert.Null(opening.Log);
        Assert.NotEmpty(opening.Detail);
        Assert.DoesNotContain('\n', opening.Detail);
        Assert.Equal(before, Snapshot());
        return opening;
    }

    [Fact]
    public void A_device_without_a_log_is_refused() =>
        Assert.Equal(OpenOutcome.NoLog, LogOpener.Open(_fixture.Options with { Device = new SimulatedDevice(2) }).Outcome);

    [Fact]
    public void A_second_log_on_one_device_is_refused() =>
        Assert.Throws<IOException>(() => LogOpener.Create(_fixture.Device, _fixture.Signer.Key));

    [Fact]
    public void A_second_writer_is_refused_until_the_first_closes()
    {
        using (_fixture.Open()) Refused(OpenOutcome.Locked);
        _fixture.Open().Dispose();
    }

    [Fact]
    public void Another_key_is_refused()
    {
        _fixture.Open().Dispose();
        Refused(OpenOutcome.OtherKey, _fixture.Options with { Signers = [TestKeys.Log(LogFixture.Origin, 1)] });
    }

    [Fact]
    public void An_anchor_that_does_not_answer_is_refused_unless_it_may_be_silent()
    {
        _fixture.Anchors.Add(new MemoryAnchor { IsSilent = true });
        Refused(OpenOutcome.AnchorSilent);
        LogOpener.Open(_fixture.Options with { SilentAnchorsAllowed = 1 }).Log!.Dispose();
    }

    [Fact]
    public void An_anchor_that_answers_with_what_the_log_never_signed_counts_as_silent()
    {
        var stranger = new CheckpointSigner(LogFixture.Origin, TestKeys.Log(LogFixture.Origin, 9)).Sign(50, Hash256.EmptyRoot with { }, 0);
        _fixture.Anchors.Add(new MemoryAnchor { Note = stranger.ToBytes() });
        Refused(OpenOutcome.AnchorSilent);
    }

    [Fact]
    public void An_anchor_that_knows_a_longer_log_is_refused_with_the_place_of_the_loss()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 3, 10);
        var copy = _fixture.Segments.ToDictionary(name => name, _fixture.Device.Content);
        var anchor = new MemoryAnchor();
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, 1, 5);
            anchor.Note = log.Head.Checkpoint;
        }

        foreach (var (name, bytes) in copy) _fixture.Device.Corrupt(name, _ => bytes);
        _fixture.Device.Vanish(CheckpointFile.Name);
        _fixture.Anchors.Add(anchor);
        var opening = Refused(OpenOutcome.AnchorAhead);
        Assert.Equal((LogDamage.Lost, 30ul), (opening.Damage!.Damage, opening.Damage.Index));
    }

    [Fact]
    public void A_lost_tail_is_found_by_the_logs_own_checkpoint_file()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 3, 10);
        var before = _fixture.Device.Content(_fixture.Segments[0]);
        using (var log = _fixture.Open()) LogFixture.Append(log, 1, 5);
        _fixture.Device.Corrupt(_fixture.Segments[0], _ => before);
        var damage = Assert.Throws<LogDamagedException>(() => _fixture.Open());
        Assert.Equal((LogDamage.Lost, 30ul, (long)before.Length), (damage.Damage, damage.Index, damage.Offset));
    }

    [Fact]
    public void Another_history_under_the_same_key_is_refused()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 1, 10);
        var other = new LogFixture(2);
        using (var log = other.Open())
        {
            LogFixture.Append(log, Enumerable.Range(50, 10).Select(i => LogFixture.Entry(i)));
            _fixture.Anchors.Add(new MemoryAnchor { Note = log.Head.Checkpoint });
        }

        Refused(OpenOutcome.Forked);
    }

    [Fact]
    public void Opening_hashes_the_tail_only_and_rebuilds_what_is_missing()
    {
        var fixture = new LogFixture { SegmentSize = 1 << 20 };
        using (var log = fixture.Open()) LogFixture.Append(log, 200, 20);
        var indexed = CallsOfOpening();
        fixture.Device.Vanish(BundleIndexFile.Name);
        var whole = CallsOfOpening();
        Assert.True(indexed * 5 < whole, $"{indexed} device calls with the index, {whole} without");
        Assert.Equal(indexed, CallsOfOpening());

        int CallsOfOpening()
        {
            var before = fixture.Device.Calls;
            fixture.Open().Dispose();
            return fixture.Device.Calls - before;
        }
    }

    [Fact]
    public void An_entry_that_looks_like_a_frame_does_not_turn_a_torn_tail_into_damage()
    {
        // The attacker knows the segment and guesses where the entry will lie; what they cannot make is the signature.
        using (var log = _fixture.Open()) LogFixture.Append(log, 1, 3);
        var name = _fixture.Segments[0];
        var bytes = _fixture.Device.Content(name);
        SegmentHeader.TryRead(bytes, out var identity);
        var at = bytes.Length + FrameHeader.Size + EntryFraming.PrefixSize;
        var forged = new byte[400];
        var entries = new byte[30];
        EntryFraming.WritePrefix(entries, 27);
        new FrameHeader(identity, at, 99, 1, 30, Crc32C.Of(entries), 200, Crc32C.Of(new byte[200]), Hash256.EmptyRoot).Write(forged);
        entries.CopyTo(forged.AsSpan(FrameHeader.Size));
        using (var log = _fixture.Open())
        {
            _fixture.Device.FailFlushAfter(0);
            LogFixture.Append(log, [forged]);
        }

        _fixture.Device.Corrupt(name, now =>
        {
            Array.Resize(ref now, Math.Max(now.Length, at + forged.Length));
            forged.CopyTo(now, at);
            now[bytes.Length + 40] ^= 1;
            return now;
        });
        using var reopened = _fixture.Open();
        Assert.Equal(3ul, reopened.Head.Size);
    }

    [Fact]
    public void A_restore_begins_a_new_origin_whose_first_entry_states_the_loss()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 3, 10);
        var known = new CheckpointSigner(LogFixture.Origin, TestKeys.Log(LogFixture.Origin)).Sign(35, default, 0).ToBytes();
        var origin = LogOrigin.Next(LogFixture.Origin);
        Assert.Equal(LogFixture.Origin + "/i2", origin);
        var options = _fixture.Options with { Signers = [new RecordingSigner(TestKeys.Log(origin))] };
        Assert.Equal(OpenOutcome.OtherKey, LogRestore.Run(_fixture.Options, known, ["ops"], new LogTime(5)).Outcome);
        using (var log = LogRestore.Run(options, known, ["ops", "audit"], new LogTime(5)).Log!)
        {
            Assert.Equal((origin, 31ul), (log.Origin, log.Head.Size));
            Assert.True(RestoredEntry.TryRead(log.Reader.ReadEntry(30), out var entry));
            Assert.Equal((LogFixture.Origin, 30ul), (entry!.OldOrigin, entry.RestoredSize));
            Assert.Equal(known, entry.KnownCheckpoint.ToArray());
            Assert.Equal(["ops", "audit"], entry.AcceptedBy);
            Assert.Equal(LogFixture.Entry(7), log.Reader.ReadEntry(7).ToArray());
            LogFixture.Append(log, [LogFixture.Entry(31)]);
        }

        Refused(OpenOutcome.OtherKey);
        using (var log = LogOpener.Open(options).Log!) Assert.Equal(32ul, log.Head.Size);
        var check = LogCheck.Run(_fixture.Device);
        Assert.Null(check.Damage);
        Assert.Equal(32ul, check.Entries);
    }

    [Fact]
    public void A_restore_that_a_crash_cut_short_is_refused_until_it_is_done_again()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        var origin = LogOrigin.Next(LogFixture.Origin);
        var options = _fixture.Options with { Signers = [new RecordingSigner(TestKeys.Log(origin))] };
        var unfinished = 0;
        for (var at = 0; ; at++)
        {
            _fixture.Device.CrashAfter(at);
            try
            {
                LogRestore.Run(options, default, ["ops"], new LogTime(5)).Log!.Dispose();
                break;
            }
            catch (SimulatedCrashException)
            {
                _fixture.Device.Restart();
            }

            var opening = LogOpener.Open(options);
            Assert.True(opening.Outcome is OpenOutcome.OtherKey or OpenOutcome.RestoreUnfinished or OpenOutcome.Opened, opening.Detail);
            opening.Log?.Dispose();
            if (opening.Outcome == OpenOutcome.RestoreUnfinished) unfinished++;
            if (opening.Outcome == OpenOutcome.Opened) break;
        }

        _fixture.Device.CrashAfter(-1);
        Assert.True(unfinished > 0, "no crash fell between the new segment and its first entry");
        using var restored = LogOpener.Open(options).Log!;
        Assert.Equal(21ul, restored.Head.Size);
        Assert.True(RestoredEntry.TryRead(restored.Reader.ReadEntry(20), out _));
    }
}

using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Testing;

namespace Onus.Log.Tests.Journal;

/// <summary>A log that changes its key within one origin, and what a crash makes of it at every call of the device.</summary>
public sealed class KeyChangeTests
{
    private readonly LogFixture _fixture = new();
    private readonly Ed25519Signer _old = TestKeys.Log(LogFixture.Origin);
    private readonly Ed25519Signer _new = TestKeys.Log(LogFixture.Origin, 1);

    private LogOptions WithNew => _fixture.Options with { Signers = [_new] };

    private byte[] Change(ulong index)
    {
        var (old, next) = (_old.Key.PublicKey.ToArray(), _new.Key.PublicKey.ToArray());
        var statement = KeyRotationStatement.ToBytes(LogFixture.Origin, old, next);
        var front = new EntryEnvelope(EntryKind.LogKeyRotated, index, new LogTime(index + 1), Id128.None, Id128.None, 1, []);
        var writer = CborExtensions.NewWriter();
        new LogKeyRotated(front, new RotateLogKey(old, next, Sign(_old), Sign(_new)), default).Write(writer);
        return writer.Encode();

        byte[] Sign(Ed25519Signer key)
        {
            var signature = new byte[64];
            key.Sign(statement, 0, signature);
            return signature;
        }
    }

    private static bool IsSignedBy(LogHead head, Ed25519Signer key) =>
        new VerifierSet(NoteVerifiers.Standard(key.Key)!).Verify(SignedCheckpoint.Parse(head.Checkpoint.Span).Note).IsVerified;

    [Fact]
    public void The_size_of_the_change_is_signed_by_both_keys_and_every_later_one_by_the_new_key_alone()
    {
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, 2, 10);
            LogFixture.Append(log, [Change(20)]);
            log.Rotate(_new);
            Assert.True(IsSignedBy(log.Head, _old) && IsSignedBy(log.Head, _new));
            LogFixture.Append(log, [LogFixture.Entry(21)]);
            Assert.True(!IsSignedBy(log.Head, _old) && IsSignedBy(log.Head, _new));
        }

        Assert.Equal(OpenOutcome.OtherKey, _fixture.TryOpen().Outcome);
        using (var log = LogOpener.Open(WithNew).Log!) LogFixture.Append(log, [LogFixture.Entry(22)]);
        var check = LogCheck.Run(_fixture.Device);
        Assert.Null(check.Damage);
        Assert.Equal(23ul, check.Entries);
        using var read = LogOpener.OpenToRead(_fixture.Device);
        Assert.Equal(_new.Key.ToString(), read.VerifierKey);
    }

    [Fact]
    public void A_checkpoint_of_the_old_key_still_vouches_for_the_log()
    {
        var anchor = new MemoryAnchor();
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, 2, 10);
            anchor.Note = log.Head.Checkpoint.ToArray();
            LogFixture.Append(log, [Change(20)]);
            log.Rotate(_new);
        }

        LogOpener.Open(WithNew with { Anchors = [anchor] }).Log!.Dispose();
        anchor.Note = new CheckpointSigner(LogFixture.Origin, _old).Sign(40, default, 0).ToBytes();
        Assert.Equal(OpenOutcome.AnchorAhead, LogOpener.Open(WithNew with { Anchors = [anchor] }).Outcome);
    }

    [Fact]
    public void A_key_that_the_last_batch_does_not_name_opens_nothing()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        Assert.Equal(OpenOutcome.OtherKey, LogOpener.Open(WithNew).Outcome);
        using (var log = _fixture.Open())
        {
            var entry = Change(20);
            entry[^90] ^= 1; // in a signature
            LogFixture.Append(log, [entry]);
        }

        Assert.Equal(OpenOutcome.OtherKey, LogOpener.Open(WithNew).Outcome);
        using (var log = _fixture.Open())
        {
            LogFixture.Append(log, [Change(21)]);
            LogFixture.Append(log, [LogFixture.Entry(22)]);
        }

        Assert.Equal(OpenOutcome.OtherKey, LogOpener.Open(WithNew).Outcome);
    }

    [Fact]
    public void After_a_crash_at_any_call_the_log_opens_with_the_new_key_alone_once_the_change_is_entered()
    {
        using (var log = _fixture.Open()) LogFixture.Append(log, 2, 10);
        var opened = 0;
        for (var at = 0; opened < 2; at++)
        {
            _fixture.Device.CrashAfter(at);
            try
            {
                using var log = _fixture.Open();
                var size = log.Head.Size;
                if (LogFixture.Append(log, [Change(size)]) == CommitOutcome.Committed)
                {
                    log.Rotate(_new);
                    opened++;
                }
            }
            catch (SimulatedCrashException)
            {
            }

            _fixture.Device.CrashAfter(-1);
            _fixture.Device.Restart();
            var opening = LogOpener.Open(WithNew);
            if (opening.Log is { } renewed)
            {
                Assert.True(IsSignedBy(renewed.Head, _new));
                LogFixture.Append(renewed, [LogFixture.Entry((int)renewed.Head.Size)]);
                renewed.Dispose();
                Assert.Null(LogCheck.Run(_fixture.Device).Damage);
                return;
            }

            Assert.Equal(OpenOutcome.OtherKey, opening.Outcome);
        }

        Assert.Fail("no crash fell between the entry and the new segment");
    }
}

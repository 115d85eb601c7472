using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Auditing;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Testing;

namespace Onus.Engine.Tests;

/// <summary>A node whose charter changes the key of its log: what signs before, at and after the change, and after a restart.</summary>
public sealed class LogKeyTests
{
    private const string Origin = "keys.example";

    private readonly SimulatedDevice _device = new(1);
    private readonly Ed25519Signer _old = TestKeys.Log(Origin);
    private readonly Ed25519Signer _new = TestKeys.Log(Origin, 1);
    private readonly Uuid7Generator _ids = new(TimeProvider.System, new CountingEntropy());
    private ulong _founder;

    private EngineOptions Options(params Ed25519Signer[] held) => new()
    {
        Log = new LogOptions { Device = _device, Signers = [held[0]] },
        LogKey = key => held.FirstOrDefault(k => k.Key.PublicKey.SequenceEqual(key.Span)),
    };

    private OnusEngine Open(params Ed25519Signer[] held)
    {
        var opening = OnusEngine.Open(Options(held));
        Assert.True(opening.Engine is not null, opening.Detail);
        return opening.Engine;
    }

    private CommandHead Head(ulong actor = 0) => new(_ids.Next(), Id128.None, actor);

    private async Task<CharterOutcome> FoundAsync(OnusEngine engine, Ed25519Signer? key = null, string origin = Origin)
    {
        var founder = new Founder(new Id128(7), KeyAlgorithm.Ed25519, TestKeys.Log("founder").Key.PublicKey.ToArray());
        var answer = await engine.SubmitAsync(new FoundCharter(
            Head(), origin, (key ?? _old).Key.PublicKey.ToArray(), Signed: false, Alone: true, [founder]));
        _founder = (await engine.ReadAsync((cases, _) => cases.Registry.TryFindActor(founder.Token, out var actor) ? actor.Entry : 0)).Result;
        return answer.Result.Outcome;
    }

    private async Task<CharterOutcome> RotateAsync(OnusEngine engine) =>
        (await engine.SubmitAsync(new DoAct(Head(_founder), Change()))).Result.Outcome;

    private RotateLogKey Change()
    {
        var (old, next) = (_old.Key.PublicKey.ToArray(), _new.Key.PublicKey.ToArray());
        var statement = KeyRotationStatement.ToBytes(Origin, old, next);
        var (oldSignature, newSignature) = (new byte[64], new byte[64]);
        _old.Sign(statement, 0, oldSignature);
        _new.Sign(statement, 0, newSignature);
        return new RotateLogKey(old, next, oldSignature, newSignature);
    }

    private static async Task WriteAsync(OnusEngine engine, CommandHead head) =>
        Assert.Equal(OpenBookOutcome.Accepted, (await engine.SubmitAsync(new OpenBook(head, head.Id, "CNY", 2, BookPurpose.Money))).Result.Outcome);

    private static bool IsSignedBy(LogHead head, Ed25519Signer key) =>
        new VerifierSet(NoteVerifiers.Standard(key.Key)!).Verify(SignedCheckpoint.Parse(head.Checkpoint.Span).Note).IsVerified;

    [Fact]
    public async Task The_engine_signs_with_the_new_key_from_the_change_on_and_restarts_with_that_key_alone()
    {
        LogOpener.Create(_device, _old.Key);
        using (var engine = Open(_old, _new))
        {
            Assert.Equal(CharterOutcome.Accepted, await FoundAsync(engine));
            Assert.Equal(CharterOutcome.Accepted, await RotateAsync(engine));
            Assert.True(IsSignedBy(engine.Log.Head, _new));
            Assert.Equal(_new.Key, engine.LogKey);
            await WriteAsync(engine, Head());
            Assert.True(IsSignedBy(engine.Log.Head, _new) && !IsSignedBy(engine.Log.Head, _old));
        }

        Assert.Equal(OpenOutcome.OtherKey, OnusEngine.Open(Options(_old)).Outcome);
        using (var engine = Open(_new)) await WriteAsync(engine, Head());
        var report = LogAudit.Run(_device);
        Assert.Null(report.Fault);
    }

    [Fact]
    public async Task A_key_that_the_node_does_not_hold_is_refused_without_an_entry()
    {
        LogOpener.Create(_device, _old.Key);
        using var engine = Open(_old);
        await FoundAsync(engine);
        var size = engine.Log.Head.Size;
        Assert.Equal(CharterOutcome.LogKeyNotHeld, await RotateAsync(engine));
        Assert.Equal(size, engine.Log.Head.Size);
    }

    [Fact]
    public async Task A_founding_that_names_another_log_or_key_is_refused()
    {
        LogOpener.Create(_device, _old.Key);
        using var engine = Open(_old, _new);
        Assert.Equal(CharterOutcome.NotThisLog, await FoundAsync(engine, _new));
        Assert.Equal(CharterOutcome.NotThisLog, await FoundAsync(engine, origin: "other.example"));
        Assert.Equal(CharterOutcome.Accepted, await FoundAsync(engine));
    }

    [Fact]
    public async Task A_loss_is_accepted_only_under_the_origin_and_the_key_that_the_log_has_now()
    {
        LogOpener.Create(_device, _old.Key);
        using (var engine = Open(_old)) await FoundAsync(engine);
        var restored = TestKeys.Log(Origin + "/i2");
        LogRestore.Run(Options(restored).Log, default, ["ada"], LogTime.From(DateTimeOffset.UtcNow)).Log!.Dispose();
        using (var engine = Open(restored))
        {
            var loss = (await engine.ReadAsync((cases, _) => cases.Charter.UnacceptedLoss, cancellation: TestContext.Current.CancellationToken)).Result!.Value;
            async Task<CharterOutcome> Accept(string origin, Ed25519Signer key) => (await engine.SubmitAsync(
                new DoAct(Head(_founder), new AcceptLoss(loss, origin, key.Key.PublicKey.ToArray())))).Result.Outcome;
            Assert.Equal(CharterOutcome.NotThisLog, await Accept(Origin, restored));
            Assert.Equal(CharterOutcome.NotThisLog, await Accept(Origin + "/i2", _old));
            Assert.Equal(CharterOutcome.Accepted, await Accept(Origin + "/i2", restored));
        }

        using (var engine = Open(restored)) await WriteAsync(engine, Head());
        Assert.Null(LogAudit.Run(_device).Fault);
    }

    [Fact]
    public async Task A_change_that_a_crash_kept_from_being_carried_out_is_carried_out_on_opening()
    {
        LogOpener.Create(_device, _old.Key);
        using (var engine = Open(_old, _new)) await FoundAsync(engine);
        using (var log = LogOpener.Open(Options(_old).Log).Log!)
        {
            var entry = Entry(log.Head.Size, LogTime.From(DateTimeOffset.UtcNow.AddSeconds(1)));
            var batch = log.NewBatch();
            batch.Add(entry);
            Assert.Equal(CommitOutcome.Committed, log.Append(batch));
        }

        var opening = OnusEngine.Open(Options(_old));
        Assert.Equal(OpenOutcome.OtherKey, opening.Outcome);
        Assert.Contains("does not hold it", opening.Detail, StringComparison.Ordinal);
        using (var engine = Open(_old, _new)) Assert.True(IsSignedBy(engine.Log.Head, _new));
        using (var engine = Open(_new)) Assert.True(IsSignedBy(engine.Log.Head, _new));
    }

    [Fact]
    public async Task An_audit_finds_a_log_that_signs_under_a_key_that_its_charter_does_not_name()
    {
        LogOpener.Create(_device, _old.Key);
        using (var engine = Open(_old, _new)) await FoundAsync(engine);
        using (var log = LogOpener.Open(Options(_old).Log).Log!)
        {
            log.Rotate(_new);
            var state = log.NewBatch();
            state.Add(new RecordEntry(new EntryEnvelope(
                EntryKind.Record, log.Head.Size, LogTime.From(DateTimeOffset.UtcNow.AddSeconds(1)), Id128.None, Id128.None, 0, []), default).ToBytes());
            log.Append(state);
        }

        var report = LogAudit.Run(_device);
        Assert.Contains("which its charter does not say", report.Fault, StringComparison.Ordinal);
        Assert.Equal(OpenOutcome.OtherKey, OnusEngine.Open(Options(_new)).Outcome);
    }

    private byte[] Entry(ulong index, LogTime time)
    {
        var writer = CborExtensions.NewWriter();
        var front = new EntryEnvelope(EntryKind.LogKeyRotated, index, time, _ids.Next(), Id128.None, _founder, []);
        new LogKeyRotated(front, Change(), new CharterWarrant(WarrantKind.Alone, 0, default)).Write(writer);
        return writer.Encode();
    }
}
